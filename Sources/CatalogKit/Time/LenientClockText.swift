/// A time of the day as cameras, phones and editors write it, from its hour on: `18:18:05.25`, `05-06-07`, `181805`, `03:06:07 p.m.`.
struct LenientClockText {
  /// Seconds since midnight.
  let secondOfDay: Int
  /// ``LocalTime/Precision/day`` where only the hour is known, which is no time.
  let precision: LocalTime.Precision
  let fraction: LocalTime.Fraction?

  /// - Parameters:
  ///   - hour: The first number, with minute and second in it where it has four or six digits.
  ///   - text: What follows it; the scanner is left after the time. Where a part is there and cannot be read, or does not exist, the
  ///     result is `nil`.
  init?(_ hour: DateTextScanner.Digits, _ text: inout DateTextScanner) {
    var parts: [Int]
    switch hour.width {
    case 1, 2:
      guard let numbers = Self.numbers(from: hour.value, &text) else { return nil }
      parts = numbers
    case 4: parts = [hour.value / 100, hour.value % 100]
    case 6: parts = [hour.value / 10000, hour.value / 100 % 100, hour.value % 100]
    default: return nil
    }
    fraction = parts.count == 3 ? Self.fraction(&text) : nil
    guard parts[0] <= 24, parts.dropFirst().allSatisfy({ $0 < 60 }),
      let hour = Self.hour(parts[0], Self.halfOfDay(&text))
    else { return nil }
    precision = [.day, .minute, .second][parts.count - 1]
    parts += [0, 0]
    secondOfDay = hour * 3600 + parts[1] * 60 + parts[2]
  }

  /// Reads a time alone.
  ///
  /// - Parameter text: Bytes of a field.
  /// - Returns: Nanoseconds since midnight; `nil` where the bytes hold no time, or an hour alone.
  static func nanosecondOfDay(_ text: some Collection<UInt8>) -> Int? {
    var text = DateTextScanner(text)
    guard let hour = text.digits(text.digitCount), let clock = LenientClockText(hour, &text), text.isAtEnd,
      clock.precision > .day
    else { return nil }
    return clock.secondOfDay * 1_000_000_000 + (clock.fraction?.nanoseconds ?? 0)
  }

  /// Hour, and minute and second where they are known. The second follows the same separator as the minute: another begins an offset.
  private static func numbers(from hour: Int, _ text: inout DateTextScanner) -> [Int]? {
    var numbers = [hour]
    var separator: DateTextScanner.Separator?
    while numbers.count < 3 {
      let start = text
      guard let next = text.separator(), next == separator ?? next else {
        text = start
        return numbers
      }
      separator = next
      switch text.part(after: next) {
      case .number(let number):
        guard number.width <= 2 else { return nil }
        numbers.append(number.value)
      case .blank:
        // What follows an unknown part is unknown too.
        guard text.hasOnlyParts else { return nil }
        _ = text.finish()
        return numbers
      case .unreadable:
        // PM, or an offset.
        text = start
        return next == .blank ? numbers : nil
      }
    }
    return numbers
  }

  private static func fraction(_ text: inout DateTextScanner) -> LocalTime.Fraction? {
    guard text.skip(UInt8(ascii: ".")) || text.skip(UInt8(ascii: ",")) else { return nil }
    let digits = text.rest.prefix(text.digitCount)
    _ = text.digits(digits.count)
    return LocalTime.Fraction(digits)
  }

  private enum HalfOfDay {
    case morning, afternoon
  }

  /// `AM`, `pm`, `p.m.`, with blanks before it.
  private static func halfOfDay(_ text: inout DateTextScanner) -> HalfOfDay? {
    let start = text
    text.skipBlanks()
    let isMorning = text.skip(UInt8(ascii: "A"))
    if isMorning || text.skip(UInt8(ascii: "P")) {
      _ = text.skip(UInt8(ascii: "."))
      text.skipBlanks()
      if text.skip(UInt8(ascii: "M")) {
        _ = text.skip(UInt8(ascii: "."))
        return isMorning ? .morning : .afternoon
      }
    }
    text = start
    return nil
  }

  /// The hour of the day. Cameras that write 24 mean the first hour of the same date.
  private static func hour(_ hour: Int, _ half: HalfOfDay?) -> Int? {
    switch half {
    case nil: hour % 24
    case .morning: hour <= 12 ? hour % 12 : nil
    // Some write the half of the day beside a clock of 24 hours.
    case .afternoon: hour < 24 ? (hour <= 12 ? hour % 12 + 12 : hour) : nil
    }
  }
}
