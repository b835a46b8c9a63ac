import CatalogKit

/// A length of time: `90s`, `10min`, `2h`, with a minus before it where that makes sense. A bare `m` could be metres, and a bare number
/// anything.
struct TimeSpan: OptionReadable, Equatable {
  let seconds: Double

  private static let units = [("min", 60.0), ("s", 1), ("h", 3600), ("d", 86400)]
  /// Seconds: three centuries.
  private static let longest = 1e10

  init(option: ArgumentText) throws {
    let text = option.plain
    for (unit, size) in Self.units where text.hasSuffix(unit) {
      if let number = DecimalText.parse(text.dropLast(unit.count).utf8), abs(number * size) < Self.longest {
        seconds = number * size
        return
      }
    }
    throw OptionError(option, is: "no length of time", write: "90s, 10min or 2h")
  }
}
