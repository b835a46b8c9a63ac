/// Months of any year: `3-5`, and over the new year `11-2`.
public struct MonthRange: Hashable, Sendable {
  private let range: CyclicRange

  /// - Parameter text: One month, `1...12`, or two with a hyphen between them, both included.
  /// - Throws: ``CyclicRangeError``.
  public init(_ text: some StringProtocol) throws(CyclicRangeError) {
    range = try CyclicRange(text, numbers: 1...12, "a month", example: "5 or 3-5")
  }

  /// Whether a photo may be from one of the months. A year that is known alone may be.
  ///
  /// - Parameter time: When it was taken, by the clock on the spot.
  /// - Returns: Whether it may.
  public func contains(_ time: LocalTime) -> Bool {
    time.precision < .month || range.contains(time.firstDay.month)
  }
}

/// Hours of any day: `18-6` is from six in the evening until six in the morning.
public struct HourRange: Hashable, Sendable {
  private let range: CyclicRange

  /// - Parameter text: The hour that begins then, `0...23`, or from when until when, up to 24.
  /// - Throws: ``CyclicRangeError``.
  public init(_ text: some StringProtocol) throws(CyclicRangeError) {
    let range = try CyclicRange(text, numbers: 0...24, "an hour", example: "7 or 18-6")
    guard range.first < 24, range.last != range.first || range.isSingle else {
      throw .unreadable(String(text), "an hour", "7 or 18-6")
    }
    // The last one is where it ends, so its own minutes are no part of it.
    self.range = range.isSingle ? range : CyclicRange(first: range.first, last: (range.last + 23) % 24)
  }

  /// Whether a photo was taken in one of the hours. Of a day alone nobody knows the hour, so it was not.
  ///
  /// - Parameter time: When it was taken, by the clock on the spot.
  /// - Returns: Whether it was.
  public func contains(_ time: LocalTime) -> Bool {
    guard time.precision >= .minute else { return false }
    return range.contains((time.seconds.lowerBound - time.firstDay.daysSince1970 * 86400) / 3600)
  }
}

/// Numbers of a clock or a calendar, which begin anew after the last.
struct CyclicRange: Hashable, Sendable {
  let first: Int
  let last: Int
  /// Whether one number was written alone.
  var isSingle = false

  init(first: Int, last: Int) {
    self.first = first
    self.last = last
  }

  init(
    _ text: some StringProtocol,
    numbers: ClosedRange<Int>,
    _ meaning: String,
    example: String
  ) throws(CyclicRangeError) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    var values: [Int] = []
    for part in parts where part.count <= 2 {
      if let number = Int(String(decoding: part, as: UTF8.self)), numbers.contains(number) {
        values.append(number)
      }
    }
    guard values.count == parts.count, let first = values.first, values.count <= 2 else {
      throw .unreadable(String(text.prefix(100)), meaning, example)
    }
    self.init(first: first, last: values.last ?? first)
    isSingle = values.count == 1
  }

  func contains(_ number: Int) -> Bool {
    first <= last ? first <= number && number <= last : number >= first || number <= last
  }
}

/// Why a text is no range of months or hours.
public enum CyclicRangeError: Error, Hashable, Sendable {
  /// The text, what it should be, and how that is written.
  case unreadable(String, String, String)
}

extension CyclicRangeError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let text, let meaning, let example):
      "\u{201C}\(PrintableText.escape(text))\u{201D} is not \(meaning), or from one to another: write \(example)"
    }
  }
}
