/// The place of a line in the order of an index: its geohash as a number, and after all geohashes the photos without a position.
enum SortKey {
  /// Of a photo without a position: a geohash has 60 bits.
  static let unlocated = UInt64.max
  /// From the start of a line to the end of its geohash.
  static let length = geohashPrefix.count + Geohash.length

  /// What a line begins with, up to its geohash or, in its shorter form, `null`.
  private static let geohashPrefix = Array("{\"geohash\":\"".utf8)
  private static let unlocatedPrefix = Array("{\"geohash\":null,\"path\":".utf8).prefix(length)

  /// The key of a photo's line.
  static func of(_ photo: Photo) -> UInt64 {
    photo.position.map { Geohash($0.coordinate).bits } ?? unlocated
  }

  /// Reads the key of a line.
  ///
  /// - Parameter line: A line's beginning, at least ``length`` bytes.
  /// - Returns: `nil` where the bytes are not the beginning of a line as ``PhotoLine`` writes it.
  static func of(_ line: UnsafeRawBufferPointer) -> UInt64? {
    guard line.count >= length else { return nil }
    let isLocated = geohashPrefix.withUnsafeBytes { begins(line, $0) }
    if isLocated { return Geohash(ascii: line[geohashPrefix.count..<length])?.bits }
    return unlocatedPrefix.withUnsafeBytes { begins(line, $0) } ? unlocated : nil
  }

  /// Whether a line, which is no shorter, begins so.
  private static func begins(_ line: UnsafeRawBufferPointer, _ prefix: UnsafeRawBufferPointer) -> Bool {
    for index in 0..<prefix.count where line[index] != prefix[index] { return false }
    return true
  }
}
