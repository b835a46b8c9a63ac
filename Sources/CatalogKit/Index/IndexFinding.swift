/// One thing that is wrong with an index, and where.
public struct IndexFinding: Hashable, Sendable {
  /// What is wrong.
  public let kind: Kind
  /// Where in the file, in bytes from its start; `nil` for the file as a whole.
  public let offset: Int?
  /// The photo whose record it is about, as far as that can be read.
  public let photo: FilePathBytes?

  /// What can be wrong with an index.
  public enum Kind: Hashable, Sendable {
    /// The first lines are not those of a scan.
    case beginning
    /// The last line is not that of a scan, or the file has another size than it says.
    case end
    /// The bytes are not those that the checksum was made of.
    case checksum
    /// JSON, with each photo readable, but laid out by another program.
    case layout
    /// A record that cannot be read.
    case record
    /// A record whose geohash is not that of its coordinates.
    case contradiction
    /// A record that comes before another that belongs in front of it.
    case order
    /// A second record of the same photo.
    case duplicate
    /// A record that is not spelt as a scan spells it: a person or another program changed it.
    case spelling
    /// A count of the summary: what it says, and what there is.
    case count(String, said: Int, found: Int)
    /// The file's modification time is not the one that the scan gave it. Nothing is wrong with its content: it was copied, or
    /// restored from a backup.
    case time
  }

  init(_ kind: Kind, at offset: Int? = nil, photo: FilePathBytes? = nil) {
    self.kind = kind
    self.offset = offset
    self.photo = photo
  }

  /// Whether something may be lost or wrong; not so for a file that only has another time.
  public var isDamage: Bool { kind != .time }
}

extension IndexFinding: CustomStringConvertible {
  /// `byte 2345: photos/miso/IMG_0042.HEIC: the geohash is not that of the coordinates`.
  public var description: String {
    [offset.map { "byte \($0)" }, photo.map { "\($0)" }, sentence].compactMap { $0 }.joined(separator: ": ")
  }

  /// What is wrong, without the place.
  public var sentence: String {
    switch kind {
    case .beginning: "the first lines are not as a scan writes them"
    case .end: "the last line is not as a scan writes it: the file was cut off, or changed in size"
    case .checksum: "the checksum is wrong: bytes were changed since the scan"
    case .layout: "another program rewrote it"
    case .record: "this record cannot be read"
    case .contradiction: "the geohash is not that of the coordinates"
    case .order: "the record is in the wrong place"
    case .duplicate: "a second record of the same photo"
    case .spelling: "the record was changed since the scan"
    case .count(let name, let said, let found): "the last line counts \(said) \(name), and there are \(found)"
    case .time:
      "the file has another modification time than the scan gave it, so readers check all of it each time"
    }
  }
}
