import CatalogKit

/// What is said of a place that was found by its name.
enum PlaceNote {
  /// `around Seoul, South Korea (10,349,312 inhabitants)`.
  static func around(_ place: GazetteerPlace, _ language: PlaceLanguage) -> String {
    "around \(text(place, language))"
  }

  /// The other place that was not taken, and how to say it.
  static func runnerUp(_ other: PlaceNameAnswer.RunnerUp) -> String {
    "for \(text(other.place, .english)) say \u{201C}\(PrintableText.escape(other.name))\u{201D}"
  }

  private static func text(_ place: GazetteerPlace, _ language: PlaceLanguage) -> String {
    // States have names in one language only.
    let name = PrintableText.escape(language == .english ? place.longName : place.fullName(in: language))
    return place.inhabitants > 0 ? "\(name) (\(GroupedDigits.text(place.inhabitants)) inhabitants)" : name
  }
}
