import CatalogKit

/// A distance from UTC: `+09:00`.
struct Zone: OptionReadable, Equatable {
  let minutes: Int

  init(option: ArgumentText) throws {
    guard let minutes = LocalTime.Offset.minutes(option.plain), (-720...840).contains(minutes) else {
      throw OptionError(option, is: "no distance from UTC", write: "+09:00 or -03:30")
    }
    self.minutes = minutes
  }
}
