/// Which of all dates that a photo and the files beside it state says when it was taken, and with which offset.
///
/// The kinds are asked in the order of ``TakenSource``, each of all sources before the next.
struct TakenChoice {
  /// The XMP beside the photo: a person put it there, so it is asked first, but for the time of the last change, which is its own.
  private var sidecar = PhotoDates()
  /// What the photo itself and Takeout say, in the order in which they are asked.
  private var others: [PhotoDates] = []

  mutating func add(sidecar dates: PhotoDates) { sidecar = dates }

  mutating func add(_ dates: PhotoDates) { others.append(dates) }

  /// The date, and what it says.
  func taken() -> (time: LocalTime, source: TakenSource)? {
    for kind in TakenSource.allCases {
      if let date = date(of: kind) { return (date.offset == nil ? borrowingOffset(date) : date, kind) }
    }
    return nil
  }

  /// The first date of a kind. Others that agree with it, one of the two beginning with the other, make it more precise.
  private func date(of kind: TakenSource) -> LocalTime? {
    let dates = others.compactMap { $0[kind] }
    guard let stated = sidecar[kind], kind != .modified || dates.isEmpty else {
      return dates.first.map { first in dates.dropFirst().reduce(first) { $0.completed(by: $1) } }
    }
    // Of the same digits the camera's offset and fraction count, and the sidecar's only where the camera has none.
    guard let first = dates.firstIndex(where: { stated.agrees(with: $0) && $0.precision >= stated.precision })
    else {
      return stated
    }
    return (dates[(first + 1)...] + [stated]).reduce(dates[first]) { $0.completed(by: $1) }
  }

  /// The date with the offset of another that has the same digits: of one that differs it may be that of another time zone. What
  /// counts in UTC states no offset.
  private func borrowingOffset(_ date: LocalTime) -> LocalTime {
    let dates = [.original, .digitized, .modified].lazy.flatMap { kind in
      (others + [sidecar]).compactMap { $0[kind] }
    }
    return date.with(offset: dates.first { $0.offset != nil && date.hasDigits(of: $0) }?.offset)
  }
}
