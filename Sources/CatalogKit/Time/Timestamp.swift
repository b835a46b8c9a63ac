/// A moment in UTC with nanoseconds, as file systems keep it and as the index writes it:
/// `2026-05-01T12:00:00.123456789Z`.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted; negative before.
  public let seconds: Int
  /// `0..<1_000_000_000`.
  public let nanoseconds: Int

  /// - Parameters:
  ///   - seconds: Seconds since 1970.
  ///   - nanoseconds: Any number; whole seconds in it are carried over.
  public init(seconds: Int, nanoseconds: Int) {
    let (carry, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    self.seconds = seconds &+ carry &- (rest < 0 ? 1 : 0)
    self.nanoseconds = rest < 0 ? rest + 1_000_000_000 : rest
  }

  /// Orders by time.
  ///
  /// - Parameters:
  ///   - lhs: One moment.
  ///   - rhs: The other.
  /// - Returns: Whether the first is earlier.
  public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
    (lhs.seconds, lhs.nanoseconds) < (rhs.seconds, rhs.nanoseconds)
  }

  /// Appends RFC 3339 text with nine decimals; a year outside 0…9999 (a file with a nonsense time) keeps its digits.
  ///
  /// - Parameter bytes: Where the ASCII text goes.
  public func append(to bytes: inout [UInt8]) {
    let days = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400)
    let date = CalendarDate(daysSince1970: days)
    let second = seconds - days * 86400
    date.append(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    DecimalDigits.append(second / 3600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DecimalDigits.append(second / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DecimalDigits.append(second % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    DecimalDigits.append(nanoseconds, width: 9, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// Reads what ``append(to:)`` writes; any other spelling is `nil`.
  ///
  /// - Parameter text: ASCII text of at least 30 characters.
  public init?(rfc3339 text: UnsafeRawBufferPointer) {
    guard text.count >= 30, text.last == UInt8(ascii: "Z") else { return nil }
    let yearWidth = text.count - 26
    guard
      let year = DecimalDigits.parse(text, 0, yearWidth),
      let month = DecimalDigits.parse(text, yearWidth + 1, 2),
      let day = DecimalDigits.parse(text, yearWidth + 4, 2),
      let hour = DecimalDigits.parse(text, yearWidth + 7, 2),
      let minute = DecimalDigits.parse(text, yearWidth + 10, 2),
      let second = DecimalDigits.parse(text, yearWidth + 13, 2),
      let nanoseconds = DecimalDigits.parse(text, yearWidth + 16, 9),
      let date = CalendarDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60,
      text[yearWidth] == UInt8(ascii: "-"), text[yearWidth + 3] == UInt8(ascii: "-"),
      text[yearWidth + 6] == UInt8(ascii: "T"), text[yearWidth + 9] == UInt8(ascii: ":"),
      text[yearWidth + 12] == UInt8(ascii: ":"), text[yearWidth + 15] == UInt8(ascii: ".")
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
