/// Decimal numbers with a fixed number of decimals, written and read without a formatter or a locale.
///
/// Every number of an index line goes through here: writing costs one multiplication and a few divisions, and
/// reading gives back the very same `Double`, since both the digits and the power of ten are exact.
public enum FixedPoint {
  /// Decimals of latitude and longitude in the index: 1e-9° is a tenth of a millimetre.
  public static let coordinateDecimals = 9

  /// Below this a number times a power of ten is off by less than a half, so that rounding finds the right integer.
  private static let exactLimit = 0x1p51

  /// Powers of ten that a `Double` holds exactly and that readers here need.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The nearest number with this many decimals.
  ///
  /// - Parameters:
  ///   - value: A number whose magnitude times `10^decimals` is below 2^51; a larger one is returned as it is.
  ///   - decimals: 0 to 15.
  /// - Returns: The rounded number; never negative zero.
  public static func round(_ value: Double, decimals: Int) -> Double {
    let scaled = (value * powers[decimals]).rounded()
    guard scaled.magnitude < exactLimit else { return value }
    return scaled / powers[decimals] + 0
  }

  /// Appends a number in plain decimal notation, at most `decimals` decimals, without trailing zeros.
  ///
  /// - Parameters:
  ///   - value: A finite number; beyond 2^51 / `10^decimals` it is written as Swift describes it.
  ///   - decimals: 0 to 15.
  ///   - bytes: Where the ASCII text goes.
  public static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
    let scaled = (value * powers[decimals]).rounded()
    guard scaled.magnitude < exactLimit else {
      let text = value.description
      bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
      return
    }
    var rest = UInt64(scaled.magnitude)
    var fraction = decimals
    while fraction > 0, rest % 10 == 0 {
      rest /= 10
      fraction -= 1
    }
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(rest, fraction: fraction, to: &bytes)
  }

  /// The text that ``append(_:decimals:to:)`` writes.
  ///
  /// - Parameters:
  ///   - value: Any number; NaN and infinities give Swift's names for them.
  ///   - decimals: 0 to 15.
  /// - Returns: ASCII text such as `-33.8586`.
  public static func text(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.description }
    var bytes: [UInt8] = []
    append(value, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a JSON number: plain decimals exactly and fast, exponents and long fractions by the standard library.
  ///
  /// - Parameter bytes: The number's characters, all of them.
  /// - Returns: A finite number, or `nil` where the bytes are not a JSON number.
  public static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    var digits: UInt64 = 0
    let wholes = takeDigits(bytes, &index, &digits)
    var fractions = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      fractions = takeDigits(bytes, &index, &digits)
      if fractions == 0 { return nil }
    }
    // Fifteen digits are below 2^53, so the integer and the power of ten are exact and so is their quotient's rounding.
    guard index == bytes.count, wholes > 0, wholes + fractions <= 15, !hasLeadingZero(bytes) else {
      return parseSlowly(bytes)
    }
    let value = Double(digits) / powers[fractions]
    return (isNegative ? -value : value) + 0
  }

  /// Appends the digits that come next to a number.
  ///
  /// - Returns: How many there were; of more than nineteen the number is wrong.
  @inline(__always)
  private static func takeDigits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int, _ number: inout UInt64)
    -> Int
  {
    let start = index
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number &* 10 &+ UInt64(digit)
      index += 1
    }
    return index - start
  }

  /// `01` is no JSON number.
  private static func hasLeadingZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = bytes.first == UInt8(ascii: "-") ? 1 : 0
    return bytes.count > start + 1 && bytes[start] == UInt8(ascii: "0") && isDigit(bytes[start + 1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// RFC 8259, section 6: an optional minus, digits, a fraction, an exponent.
  private static func parseSlowly(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
    guard skipDigits(bytes, &index), !hasLeadingZero(bytes) else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard skipDigits(bytes, &index) else { return nil }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard skipDigits(bytes, &index) else { return nil }
    }
    guard index == bytes.count, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else {
      return nil
    }
    return value + 0
  }

  /// Passes over one digit or more.
  private static func skipDigits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Bool {
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return index > start
  }

  private static func appendDigits(_ value: UInt64, fraction: Int, to bytes: inout [UInt8]) {
    // 2^51 has 16 digits; a fraction of at most 15 needs one digit before its point.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
      // From the last digit on, so that all go in at once.
      var start = text.count
      var count = 0
      var rest = value
      repeat {
        if count == fraction, count > 0 {
          start -= 1
          text[start] = UInt8(ascii: ".")
        }
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
        count += 1
      } while rest > 0 || count <= fraction
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
}
