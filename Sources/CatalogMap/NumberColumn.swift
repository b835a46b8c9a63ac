/// Numbers as varints: seven bits a byte, the lowest first; those with a sign have it in the lowest bit.
struct NumberColumn {
  private(set) var bytes: [UInt8] = []
  private var last = 0

  mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(signed number: Int) { add(Self.zigzag(number)) }

  mutating func addStep(to number: Int) {
    add(signed: number - last)
    last = number
  }

  /// A number that is not negative, rounded, or none; what no file can mean counts as none.
  mutating func addOptional(_ number: Double?) {
    guard let number, number >= 0, number < 1e12 else { return add(0) }
    add(Int(number.rounded()) + 1)
  }

  mutating func addOptional(signed number: Double?) {
    guard let number, abs(number) < 1e12 else { return add(0) }
    add(Self.zigzag(Int(number.rounded())) + 1)
  }

  private static func zigzag(_ number: Int) -> Int { number >= 0 ? number << 1 : ~(number << 1) }
}
