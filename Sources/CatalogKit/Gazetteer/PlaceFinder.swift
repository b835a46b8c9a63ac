import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the place that a point is in. Any number of threads can ask it.
///
/// The place is that of the point's own country whose distance minus its reach (``PlaceCandidate/reach``) is least. The country is that
/// of the outline which holds the point; at sea that of the nearest one within twelve nautical miles; farther out, all places count.
/// Outlines are not exact: where those of several countries are within 1 km, all of these count, and the place says which it is.
/// Neighbours share what was found out about their cell of the geohash grid, and each gets the answer that it would get alone.
final class PlaceFinder: Sendable {
  let gazetteer: Gazetteer
  let tables: GazetteerTables
  private let state: Mutex<State>

  private struct State {
    var outlines: OutlineMap
    var cells: [UInt64: PlaceCell] = [:]
    var lists: [ListKey: [PlaceCandidate]] = [:]
  }

  /// A cell, and the numbers of countries.
  private struct ListKey: Hashable {
    let cell: UInt64
    let countries: [Int]
  }

  /// What is known of a point by numbers.
  struct Answer: Hashable, Sendable {
    /// The place; `nil` where the gazetteer has none at all.
    let place: PlaceAnswer?
    /// The number of the country.
    let country: Int?
  }

  /// - Throws: ``GazetteerError``.
  init(_ gazetteer: Gazetteer) throws(GazetteerError) {
    self.gazetteer = gazetteer
    tables = try gazetteer.tables()
    state = Mutex(State(outlines: try OutlineMap(gazetteer.file)))
  }

  /// Metres that an outline may be off: Natural Earth's are made for maps of 1 : 10 million, where that is a tenth of a millimetre.
  private static let roughness = 1000.0
  /// Twelve nautical miles: the sea that belongs to a country (United Nations Convention on the Law of the Sea, article 3).
  static let coastalSea = 22_224.0
  /// Most points of a shore that is drawn roughly are so near to it.
  private static let shore = 2_000.0
  /// Farther away no place of a point's own country is looked for.
  private static let farthestOfCountry = 1_000_000.0

  // MARK: A point

  /// The region that a point is in or off the coast of; 0 for none.
  func region(at point: Coordinate) throws(GazetteerError) -> Int {
    try state.withLock { (state) throws(GazetteerError) in try Self.region(at: point, &state.outlines) }
  }

