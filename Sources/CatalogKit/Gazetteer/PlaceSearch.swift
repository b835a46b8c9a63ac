/// Finds the places that can be the answer for some point of a piece of the earth.
struct PlaceSearch {
  let gazetteer: Gazetteer
  let tables: GazetteerTables

  /// Farther away no place of a point's own country is looked for, in metres.
  static let farthestOfCountry = 1_000_000.0

  /// The places that can be the answer for some point.
  ///
  /// - Parameters:
  ///   - center: The middle of the piece.
  ///   - radius: Metres: no point of it is farther away.
  ///   - countries: The countries of those points; empty for all places.
  /// - Returns: The places; none only where the gazetteer has none.
  /// - Throws: ``GazetteerError``.
  func candidates(around center: Coordinate, radius: Double, countries: [Int]) throws(GazetteerError)
    -> [PlaceCandidate]
  {
    let found = try search(around: center, radius: radius, countries: countries)
    return found.isEmpty && !countries.isEmpty
      ? try search(around: center, radius: radius, countries: []) : found
  }

  private func search(around center: Coordinate, radius: Double, countries: [Int]) throws(GazetteerError)
    -> [PlaceCandidate]
  {
    let directory = try gazetteer.placeDirectory()
    let most = countries.isEmpty ? Double.infinity : Self.farthestOfCountry
    var candidates = PlaceCandidates(around: EarthVector(center), radius: radius)
    func add(_ block: Int) throws(GazetteerError) {
      candidates.add(try gazetteer.placeBlock(block), from: block * PlaceBlock.size) { region in
        countries.isEmpty || tables.country(ofRegion: region).map(countries.contains) == true
      }
    }
    let own = directory.block(of: Geohash(center))
    try add(own)
    var others: [(bound: Double, block: Int)] = []
    let limit = min(candidates.limit, most)
    for block in 0..<directory.count where block != own {
      // Most blocks lie too far north or south, which takes no trigonometry to see.
      let (south, north) = directory.latitudes(block)
      let gap = max(0, max(south - center.latitude, center.latitude - north))
      guard gap * Self.leastDegree <= limit else { continue }
      let bound = directory.box(block).lowerBound(from: center) * Self.sphere
      if bound <= limit { others.append((bound, block)) }
    }
    others.sort { ($0.bound, $0.block) < ($1.bound, $1.block) }
    for (bound, block) in others {
      guard bound <= min(candidates.limit, most) else { break }
      try add(block)
    }
    return candidates.needed
  }

  /// Metres: a degree of latitude is nowhere shorter.
  private static let leastDegree = 110_000.0
  /// A bound over the ellipsoid holds for the sphere that places are compared on when it is made that much smaller.
  private static let sphere = 0.99
}
