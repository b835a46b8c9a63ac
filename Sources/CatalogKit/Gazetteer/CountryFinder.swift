#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the countries that a point may be in, and those that all points of a cell are in.
///
/// The country is that of the outline which holds the point; at sea that of the nearest one within twelve nautical miles; farther out there
/// is none. Outlines are not exact: where those of several countries are within 1 km, all of these come into question.
struct CountryFinder {
  private let tables: GazetteerTables
  private var outlines: OutlineMap

  init(_ file: GazetteerFile, _ tables: GazetteerTables) throws(GazetteerError) {
    self.tables = tables
    outlines = try OutlineMap(file)
  }

  /// Metres that an outline may be off: Natural Earth's are made for maps of 1 : 10 million, where that is a tenth of a millimetre.
  private static let roughness = 1000.0
  /// Twelve nautical miles: the sea that belongs to a country (United Nations Convention on the Law of the Sea, article 3).
  static let coastalSea = 22_224.0
  /// Most points of a shore that is drawn roughly are so near to it.
  private static let shore = 2_000.0

  // MARK: A point

  /// The region that a point is in or off the coast of; 0 for none.
  mutating func region(at point: Coordinate) throws(GazetteerError) -> Int {
    let inland = try outlines.region(at: point)
    return inland != 0 ? inland : try region(offshore: point)
  }

  /// The region that a point at sea is off the coast of; 0 for none.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - clear: Metres around it in which there is surely no land.
  /// - Returns: Its number.
  /// - Throws: ``GazetteerError``.
  private mutating func region(offshore point: Coordinate, clear: Double = 0) throws(GazetteerError) -> Int {
    for reach in [Self.shore, Self.coastalSea] where reach > clear {
      let near = try outlines.regions(around: point, within: reach)
      // The lower number of two that are equally near, so that the answer is always the same.
      if let nearest = near.min(by: { ($0.distance, $0.region) < ($1.distance, $1.region) }),
        nearest.distance <= reach
      {
        return nearest.region
      }
    }
    return 0
  }

  /// The countries that a point may be in, by their numbers, in their order; none on the high seas.
  mutating func countries(at point: Coordinate) throws(GazetteerError) -> [Int] {
    // Most points are in the middle of a land or of a sea.
    if let (leaf, margin) = try outlines.plainLeaf(at: point), margin > Self.roughness {
      if !leaf.regions.isEmpty { return countries(of: leaf.regions) }
      let nearest = try region(offshore: point, clear: margin)
      return tables.country(ofRegion: nearest).map { [$0] } ?? []
    }
    let regions = Self.regions(
      of: try outlines.regions(around: point, within: Self.roughness),
      upTo: Self.roughness
    )
    guard regions.isEmpty else { return countries(of: regions) }
    return tables.country(ofRegion: try region(at: point)).map { [$0] } ?? []
  }

  private func countries(of regions: [Int]) -> [Int] {
    var countries: [Int] = []
    for region in regions {
      guard let country = tables.country(ofRegion: region), !countries.contains(country) else { continue }
      countries.append(country)
    }
    countries.sort()
    return countries
  }

  private static func regions(of near: [OutlineMap.RegionDistance], upTo metres: Double) -> [Int] {
    near.compactMap { $0.distance <= metres ? $0.region : nil }
  }

  // MARK: A cell

  /// Cells with a larger radius are in one country only where nothing else is near.
  private static let largeCell = 15_000.0
  /// A disc of the outlines' roughness is larger than this, in square metres: no point of a land with smaller gaps is farther from it.
  private static let smallestGap = 3e6
  /// Around the poles distances to outlines are not sure enough.
  private static let northernmost = 85.0

  /// The countries that each point of a cell may be in, by the same rules as those of a point.
  ///
  /// - Parameter cell: The cell.
  /// - Returns: Their numbers, in their order; `nil` where they are not surely the same for all points.
  /// - Throws: ``GazetteerError``.
  mutating func countries(of cell: CellArea) throws(GazetteerError) -> [Int]? {
    guard cell.farthestLatitude < Self.northernmost else { return nil }
    if let country = try countryAround(cell) { return [country] }
    guard cell.radius <= Self.largeCell else { return nil }
    let near = try outlines.regions(
      around: cell.center,
      within: Self.roughness + cell.radius + cell.slack(at: Self.roughness + cell.radius)
    )
    if let countries = countriesByLand(cell, near) { return countries }
    return try countriesBySea(cell)
  }

