import Testing

@testable import CatalogKit

/// Feeds a parser what is left of good files.
enum DamagedFiles {
  /// Every prefix of a file: none may trap, hang, or be read beyond the limit.
  static func readPrefixes(of file: [UInt8]) {
    for length in 0...file.count { check(Array(file.prefix(length))) }
  }

  /// A file with a few of its bytes changed, many times over, the same in every run.
  static func readMutations(of file: [UInt8], count: Int = 10_000) {
    var random = RandomBytes(state: 0x6361_7473)
    for _ in 0..<count {
      var bytes = file
      for _ in 0...random.below(8) {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = 0xFF
        case 1: bytes[place] = 0
        case 2: bytes[place] ^= 1 << UInt8(random.below(8))
        default: bytes[place] = UInt8(random.below(256))
        }
      }
      check(bytes)
    }
  }

  private static func check(_ bytes: [UInt8]) {
    let pieces = PhotoPieces(bytes)
    #expect(
      pieces.counts.bytes <= (pieces.format == .video ? ByteSource.videoByteLimit : ByteSource.byteLimit)
    )
  }

  /// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
  private struct RandomBytes {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
  }
}
