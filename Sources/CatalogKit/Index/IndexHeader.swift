/// The beginning of an index: who wrote it, when, and from which folders.
public struct IndexHeader: Hashable, Sendable {
  /// The version of the layout.
  public var version = Self.currentVersion
  /// Raised whenever reading photos changes, so that a scan mends what an older one read.
  public var reader = ExtractorVersion.current
  /// The program that wrote it: `catalog 0.1.0`.
  public var generator: String
  /// When it was written; the file's modification time is set to the same.
  public var written: Timestamp
  /// The folders that were scanned, in byte order, none inside another.
  public var scanned: [FilePathBytes]
  /// The patterns of what scans pass over, as they were written.
  public var exclude: [FilePathBytes] = []
  /// Whether scans follow symbolic links.
  public var followsLinks = false
  /// Where file systems were mounted, and links led to folders, below the scanned folders when they were last seen; `nil` where no scan
  /// that looks at that has seen all of them.
  public var mounts: [FilePathBytes]?
  /// Where several drives are mounted in turn: photos of one were found there while records of another waited. Which records are whose
  /// nobody knows.
  public var sharedMounts: [FilePathBytes] = []
  /// Folders that were not there, or could not be listed, when the last scan said so.
  public var absent: [FilePathBytes] = []
  /// Members of the document that this version does not know.
  var unknownMembers: [Member] = []
  /// Those of the object `catalog`.
  var unknownCatalogMembers: [Member] = []

  /// A member that is kept as it is: its name, and its value as JSON without blanks.
  struct Member: Hashable, Sendable {
    let name: [UInt8]
    let value: [UInt8]
  }

  /// The layout that this version writes, and the newest that it reads.
  public static let currentVersion = 1

  /// - Parameters:
  ///   - generator: The program that writes it.
  ///   - written: The present moment.
  ///   - scanned: The folders that were scanned, in byte order.
  public init(generator: String, written: Timestamp, scanned: [FilePathBytes]) {
    self.generator = generator
    self.written = written
    self.scanned = scanned
  }

  /// A line for the catalogue and one for the folders, one for each further member that there is, and the opening of the photos.
  func encoded() -> [UInt8] {
    var bytes = Array("{\"catalog\":{\"version\":\(version),\"reader\":\(reader),\"generator\":".utf8)
    JSONText.append(generator.utf8, to: &bytes)
    JSONText.appendKey("written", to: &bytes)
    JSONText.append(written.description.utf8, to: &bytes)
    for member in unknownCatalogMembers {
      bytes.append(UInt8(ascii: ","))
      Self.append(member, to: &bytes)
    }
    bytes += Array("},\n\"scanned\":".utf8)
    Self.append(scanned, to: &bytes)
    if !exclude.isEmpty {
      bytes += Array(",\n\"exclude\":".utf8)
      Self.append(exclude, to: &bytes)
    }
    if let mounts {
      bytes += Array(",\n\"mounts\":".utf8)
      Self.append(mounts, to: &bytes)
    }
    if !sharedMounts.isEmpty {
      bytes += Array(",\n\"sharedMounts\":".utf8)
      Self.append(sharedMounts, to: &bytes)
    }
    if !absent.isEmpty {
      bytes += Array(",\n\"absent\":".utf8)
      Self.append(absent, to: &bytes)
    }
    if followsLinks { bytes += Array(",\n\"followLinks\":true".utf8) }
    for member in unknownMembers {
      bytes += Array(",\n".utf8)
      Self.append(member, to: &bytes)
    }
    bytes += Array(",\n\"photos\":[\n".utf8)
    return bytes
  }

  /// Takes over what another header says of scans, and what nobody knows.
  mutating func takeMembers(of other: IndexHeader) {
    scanned = other.scanned
    exclude = other.exclude
    followsLinks = other.followsLinks
    mounts = other.mounts
    sharedMounts = other.sharedMounts
    absent = other.absent
    unknownMembers = other.unknownMembers
  }

  /// An array of names: text, or an object with their bytes where they are not UTF-8.
  private static func append(_ names: [FilePathBytes], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if name.utf8Text != nil {
        JSONText.append(name.bytes, to: &bytes)
      } else {
        bytes += Array("{\"path\":".utf8)
        JSONPath.append(name, bytesKey: "pathBytes", to: &bytes)
        bytes.append(UInt8(ascii: "}"))
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ member: Member, to bytes: inout [UInt8]) {
    JSONText.append(member.name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    bytes += member.value
  }
}