  private static func region(at point: Coordinate, _ outlines: inout OutlineMap) throws(GazetteerError) -> Int
  {
    let region = try outlines.region(at: point)
    if region != 0 { return region }
    for reach in [shore, coastalSea] {
      let near = try outlines.surroundings(of: point, within: reach).regions
      // The lower number of two that are equally near, so that the answer is always the same.
      if let nearest = near.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }), nearest.value <= reach {
        return nearest.key
      }
    }
    return 0
  }

  /// The countries that a point may be in, by their numbers, in their order; none on the high seas.
  func countries(at point: Coordinate) throws(GazetteerError) -> [Int] {
    let near = try state.withLock { (state) throws(GazetteerError) in
      try state.outlines.surroundings(of: point, within: Self.roughness).regions
    }
    let regions = near.filter { $0.value <= Self.roughness }.keys
    guard regions.isEmpty else { return Set(regions.compactMap(tables.country(ofRegion:))).sorted() }
    return tables.country(ofRegion: try region(at: point)).map { [$0] } ?? []
  }

  /// Which place a point is in, found without its neighbours.
  func answer(alone point: Coordinate) throws(GazetteerError) -> Answer {
    let countries = try countries(at: point)
    return try answer(point, countries, among: candidates(around: point, radius: 0, countries: countries))
  }

  private func answer(_ point: Coordinate, _ countries: [Int], among candidates: [PlaceCandidate])
    throws(GazetteerError) -> Answer
  {
    let place = PlaceAnswer(EarthVector(point), among: candidates)
    guard countries.count > 1 else { return Answer(place: place, country: countries.first) }
    // The place decides, unless it is so far away that it is none of theirs.
    if let place, let country = try country(of: place.place), countries.contains(country) {
      return Answer(place: place, country: country)
    }
    return Answer(place: place, country: tables.country(ofRegion: try region(at: point)) ?? countries[0])
  }

  private func country(of place: Int) throws(GazetteerError) -> Int? {
    let block = try gazetteer.placeBlock(place / PlaceBlock.size)
    return tables.country(ofRegion: block.regions[place % PlaceBlock.size])
  }

  /// The places that can be the answer for some point of a piece of the earth.
  ///
  /// - Parameters:
  ///   - center: Its middle.
  ///   - radius: Metres: no point of it is farther away.
  ///   - countries: The countries of those points; empty for all places.
  /// - Returns: The places; none only where the gazetteer has none.
  /// - Throws: ``GazetteerError``.
  private func candidates(around center: Coordinate, radius: Double, countries: [Int]) throws(GazetteerError)
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

  // MARK: Neighbours

  /// Which place a point is in. What is found out about its cell serves the next points.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - last: The cell of the point before; set to this point's.
  /// - Returns: The same as ``answer(alone:)``.
  /// - Throws: ``GazetteerError``.
  func answer(at point: Coordinate, _ last: inout PlaceCell?) throws(GazetteerError) -> Answer {
    let key = PlaceCell.key(of: point)
    let cell: PlaceCell
    if let last, last.key == key { cell = last } else { cell = try self.cell(key) }
    last = cell
    if let candidates = cell.candidates, let countries = cell.countries {
      return try answer(point, countries, among: candidates)
    }
    let countries = try countries(at: point)
    return try answer(point, countries, among: candidates(of: cell, countries))
  }

  private func cell(_ key: UInt64) throws(GazetteerError) -> PlaceCell {
    if let known = state.withLock({ $0.cells[key] }) { return known }
    let area = PlaceCell.Area(key)
    let countries = try countries(of: area)
    let cell = PlaceCell(
      key: key,
      countries: countries,
      candidates: try countries.map { (countries) throws(GazetteerError) in
        try candidates(around: area.center, radius: area.radius, countries: countries)
      }
    )
    state.withLock { state in
      if state.cells.count >= PlaceCell.mostKept { state.cells.removeAll() }
      state.cells[key] = cell
    }
    return cell
  }

  private func candidates(of cell: PlaceCell, _ countries: [Int]) throws(GazetteerError) -> [PlaceCandidate] {
    let key = ListKey(cell: cell.key, countries: countries)
    if let known = state.withLock({ $0.lists[key] }) { return known }
    let area = PlaceCell.Area(cell.key)
    let list = try candidates(around: area.center, radius: area.radius, countries: countries)
    state.withLock { state in
      if state.lists.count >= PlaceCell.mostKept { state.lists.removeAll() }
      state.lists[key] = list
    }
    return list
  }

  /// The country of all points of a cell, or none; `nil` where they do not surely have the same.
  private func countries(of area: PlaceCell.Area) throws(GazetteerError) -> [Int]? {
    try state.withLock { (state) throws(GazetteerError) -> [Int]? in
      let inside = try state.outlines.region(at: area.center)
      let clear = area.radius + Self.roughness
      if inside != 0, try state.outlines.surroundings(of: area.center, within: clear).edge > clear {
        return tables.country(ofRegion: inside).map { [$0] } ?? []
      }
      let reach = Self.coastalSea + area.radius
      let near = try state.outlines.surroundings(of: area.center, within: reach).regions.filter {
        $0.value <= reach
      }
      guard let least = near.values.min() else { return [] }
      let countries = Set(near.keys.map(tables.country(ofRegion:)))
      guard countries.count == 1, let country = countries.first, least <= Self.coastalSea - area.radius else {
        return nil
      }
      return country.map { [$0] } ?? []
    }
  }
}

/// What points of a small cell have in common.
final class PlaceCell: Sendable {
  /// The first 25 bits of the points' geohashes: five characters, at most 4.9 km from edge to edge.
  let key: UInt64
  /// The country of all of them, or none; `nil` where they do not surely have the same.
  let countries: [Int]?
  /// The places that they may be in; `nil` where that depends on their country.
  let candidates: [PlaceCandidate]?

  private static let length = 25
  /// Cells that are kept at a time: a few megabytes.
  static let mostKept = 20_000

  init(key: UInt64, countries: [Int]?, candidates: [PlaceCandidate]?) {
    (self.key, self.countries, self.candidates) = (key, countries, candidates)
  }

  static func key(of point: Coordinate) -> UInt64 { Geohash(point).bits >> UInt64(Geohash.bitCount - length) }

  /// Where a cell is.
  struct Area {
    let center: Coordinate
    /// Metres from the middle to the farthest corner.
    let radius: Double

    init(_ key: UInt64) {
      let cell = GeohashCell(
        length: PlaceCell.length,
        first: Geohash(bits: key << UInt64(Geohash.bitCount - PlaceCell.length))
      )
      let box = cell.box
      let (latitude, longitude) = box.middle
      center = Self.place(latitude, longitude)
      let middle = EarthVector(center)
      let corners = [
        (box.south, box.west), (box.south, box.east), (box.north, box.west), (box.north, box.east),
      ]
      // Rounded up by a metre.
      radius =
        corners.reduce(1) {
          max($0, 1 + PlaceCandidate.distance(middle, EarthVector(Self.place($1.0, $1.1))))
        }
    }

    /// No cell reaches out of the world.
    private static func place(_ latitude: Double, _ longitude: Double) -> Coordinate {
      (try? Coordinate(latitude: latitude, longitude: longitude)) ?? .origin
    }
  }
}
