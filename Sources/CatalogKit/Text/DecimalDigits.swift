/// Whole numbers as ASCII digits, without a formatter.
package enum DecimalDigits {
  /// Appends a number, filled with zeros up to a width.
  package static func append(_ value: Int, width: Int = 1, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    // 20 digits hold every 64-bit number.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var count = 0
      while rest > 0 || count < min(width, 20) {
        digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
        count += 1
      }
      while count > 0 {
        count -= 1
        bytes.append(digits[count])
      }
    }
  }

  /// Writes the last digits of a number, exactly as many as asked for, over a text.
  ///
  /// - Parameters:
  ///   - value: Not negative.
  ///   - width: How many digits.
  ///   - text: Has room for them.
  ///   - start: Where the first goes.
  static func write(_ value: Int, width: Int, over text: UnsafeMutableRawBufferPointer, at start: Int) {
    var rest = value.magnitude
    for place in stride(from: start + width - 1, through: start, by: -1) {
      text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Reads exactly this many digits at a place of a text; anything else there, or too little text, is `nil`.
  @inline(__always)
  static func parse(_ text: UnsafeRawBufferPointer, _ start: Int, _ width: Int) -> Int? {
    guard width > 0, width <= 18, start >= 0, start + width <= text.count else { return nil }
    var value = 0
    for index in start..<(start + width) {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
