/// In which language names of places are written.
public enum PlaceLanguage: String, CaseIterable, Hashable, Sendable {
  /// The names that GeoNames has as the main ones, in Latin letters; countries in English.
  case english = "en"
  /// Korean names where a place has one, else the same.
  case korean = "ko"
}
