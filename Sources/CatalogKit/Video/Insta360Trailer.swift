/// What Insta360's cameras write after the boxes of a file: records, the last of which ends in front of a fixed end (ExifTool,
/// `QuickTimeStream.pl`).
enum Insta360Trailer {
  private static let endSize = 72
  private static let headerSize = 6
  private static let signature = Array("8db42d694ccc418790edff439fe026bf".utf8)
  /// The fixes of the receiver.
  private static let fixes = 0x700
  private static let fixSize = 53
  /// Cameras write about ten records.
  private static let recordLimit = 64
  /// Fixes that are looked at: ten minutes at ten a second.
  private static let fixLimit = 6000

  /// The first fix.
  ///
  /// - Parameter file: The whole file.
  /// - Returns: `nil` where there is no such trailer, or no fix in it.
  /// - Throws: ``ContainerError`` where it is damaged.
  static func firstFix(in file: ByteReader) throws(ContainerError) -> PhotoMetadata? {
    guard file.count >= endSize + headerSize else { return nil }
    let end = try file.lonelyBytes(at: file.count - endSize, count: endSize)
    guard end.suffix(signature.count).elementsEqual(signature) else { return nil }
    let length = Int(try file.uint32(at: file.count - signature.count - 8, .little))
    let first = max(0, file.count - length)
    var header = file.count - endSize - headerSize
    for _ in 0..<recordLimit {
      guard header >= first else { return nil }
      let kind = Int(try file.uint16(at: header, .little))
      let size = Int(try file.uint32(at: header + 2, .little))
      guard size <= header - first else {
        throw .damaged("a record that is longer than Insta360's trailer", offset: header)
      }
      if kind == fixes, let found = try firstFix(of: file.slice((header - size)..<header)) { return found }
      header -= size + headerSize
    }
    return nil
  }

  /// Seconds since 1970, six bytes, a status, and each with a letter after it latitude and longitude; then speed, direction and
  /// altitude.
  private static func firstFix(of record: ByteReader) throws(ContainerError) -> PhotoMetadata? {
    for index in 0..<min(record.count / fixSize, fixLimit) {
      let start = fixSize * index
      guard try record.byte(at: start + 10) == UInt8(ascii: "A"),
        let isSouth = sign(try record.byte(at: start + 19), "N", ["S"]),
        // Some write the French letter of west.
        let isWest = sign(try record.byte(at: start + 28), "E", ["W", "O"])
      else { continue }
      let latitude = abs(try record.double(at: start + 11, .little))
      let longitude = abs(try record.double(at: start + 20, .little))
      let fix = TrackFix(
        latitude: isSouth ? -latitude : latitude,
        longitude: isWest ? -longitude : longitude,
        altitude: try record.double(at: start + 45, .little),
        time: Timestamp(seconds: Int(try record.uint32(at: start, .little)), nanoseconds: 0)
      )
      if let found = fix.metadata { return found }
    }
    return nil
  }

  /// Whether a letter is one of the negative hemisphere; `nil` for others.
  private static func sign(_ letter: UInt8, _ positive: Unicode.Scalar, _ negative: [Unicode.Scalar]) -> Bool?
  {
    if letter == UInt8(ascii: positive) { return false }
    return negative.contains { letter == UInt8(ascii: $0) } ? true : nil
  }
}
