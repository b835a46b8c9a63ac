/// A number of 64 bits for some bytes: the same in every run, and no secret (FNV-1a, draft-eastlake-fnv).
package struct FNV1a {
  /// The number of what was added.
  package private(set) var number: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Of nothing yet.
  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { number = (number ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}
