import CatalogKit

/// Where something is, as one line.
enum WhereText {
  private static let separator = " \u{B7} "

  /// `Seoul, South Korea · 37.566, 126.9784 · 10,349,312 inhabitants · time zone Asia/Seoul`.
  static func text(_ place: GazetteerPlace, _ language: PlaceLanguage) -> String {
    // States have names in one language only.
    var parts = [language == .english ? place.longName : place.fullName(in: language), place.coordinate.text]
    if place.inhabitants > 0 {
      let number = GroupedDigits.text(place.inhabitants)
      parts.append(language == .korean ? "인구 \(number)명" : "\(number) inhabitants")
    }
    parts.append(zone(place.timeZone, language))
    return line(parts)
  }

  /// `Camden Town, London, United Kingdom · 3.9 km from the centre of London · time zone Europe/London`.
  static func text(_ places: PointPlaces, _ language: PlaceLanguage) -> String {
    let country = places.country?.name(in: language)
    guard let place = places.place, let distance = places.distance else { return country ?? "-" }
    var names = distance.text(in: language)
    if let district = places.district { names = "\(district.name(in: language)), \(names)" }
    if let country { names += ", \(country)" }
    var parts = [names]
    if !distance.isOff {
      let way = Units.metric.distance(distance.metres)
      if language == .korean {
        parts.append("\(place.name(in: language)) 중심에서 \(way)")
      } else {
        parts.append("\(way) from \(places.district == nil ? "its centre" : "the centre of \(place.name)")")
      }
    }
    parts.append(
      places.timeZone.map { zone($0, language) } ?? (language == .korean ? "바다" : "at sea")
    )
    return line(parts)
  }

  static func zone(_ name: String, _ language: PlaceLanguage) -> String {
    language == .korean ? "시간대 \(name)" : "time zone \(name)"
  }

  private static func line(_ parts: [String]) -> String {
    PrintableText.escape(parts.joined(separator: separator))
  }
}
