/// A small picture that is wanted of a photo.
public struct PictureSize: Hashable, Sendable {
  /// Pixels of its longer side, `1...4096`; a photo that is smaller is not made larger.
  public let edge: Int
  /// How it is coded.
  public let coding: Coding
  /// How much of it is kept, `1...100`.
  public let quality: Int

  /// How a small picture is coded.
  public enum Coding: UInt32, Hashable, Sendable {
    case webp = 1
    case jpeg = 2

    /// The media type (RFC 9649, RFC 2046).
    public var mediaType: String { self == .webp ? "image/webp" : "image/jpeg" }
  }

  /// - Parameters:
  ///   - edge: Pixels of its longer side.
  ///   - coding: How it is coded.
  ///   - quality: How much of it is kept.
  public init(edge: Int, coding: Coding = .webp, quality: Int = 60) {
    self.edge = min(max(edge, 1), 4096)
    self.coding = coding
    self.quality = min(max(quality, 1), 100)
  }
}

/// A small picture, without metadata.
public struct SmallPicture: Hashable, Sendable {
  /// How it is coded.
  public let coding: PictureSize.Coding
  /// Pixels, at least 1.
  public let width: Int
  /// Pixels, at least 1.
  public let height: Int
  /// A file of that coding.
  public let bytes: [UInt8]
}

/// Why there is no small picture of a photo.
public enum PictureProblem: Error, Hashable, Sendable {
  /// The file holds none, or it is damaged; why, for people.
  case unreadable(String)
  /// The file cannot be opened; why, for people.
  case notOpened(String)
  /// The photo brings no preview along that a page could show, and there is no decoder that makes one.
  case noPreview
  /// It has more pixels than are decoded.
  case tooLarge
  /// Decoding took too long.
  case tookTooLong
  /// Decoding took too much memory.
  case tookTooMuchMemory
  /// The decoder ended in the middle of it.
  case crashed
  /// The decoder answered something that is no picture.
  case wrongAnswer
  /// The decoder cannot be started; why, for people.
  case noDecoder(String)
}

extension PictureProblem {
  /// Whether the same file and the same decoder will always come to it, however busy the machine is.
  var isLasting: Bool {
    switch self {
    case .unreadable, .tooLarge: true
    case .notOpened, .noPreview, .tookTooLong, .tookTooMuchMemory, .crashed, .wrongAnswer, .noDecoder: false
    }
  }
}

extension PictureProblem: CustomStringConvertible {
  /// The reason for people, without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let reason): reason
    case .notOpened(let reason): "cannot be opened: \(reason)"
    case .noPreview: "it brings no preview along"
    case .tooLarge: "more than 200 megapixels"
    case .tookTooLong: "decoding it took longer than \(PreviewLimits.seconds) seconds"
    case .tookTooMuchMemory: "decoding it took more than \(PreviewLimits.residentBytes >> 30) GB of memory"
    case .crashed: "the decoder broke down over it"
    case .wrongAnswer: "the decoder's answer is no picture"
    case .noDecoder(let reason): "catalog-preview cannot be started: \(reason)"
    }
  }
}
