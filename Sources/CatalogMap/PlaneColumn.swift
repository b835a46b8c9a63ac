/// Numbers as planes of bytes: how many there are, as a varint, how many bytes each has, then the lowest byte of all, the next one of all, and
/// so on. The lowest bytes of measured numbers are noise and the highest are alike, so that each plane is packed with a code of its own.
struct PlaneColumn {
  private var numbers: [UInt64] = []
  private var bits: UInt64 = 0
  private var last = 0

  /// - Parameter number: Not negative.
  mutating func add(_ number: Int) {
    let number = UInt64(number)
    numbers.append(number)
    bits |= number
  }

  mutating func add(signed number: Int) { add(NumberColumn.zigzag(number)) }

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
    add(NumberColumn.zigzag(Int(number.rounded())) + 1)
  }

  /// What is written, in parts that are worth a code of their own.
  var parts: [[UInt8]] {
    let width = (64 - bits.leadingZeroBitCount + 7) / 8
    var head = NumberColumn()
    head.add(numbers.count)
    head.add(width)
    return [head.bytes]
      + (0..<width).map { plane in numbers.map { UInt8(truncatingIfNeeded: $0 >> (8 * UInt64(plane))) } }
  }
}
