/// Numbers as varints: seven bits a byte, the lowest first; those with a sign have it in the lowest bit.
struct NumberColumn {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(signed number: Int) { add(Self.zigzag(number)) }

  /// The sign as the lowest bit.
  static func zigzag(_ number: Int) -> Int { number >= 0 ? number << 1 : ~(number << 1) }
}
