/// Counts photos by the place and the country that they are in, by numbers: to make text of each photo's would take longer.
struct PlaceCounts: Sendable {
  private var places: [Int: Int] = [:]
  private var countries: [Int: Int] = [:]
  private var loan: PlaceTreeLoan?

  /// Counts a photo, if it has a position and is not missing, or missing ones count too.
  mutating func add(_ found: FoundPhoto, _ places: PlaceLookup, countsMissing: Bool = false) throws {
    let isMissing = try found.withLine { (members, line) throws(JSONError) in members.isMissing(in: line) }
    guard !isMissing || countsMissing, let coordinate = try found.coordinate() else { return }
    let loan = try loan ?? PlaceTreeLoan(places.finder)
    self.loan = loan
    let answer = try loan.tree.answer(at: coordinate)
    if let place = answer.place, !place.isOff { self.places[place.place, default: 0] += 1 }
    if let country = answer.country { countries[country, default: 0] += 1 }
  }

  mutating func add(_ part: PlaceCounts) {
    loan = nil
    places.merge(part.places, uniquingKeysWith: +)
    countries.merge(part.countries, uniquingKeysWith: +)
  }

  /// Counts by name; places with their countries, since many have the same name.
  func named(by places: PlaceLookup) throws(GazetteerError) -> (
    countries: [String: Int], places: [String: Int]
  ) {
    var (byCountry, byPlace): ([String: Int], [String: Int]) = ([:], [:])
    for (number, count) in countries {
      byCountry[try places.finder.tables.country(number).name(in: places.language), default: 0] += count
    }
    for (number, count) in self.places {
      let place = try places.finder.gazetteer.place(number)
      byPlace[place.fullName(in: places.language), default: 0] += count
    }
    return (byCountry, byPlace)
  }
}
