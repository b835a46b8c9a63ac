import CatalogKit

/// By what a file is known to be the one that it was: its size and its time, as one number.
enum FileMark {
  /// The mark of a file.
  ///
  /// - Parameters:
  ///   - size: Bytes.
  ///   - modified: When it was last changed.
  /// - Returns: The number.
  static func of(size: Int, modified: Timestamp) -> UInt64 {
    var mark = UInt64(bitPattern: Int64(size))
    for part in [modified.seconds, modified.nanoseconds] {
      // The mixing step of SplitMix64 (Steele, Lea and Flood, 2014): each bit of both counts in all bits.
      mark = (mark ^ (mark >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mark = (mark ^ (mark >> 27)) &* 0x94D0_49BB_1331_11EB
      mark = (mark ^ (mark >> 31)) ^ UInt64(bitPattern: Int64(part))
    }
    return (mark ^ (mark >> 29)) &* 0xBF58_476D_1CE4_E5B9
  }
}
