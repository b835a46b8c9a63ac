/// CRC-32 of bytes in pieces, as ZIP has it (ISO 3309).
struct ZIPChecksum: Sendable {
  private var value: UInt32 = .max

  /// The checksum of what was added.
  var number: UInt32 { ~value }

  mutating func add(_ bytes: [UInt8]) {
    value = Self.table.withUnsafeBufferPointer { table in
      bytes.reduce(value) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }
}
