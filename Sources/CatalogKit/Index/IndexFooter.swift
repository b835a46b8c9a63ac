/// The last line of an index: counts, the size of the file, and a checksum of all before.
public struct IndexFooter: Hashable, Sendable {
  /// Photos, located or not, without those that are missing.
  public var photos = 0
  /// Photos with a position.
  public var located = 0
  /// Photos that could not be read.
  public var unreadable = 0
  /// Records of photos that are missing: they are in no other count and in no answer.
  public var missing = 0

  /// Lines of the index.
  var lines: Int { photos + missing }

  /// Nothing counted yet.
  public init() {}

  /// Bytes of the line with its line break: always the same, so that one read from the end finds it.
  static let length = 256
  /// The line that closes the photos, in front of the summary.
  static let closing = Array("],\n".utf8)

  private static let checksumKey = Array("\"checksum\":".utf8)
  private static let ending = Array("}}\n".utf8)
  /// From the checksum's first quote to the end of the file.
  static let checksumLength = 10 + ending.count

  /// The line up to the checksum's value.
  ///
  /// - Parameter size: Bytes of the whole file.
  /// - Returns: ``length`` bytes less ``checksumLength``.
  func encodedWithoutChecksum(size: Int) -> [UInt8] {
    var bytes = Array(
      "\"summary\":{\"photos\":\(photos),\"located\":\(located),\"unreadable\":\(unreadable),".utf8
    )
    if missing > 0 { bytes += Array("\"missing\":\(missing),".utf8) }
    bytes += Array("\"bytes\":\(size),".utf8)
    // Five numbers of at most 19 digits and the names are below 200 bytes, so there is always room.
    let spaces = Self.length - Self.checksumLength - Self.checksumKey.count - bytes.count
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: max(0, spaces))
    return bytes + Self.checksumKey
  }

  /// The rest of the line.
  static func encoded(_ checksum: CRC32) -> [UInt8] {
    [JSONText.quote] + checksum.text + [JSONText.quote] + ending
  }

  /// Reads a line that was written as above.
  ///
  /// - Parameters:
  ///   - bytes: The last ``length`` bytes of a file.
  ///   - size: Bytes of the file.
  /// - Returns: The counts and the checksum's digits; `nil` where the line is anything else.
  static func parse(_ bytes: [UInt8], size: Int) -> (summary: IndexFooter, checksum: [UInt8])? {
    guard bytes.count == length else { return nil }
    var summary = IndexFooter()
    var checksum: [UInt8] = []
    let wrapped = [UInt8(ascii: "{")] + bytes
    let isJSON = wrapped.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONError) {
        try scanner.object { (scanner, _) throws(JSONError) in
          try scanner.object { (scanner, key) throws(JSONError) in
            switch String(decoding: key, as: UTF8.self) {
            case "photos": summary.photos = try scanner.integer()
            case "located": summary.located = try scanner.integer()
            case "unreadable": summary.unreadable = try scanner.integer()
            case "missing": summary.missing = try scanner.integer()
            case "checksum": checksum = try scanner.string()
            default: try scanner.skipValue()
            }
          }
        }
        try scanner.end()
        return true
      } catch {
        return false
      }
    }
    guard isJSON, checksum.count == 8,
      bytes.starts(with: summary.encodedWithoutChecksum(size: size)),
      bytes.suffix(ending.count) == ending[...]
    else { return nil }
    return (summary, checksum)
  }
}
