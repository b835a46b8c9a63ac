/// ISO 8601, as the index keeps dates: `1987`, `1987-06`, `1987-06-15`, `1987-06-15T14:30`, `1987-06-15T14:30:05.25+09:00`.
extension LocalTime {
  /// Appends what is known and no more.
  ///
  /// - Parameter bytes: Where the ASCII text goes.
  public func append(to bytes: inout [UInt8]) {
    let day = firstDay
    let second = seconds.lowerBound - day.daysSince1970 * 86400
    let start = bytes.count
    bytes += Self.zeros.prefix(Self.length(precision))
    bytes.withUnsafeMutableBytes { bytes in
      let text = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      DecimalDigits.write(day.year, width: 4, over: text, at: 0)
      if precision >= .month { DecimalDigits.write(day.month, width: 2, over: text, at: 5) }
      if precision >= .day { DecimalDigits.write(day.day, width: 2, over: text, at: 8) }
      guard precision >= .minute else { return }
      DecimalDigits.write(second / 3600, width: 2, over: text, at: 11)
      DecimalDigits.write(second / 60 % 60, width: 2, over: text, at: 14)
      if precision == .second { DecimalDigits.write(second % 60, width: 2, over: text, at: 17) }
    }
    if let fraction {
      bytes.append(UInt8(ascii: "."))
      fraction.append(to: &bytes)
    }
    if let offset {
      Self.append(offset.minutes < 0 ? "-" : "+", abs(offset.minutes) / 60, to: &bytes)
      Self.append(":", abs(offset.minutes) % 60, to: &bytes)
    }
  }

  /// What the digits of a text are written over.
  private static let zeros = Array("0000-00-00T00:00:00".utf8)

  /// How much of it a date of a precision takes.
  private static func length(_ precision: Precision) -> Int {
    switch precision {
    case .year: 4
    case .month: 7
    case .day: 10
    case .minute: 16
    case .second: 19
    }
  }

  private static func append(_ separator: Unicode.Scalar, _ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: separator))
    DecimalDigits.append(number, width: 2, to: &bytes)
  }

  /// Reads what ``append(to:)`` writes; any other spelling is `nil`.
  ///
  /// - Parameters:
  ///   - text: ASCII text.
  ///   - source: Where its offset comes from, if it has one.
  init?(iso8601 text: UnsafeRawBufferPointer, offsetSource source: Offset.Source) {
    var text = ISOText(text)
    guard let year = text.number(4) else { return nil }
    var (month, day, second) = (1, 1, 0)
    var precision = Precision.year
    if let number = text.number(after: "-") {
      (month, precision) = (number, .month)
      if let number = text.number(after: "-") { (day, precision) = (number, .day) }
    }
    var (fraction, offset): (Fraction?, Offset?)
    if precision == .day, let hour = text.number(after: "T") {
      guard hour < 24, let minute = text.number(after: ":"), minute < 60 else { return nil }
      (second, precision) = (hour * 3600 + minute * 60, .minute)
      if let number = text.number(after: ":") {
        guard number < 60 else { return nil }
        (second, precision) = (second + number, .second)
        fraction = text.fraction()
      }
      offset = text.offset(source)
    }
    guard text.isAtEnd, let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    self.init(date: date, secondOfDay: second, precision: precision, fraction: fraction, offset: offset)
  }

  /// Numbers of a text in their order. What is not there leaves the position where it was.
  private struct ISOText {
    private let text: UnsafeRawBufferPointer
    private var position = 0

    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    @inline(__always)
    mutating func number(_ width: Int) -> Int? {
      guard let number = DecimalDigits.parse(text, position, width) else { return nil }
      position += width
      return number
    }

    @inline(__always)
    mutating func number(after separator: Unicode.Scalar) -> Int? {
      guard position < text.count, text[position] == UInt8(ascii: separator),
        let number = DecimalDigits.parse(text, position + 1, 2)
      else { return nil }
      position += 3
      return number
    }

    mutating func fraction() -> Fraction? {
      guard position < text.count, text[position] == UInt8(ascii: ".") else { return nil }
      let digits = text[(position + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard digits.count <= 9, let fraction = Fraction(digits) else { return nil }
      position = digits.endIndex
      return fraction
    }

    mutating func offset(_ source: Offset.Source) -> Offset? {
      let start = position
      let isNegative = position < text.count && text[position] == UInt8(ascii: "-")
      guard let hours = number(after: isNegative ? "-" : "+"), let minutes = number(after: ":"), minutes < 60,
        let offset = Offset(minutes: (hours * 60 + minutes) * (isNegative ? -1 : 1), source: source)
      else {
        position = start
        return nil
      }
      return offset
    }
  }
}

extension LocalTime: CustomStringConvertible {
  /// ISO 8601.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
