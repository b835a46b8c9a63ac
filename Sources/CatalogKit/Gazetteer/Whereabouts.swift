/// Where a photo was taken, in words. Neighbours share one.
public final class Whereabouts: Sendable {
  /// The place: `Seoul`, or `40 km off Busan` beyond 30 km.
  public let place: String?
  /// The nearest place within 3 km, if that is another one.
  public let district: String?
  /// The country's code (ISO 3166-1), two capitals; `nil` on the high seas.
  public let country: String?
  /// The time zone of the place, a name of the tz database; `nil` on the high seas.
  public let timeZone: String?

  init(place: String?, district: String?, country: String?, timeZone: String?) {
    (self.place, self.district, self.country, self.timeZone) = (place, district, country, timeZone)
  }
}
