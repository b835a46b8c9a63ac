internal import CZlib

/// CRC-32 as zlib and gzip have it (RFC 1952, section 8), over bytes in pieces.
package struct CRC32 {
  private var value: UInt = 0

  /// Of nothing yet.
  package init() {}

  /// The checksum of what was added.
  package var number: UInt32 { UInt32(truncatingIfNeeded: value) }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    value = UInt(crc32_z(uLong(value), start.assumingMemoryBound(to: Bytef.self), bytes.count))
  }

  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { add($0) }
  }

  /// Adds bytes that follow, of which the sum is known.
  mutating func add(_ next: CRC32, count: Int) {
    value = UInt(crc32_combine(uLong(value), uLong(next.value), count))
  }

  /// Eight hexadecimal digits in small letters.
  var text: [UInt8] {
    (0..<8).map { JSONText.hexDigits[Int(value >> UInt(28 - 4 * $0) & 15)] }
  }
}
