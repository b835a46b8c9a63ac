import CatalogKit

/// What the value of an option can be read into. The error says what is wrong and what would be right.
protocol OptionReadable {
  init(option: ArgumentText) throws
}

extension Distance: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension DateRange: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain, today: { SystemClock.live.today() }) }
}

extension MonthRange: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension HourRange: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension GeoBox: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension CameraFilter: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension TagFilter: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

extension RatingRange: OptionReadable {
  init(option: ArgumentText) throws { try self.init(option.plain) }
}

/// A pattern to exclude; an empty one excludes nothing.
struct ExcludePattern: OptionReadable {
  let pattern: PathPattern?

  init(option: ArgumentText) throws {
    pattern = option.path.bytes.isEmpty ? nil : try PathPattern(typed: option.path)
  }
}
