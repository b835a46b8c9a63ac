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

  /// A cell, and the number of a country.
  private struct ListKey: Hashable {
    let cell: UInt64
    let country: Int?
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

  /// Which place a point is in, found without its neighbours.
  func answer(alone point: Coordinate) throws(GazetteerError) -> Answer {
    let country = tables.country(ofRegion: try region(at: point))
    let candidates = try candidates(around: point, radius: 0, country: country)
    return Answer(place: PlaceAnswer(EarthVector(point), among: candidates), country: country)
  }

  /// The places that can be the answer for some point of a piece of the earth.
  ///
  /// - Parameters:
  ///   - center: Its middle.
  ///   - radius: Metres: no point of it is farther away.
  ///   - country: The country of those points; `nil` for all places.
  private func candidates(around center: Coordinate, radius: Double, country: Int?) throws(GazetteerError)
    -> [PlaceCandidate]
  {
    let found = try search(around: center, radius: radius, country: country)
    return found.isEmpty && country != nil ? try search(around: center, radius: radius, country: nil) : found
  }

  private func search(around center: Coordinate, radius: Double, country: Int?) throws(GazetteerError)
    -> [PlaceCandidate]
  {
    let directory = try gazetteer.placeDirectory()
    let most = country == nil ? Double.infinity : Self.farthestOfCountry
    var candidates = PlaceCandidates(around: EarthVector(center), radius: radius)
    func add(_ block: Int) throws(GazetteerError) {
      candidates.add(try gazetteer.placeBlock(block), from: block * PlaceBlock.size) { region in
        country == nil || tables.country(ofRegion: region) == country
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
  func answer(at point: Coordinate, _ last: inout PlaceCell?) throws(GazetteerError) -> Answer {
    let key = PlaceCell.key(of: point)
    let cell: PlaceCell
    if let last, last.key == key { cell = last } else { cell = try self.cell(key) }
    last = cell
    if let candidates = cell.candidates, let country = cell.country {
      return Answer(place: PlaceAnswer(EarthVector(point), among: candidates), country: country)
    }
    let country = tables.country(ofRegion: try region(at: point))
    let candidates = try candidates(of: cell, country)
    return Answer(place: PlaceAnswer(EarthVector(point), among: candidates), country: country)
  }

  private func cell(_ key: UInt64) throws(GazetteerError) -> PlaceCell {
    if let known = state.withLock({ $0.cells[key] }) { return known }
    let area = PlaceCell.Area(key)
    let country = try country(of: area)
    let cell = PlaceCell(
      key: key,
      country: country,
      candidates: try country.map { (country) throws(GazetteerError) in
        try candidates(around: area.center, radius: area.radius, country: country)
      }
    )
    state.withLock { state in
      if state.cells.count >= PlaceCell.mostKept { state.cells.removeAll() }
      state.cells[key] = cell
    }
    return cell
  }

  private func candidates(of cell: PlaceCell, _ country: Int?) throws(GazetteerError) -> [PlaceCandidate] {
    let key = ListKey(cell: cell.key, country: country)
    if let known = state.withLock({ $0.lists[key] }) { return known }
    let area = PlaceCell.Area(cell.key)
    let list = try candidates(around: area.center, radius: area.radius, country: country)
    state.withLock { state in
      if state.lists.count >= PlaceCell.mostKept { state.lists.removeAll() }
      state.lists[key] = list
    }
    return list
  }

  /// The country of all points of a cell, which may be none; `nil` where they do not surely have the same.
  private func country(of area: PlaceCell.Area) throws(GazetteerError) -> Int?? {
    try state.withLock { (state) throws(GazetteerError) -> Int?? in
      let inside = try state.outlines.region(at: area.center)
      if inside != 0, try state.outlines.surroundings(of: area.center, within: area.radius).edge > area.radius
      {
        return .some(tables.country(ofRegion: inside))
      }
      let reach = Self.coastalSea + area.radius
      let near = try state.outlines.surroundings(of: area.center, within: reach).regions.filter {
        $0.value <= reach
      }
      guard let first = near.first, let least = near.values.min() else { return .some(nil) }
      let country = tables.country(ofRegion: first.key)
      guard near.keys.allSatisfy({ tables.country(ofRegion: $0) == country }),
        least <= Self.coastalSea - area.radius
      else { return nil }
      return .some(country)
    }
  }
}

/// What points of a small cell have in common.
final class PlaceCell: Sendable {
  /// The first 25 bits of the points' geohashes: five characters, at most 4.9 km from edge to edge.
  let key: UInt64
  /// The country of all of them, which may be none; `nil` where they do not surely have the same.
  let country: Int??
  /// The places that they may be in; `nil` where that depends on their country.
  let candidates: [PlaceCandidate]?

  private static let length = 25
  /// Cells that are kept at a time: a few megabytes.
  static let mostKept = 20_000

  init(key: UInt64, country: Int??, candidates: [PlaceCandidate]?) {
    (self.key, self.country, self.candidates) = (key, country, candidates)
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
