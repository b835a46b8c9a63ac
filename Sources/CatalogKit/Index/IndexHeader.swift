/// The beginning of an index: who wrote it, when, and from which folders.
public struct IndexHeader: Hashable, Sendable {
  /// The version of the layout.
  public var version = Self.currentVersion
  /// Raised whenever reading photos changes, so that a scan mends what an older one read.
  public var reader = Self.currentExtractor
  /// The program that wrote it: `catalog 0.1.0`.
  public var generator: String
  /// When it was written; the file's modification time is set to the same.
  public var written: Timestamp
  /// The folders that were scanned, in byte order, none inside another.
  public var scanned: [FilePathBytes]

  /// The layout that this version writes, and the newest that it reads.
  public static let currentVersion = 1
  /// What this version knows about reading photos.
  public static let currentExtractor = 2

  /// - Parameters:
  ///   - generator: The program that writes it.
  ///   - written: The present moment.
  ///   - scanned: The folders that were scanned, in byte order.
  public init(generator: String, written: Timestamp, scanned: [FilePathBytes]) {
    self.generator = generator
    self.written = written
    self.scanned = scanned
  }

  /// Three lines: the catalogue, the folders, and the opening of the photos.
  func encoded() -> [UInt8] {
    var bytes = Array("{\"catalog\":{\"version\":\(version),\"reader\":\(reader),\"generator\":".utf8)
    JSONText.append(generator.utf8, to: &bytes)
    JSONText.appendKey("written", to: &bytes)
    JSONText.append(written.description.utf8, to: &bytes)
    bytes += Array("},\n\"scanned\":[".utf8)
    for (index, folder) in scanned.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if folder.utf8Text != nil {
        JSONText.append(folder.bytes, to: &bytes)
      } else {
        bytes += Array("{\"path\":".utf8)
        JSONPath.append(folder, bytesKey: "pathBytes", to: &bytes)
        bytes.append(UInt8(ascii: "}"))
      }
    }
    bytes += Array("],\n\"photos\":[\n".utf8)
    return bytes
  }

  /// Reads the object behind `"catalog":`.
  ///
  /// - Throws: ``JSONError`` where a member is missing or of the wrong kind.
  init(catalog scanner: inout JSONScanner) throws(JSONError) {
    var version: Int?
    var reader: Int?
    var generator: [UInt8] = []
    var written: Timestamp?
    try scanner.object { (scanner, key) throws(JSONError) in
      switch String(decoding: key, as: UTF8.self) {
      case "version": version = try scanner.integer()
      case "reader": reader = try scanner.integer()
      case "generator": generator = try scanner.string()
      case "written": written = try scanner.string().withUnsafeBytes { Timestamp(rfc3339: $0) }
      default: try scanner.skipValue()
      }
    }
    guard let version else { throw JSONError(offset: scanner.position) }
    self.version = version
    // Without them the photos are read anew and the checksum is compared, which is right.
    self.reader = reader ?? 0
    self.generator = String(decoding: generator, as: UTF8.self)
    self.written = written ?? Timestamp(seconds: 0, nanoseconds: 0)
    scanned = []
  }

  /// Reads the array behind `"scanned":`.
  static func folders(_ scanner: inout JSONScanner) throws(JSONError) -> [FilePathBytes] {
    var folders: [FilePathBytes] = []
    try scanner.array { (scanner) throws(JSONError) in
      guard scanner.peek() == UInt8(ascii: "{") else {
        folders.append(FilePathBytes(try scanner.string()))
        return
      }
      var path: [UInt8]?
      var pathBytes: [UInt8]?
      try scanner.object { (scanner, key) throws(JSONError) in
        switch String(decoding: key, as: UTF8.self) {
        case "path": path = try scanner.string()
        case "pathBytes": pathBytes = Base64.decode(try scanner.string())
        default: try scanner.skipValue()
        }
      }
      guard let name = pathBytes ?? path else { throw JSONError(offset: scanner.position) }
      folders.append(FilePathBytes(name))
    }
    return folders
  }

  /// Reads the three lines that ``encoded()`` writes, exactly as it writes them.
  ///
  /// - Parameter bytes: The beginning of a file.
  /// - Returns: The header and its length; `nil` where the bytes are anything else.
  static func parse(_ bytes: [UInt8]) -> (header: IndexHeader, length: Int)? {
    let prefix = Array("{\"catalog\":".utf8)
    guard bytes.starts(with: prefix) else { return nil }
    let header: IndexHeader? = bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      var header: IndexHeader?
      do throws(JSONError) {
        try scanner.expect("{")
        _ = try scanner.string()
        try scanner.expect(":")
        header = try IndexHeader(catalog: &scanner)
        try scanner.expect(",")
        guard try scanner.string() == Array("scanned".utf8) else { return nil }
        try scanner.expect(":")
        header?.scanned = try folders(&scanner)
      } catch {
        return nil
      }
      return header
    }
    // What was understood must be what would be written: then every byte of the three lines is accounted for.
    guard let header else { return nil }
    let encoded = header.encoded()
    return bytes.starts(with: encoded) ? (header, encoded.count) : nil
  }
}
