/// What is to be written into a sidecar; what is `nil` stays as it is.
public struct XMPChanges: Hashable, Sendable {
  /// All tags, as ``Photo/tags`` has them: words, and paths with slashes.
  public var tags: [String]?
  /// The title; an empty one takes it away.
  public var title: String?
  /// The description; an empty one takes it away.
  public var description: String?
  /// −1 (rejected) to 5; 0 is unrated.
  public var rating: Int?
  /// Where the photo was taken.
  public var position: PlacedPosition?

  /// Nothing is to be written.
  public init() {}

  /// Whether nothing is to be written.
  public var isEmpty: Bool { self == XMPChanges() }

  /// A position that a person knows.
  public enum PlacedPosition: Hashable, Sendable {
    /// There, within this many metres.
    case at(Coordinate, accuracy: Double)
    /// What the photo says is wrong, and nobody knows better.
    case none
  }
}

/// Why a sidecar is left as it is.
public enum XMPWriteError: Error, Hashable, Sendable {
  /// It is no XML that could be changed, for this reason.
  case unreadable(String)
  /// It has no RDF.
  case noRDF
  /// Its encoding is none that is written.
  case encoding
  /// A property is there in a form that is not written here, such as `dc:subject`.
  case form(String)
  /// What was written would not be read back as what was meant.
  case notReadBack
}

extension XMPWriteError: CustomStringConvertible {
  /// What is wrong, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let reason): "it is not readable XMP: \(reason)"
    case .noRDF: "it is XML, but not XMP"
    case .encoding: "its encoding is none of UTF-8, UTF-16, Latin-1 and ASCII"
    case .form(let property): "\(property) is in it in a form that only the program that wrote it understands"
    case .notReadBack: "what was written into it could not be read back as it was meant"
    }
  }
}
