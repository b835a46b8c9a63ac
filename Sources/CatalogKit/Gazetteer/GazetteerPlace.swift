/// A place of a gazetteer: a town, a village or a part of one.
public struct GazetteerPlace: Hashable, Sendable {
  /// Its number in the file: places are in the order of their geohashes.
  let number: Int
  /// Its main name, in Latin letters.
  public let name: String
  /// Its Korean name; `nil` where it has none.
  public let koreanName: String?
  /// Its middle, to five decimals.
  public let coordinate: Coordinate
  /// How many live there; 0 where that is not known.
  public let inhabitants: Int
  /// Its country.
  public let country: Country?
  /// The usual name of its state, province or the like; `nil` where that is not known.
  public let state: String?
  /// Its time zone, a name of the tz database.
  public let timeZone: String
  /// The number of its region.
  let region: Int

  /// Its name.
  ///
  /// - Parameter language: The language of the name.
  /// - Returns: The name, the main one where the language has none.
  public func name(in language: PlaceLanguage) -> String {
    language == .korean ? koreanName ?? name : name
  }

  /// `Seoul, South Korea`.
  ///
  /// - Parameter language: The language of the names.
  /// - Returns: Its name and its country's.
  public func fullName(in language: PlaceLanguage) -> String {
    country.map { "\(name(in: language)), \($0.name(in: language))" } ?? name(in: language)
  }

  /// `Paris, Texas, United States`: with its state, unless that is called as the place is.
  public var longName: String {
    [name, state.flatMap { $0 == name ? nil : $0 }, country?.name].compactMap { $0 }.joined(separator: ", ")
  }

  /// How far around it photos are looked for where nobody says so: with the root of its inhabitants, from 2 to 20 km.
  ///
  /// In metres, of two digits as people say them.
  public var radius: Double {
    let metres = min(max(6 * Double(inhabitants).squareRoot(), 2_000), 20_000)
    let step = metres < 10_000 ? 100.0 : 1_000
    return (metres / step).rounded() * step
  }
}
