/// A moment in UTC with nanoseconds, as file systems keep it and as the index writes it:
/// `2026-05-01T12:00:00.123456789Z`.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted; negative before.
  public let seconds: Int
  /// `0..<1_000_000_000`.
  public let nanoseconds: Int

  /// A moment outside the years 0 to 9999, as some file systems can hold by mistake, becomes the first or the last of these.
  ///
  /// - Parameters:
  ///   - seconds: Seconds since 1970.
  ///   - nanoseconds: Any number; whole seconds in it are carried over.
  public init(seconds: Int, nanoseconds: Int) {
    let (carry, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let isNegative = rest < 0
    let sum = seconds.addingReportingOverflow(carry - (isNegative ? 1 : 0))
    let whole = sum.overflow ? seconds : sum.partialValue
    self.seconds = min(max(whole, Self.firstSecond), Self.lastSecond)
    self.nanoseconds = whole == self.seconds ? (isNegative ? rest + 1_000_000_000 : rest) : 0
  }

  /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z: what RFC 3339 can say.
  private static let firstSecond = -62_167_219_200
  private static let lastSecond = 253_402_300_799

  /// Orders by time.
  ///
  /// - Parameters:
  ///   - lhs: One moment.
  ///   - rhs: The other.
  /// - Returns: Whether the first is earlier.
  public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
    (lhs.seconds, lhs.nanoseconds) < (rhs.seconds, rhs.nanoseconds)
  }

  /// Appends RFC 3339 text with nine decimals: 30 characters.
  ///
  /// - Parameter bytes: Where the ASCII text goes.
  public func append(to bytes: inout [UInt8]) {
    let days = seconds >= 0 ? seconds / 86400 : (seconds + 1) / 86400 - 1
    let date = CalendarDate(daysSince1970: days)
    let second = seconds - days * 86400
    let start = bytes.count
    bytes += Self.zeros
    bytes.withUnsafeMutableBytes { bytes in
      let text = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      DecimalDigits.write(date.year, width: 4, over: text, at: 0)
      DecimalDigits.write(date.month, width: 2, over: text, at: 5)
      DecimalDigits.write(date.day, width: 2, over: text, at: 8)
      DecimalDigits.write(second / 3600, width: 2, over: text, at: 11)
      DecimalDigits.write(second / 60 % 60, width: 2, over: text, at: 14)
      DecimalDigits.write(second % 60, width: 2, over: text, at: 17)
      // Cameras and most file systems know whole seconds.
      if nanoseconds != 0 { DecimalDigits.write(nanoseconds, width: 9, over: text, at: 20) }
    }
  }

  /// What the digits of a text are written over.
  private static let zeros = Array("0000-00-00T00:00:00.000000000Z".utf8)

  /// Reads what ``append(to:)`` writes; any other spelling is `nil`.
  ///
  /// - Parameter text: ASCII text of 30 characters.
  public init?(rfc3339 text: UnsafeRawBufferPointer) {
    guard text.count == 30,
      let year = DecimalDigits.parse(text, 0, 4), text[4] == UInt8(ascii: "-"),
      let month = DecimalDigits.parse(text, 5, 2), text[7] == UInt8(ascii: "-"),
      let day = DecimalDigits.parse(text, 8, 2), text[10] == UInt8(ascii: "T"),
      let hour = DecimalDigits.parse(text, 11, 2), text[13] == UInt8(ascii: ":"),
      let minute = DecimalDigits.parse(text, 14, 2), text[16] == UInt8(ascii: ":"),
      let second = DecimalDigits.parse(text, 17, 2), text[19] == UInt8(ascii: "."),
      let nanoseconds = DecimalDigits.parse(text, 20, 9), text[29] == UInt8(ascii: "Z"),
      let date = CalendarDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    seconds = date.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second
    self.nanoseconds = nanoseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 with nine decimals.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
