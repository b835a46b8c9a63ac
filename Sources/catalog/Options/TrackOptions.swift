import CatalogKit

/// A length of time: `90s`, `10min`, `2h`, with a minus before it where that makes sense. A bare `m` could be metres, and a bare number
/// anything.
struct TimeSpan: OptionReadable, Equatable {
  let seconds: Double

  init(option: ArgumentText) throws {
    let text = option.plain
    for (unit, size) in [("min", 60.0), ("s", 1), ("h", 3600), ("d", 86400)] where text.hasSuffix(unit) {
      if let number = Double(text.dropLast(unit.count)), number.isFinite, abs(number * size) < 1e10 {
        seconds = number * size
        return
      }
    }
    throw Unreadable(text: text)
  }

  struct Unreadable: Error, CustomStringConvertible {
    let text: String
    var description: String {
      "\u{201C}\(PrintableText.escape(String(text.prefix(60))))\u{201D} is no length of time: write 90s, 10min or 2h"
    }
  }
}

/// A distance from UTC: `+09:00`.
struct Zone: OptionReadable, Equatable {
  let minutes: Int

  init(option: ArgumentText) throws {
    guard let minutes = LocalTime.Offset.minutes(option.plain), (-720...840).contains(minutes) else {
      throw Unreadable(text: option.plain)
    }
    self.minutes = minutes
  }

  struct Unreadable: Error, CustomStringConvertible {
    let text: String
    var description: String {
      "\u{201C}\(PrintableText.escape(String(text.prefix(60))))\u{201D} is no distance from UTC: write +09:00 or -03:30"
    }
  }
}