  /// The country that is all there is in the cell and 1 km around it.
  private mutating func countryAround(_ cell: CellArea) throws(GazetteerError) -> Int? {
    guard let box = cell.box(andAround: Self.roughness) else { return nil }
    var found: Int?
    var gaps = 0.0
    let isSure = try outlines.forEachLeaf(in: box) { leaf in
      gaps += leaf.gap
      guard gaps < Self.smallestGap else { return false }
      for region in leaf.regions {
        guard let country = tables.country(ofRegion: region), found ?? country == country else {
          return false
        }
        found = country
      }
      return true
    }
    return isSure ? found : nil
  }

  /// Where all points have land within 1 km: the countries of that.
  private func countriesByLand(_ cell: CellArea, _ near: [OutlineMap.RegionDistance]) -> [Int]? {
    let doubt = cell.radius + cell.slack(at: Self.roughness + cell.radius)
    let sure = Self.regions(of: near, upTo: Self.roughness - doubt)
    guard !sure.isEmpty else { return nil }
    let countries = countries(of: sure)
    let possible = Self.regions(of: near, upTo: Self.roughness + doubt)
    return self.countries(of: possible) == countries ? countries : nil
  }

  /// Where all points are nearest to one country, be it land or sea.
  private mutating func countriesBySea(_ cell: CellArea) throws(GazetteerError) -> [Int]? {
    let doubt = cell.radius + cell.slack(at: Self.coastalSea + cell.radius)
    let reach = Self.coastalSea + doubt
    var least: [Int?: Double] = [:]
    for near in try outlines.regions(around: cell.center, within: reach) where near.distance <= reach {
      let country = tables.country(ofRegion: near.region)
      least[country] = min(least[country] ?? .infinity, near.distance)
    }
    guard let nearest = least.min(by: { $0.value < $1.value }) else { return [] }
    guard nearest.value <= Self.coastalSea - doubt else { return nil }
    let other = least.filter { $0.key != nearest.key }.values.min() ?? .infinity
    // Within 1 km of two countries both come into question.
    guard other > max(nearest.value, Self.roughness) + 2 * doubt else { return nil }
    return nearest.key.map { [$0] } ?? []
  }
}

/// Where a cell of the geohash grid is.
struct CellArea {
  let cell: GeohashCell
  let box: BoundingBox
  private let cap: SphereCap

  init(_ cell: GeohashCell) {
    self.cell = cell
    box = cell.box
    cap = SphereCap(around: box)
  }

  /// The middle of the cell.
  var center: Coordinate { cap.center }
  /// The same as a direction.
  var direction: EarthVector { cap.direction }
  /// No point of the cell is farther from the middle, in metres.
  var radius: Double { cap.radius }

  /// Degrees of the latitude that is farthest from the equator.
  var farthestLatitude: Double { max(abs(box.south), abs(box.north)) }

  /// How far the distance of an outline, which is measured on a plane, may be off from that on the globe.
  ///
  /// - Parameter distance: Up to which distance, in metres.
  /// - Returns: Metres.
  func slack(at distance: Double) -> Double {
    let latitude = min(farthestLatitude, 89) * .pi / 180
    return 5 + 2 * distance * distance * tan(latitude) / 6_371_000
  }

  /// What is in the cell or around it.
  ///
  /// - Parameter metres: How far around it.
  /// - Returns: Rounded outwards; `nil` where it reaches over the date line or a pole.
  func box(andAround metres: Double) -> BoundingBox? {
    let height = 1.02 * metres / PlaceCandidate.metresPerDegree
    let width = height / max(0.01, cos(min(89, farthestLatitude + height) * .pi / 180))
    let (south, north) = (box.south - height, box.north + height)
    let (west, east) = (box.west - width, box.east + width)
    guard west >= -180, east <= 180, south >= -90, north <= 90 else { return nil }
    return BoundingBox(south: south, west: west, north: north, east: east)
  }
}

extension BoundingBox {
  /// Whether a point is in a cell that has these edges. A point on the line between two cells belongs to the one north or east of it; of those
  /// at the edge of the world that is not said here.
  func surelyContains(_ point: Coordinate) -> Bool {
    south <= point.latitude && point.latitude < north && west <= point.longitude && point.longitude < east
  }
}
