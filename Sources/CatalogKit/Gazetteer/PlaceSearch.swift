/// Finds the places that can be the answer for some point of a piece of the earth. One thread at a time asks it.
final class PlaceSearch {
  let gazetteer: Gazetteer
  let tables: GazetteerTables
  private let directory: PlaceDirectory
  private var groups: [Group]
  /// Blocks that were looked into.
  private var blocks: [PlaceBlock?]

  /// Blocks that follow each other on the geohash curve, where they mostly lie together.
  private struct Group {
    let blocks: Range<Int>
    let box: BoundingBox
    let cap: SphereCap
    /// One for each block, when somebody came near.
    var caps: [SphereCap] = []
  }

  /// Blocks of a group: about the root of their number.
  private static let groupSize = 32

  /// Farther away no place of a point's own country is looked for, in metres.
  static let farthestOfCountry = 1_000_000.0

  /// - Throws: ``GazetteerError``.
  init(_ gazetteer: Gazetteer, _ tables: GazetteerTables) throws(GazetteerError) {
    (self.gazetteer, self.tables) = (gazetteer, tables)
    let directory = try gazetteer.placeDirectory()
    self.directory = directory
    blocks = Array(repeating: nil, count: directory.count)
    groups = stride(from: 0, to: directory.count, by: Self.groupSize).map { first in
      let blocks = first..<min(first + Self.groupSize, directory.count)
      let box = blocks.dropFirst().reduce(directory.box(first)) { $0.union(directory.box($1)) }
      return Group(blocks: blocks, box: box, cap: SphereCap(around: box))
    }
  }

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
    let most = countries.isEmpty ? Double.infinity : Self.farthestOfCountry + radius
    let direction = EarthVector(center)
    var candidates = PlaceCandidates(around: direction, radius: radius, within: most)
    func add(_ block: Int) throws(GazetteerError) {
      candidates.add(try self.block(block), from: block * PlaceBlock.size) { region in
        countries.isEmpty || tables.country(ofRegion: region).map(countries.contains) == true
      }
    }
    // What is next on the curve is mostly near, so that little of all the rest has to be looked at.
    let own = directory.block(of: Geohash(center))
    try add(own)
    let near = Self.nearest(groups.lazy.map(\.cap), from: direction, within: candidates.limit)
    for (bound, group) in near {
      guard bound <= candidates.limit else { break }
      // A circle around a box is much larger than the box: what only the circle comes near to is not looked into.
      guard groups[group].box.sphericalLowerBound(from: center) <= candidates.limit else { continue }
      let first = groups[group].blocks.lowerBound
      for (bound, number) in Self.nearest(caps(group), from: direction, within: candidates.limit) {
        guard bound <= candidates.limit else { break }
        let block = first + number
        guard block != own, directory.box(block).sphericalLowerBound(from: center) <= candidates.limit else {
          continue
        }
        try add(block)
      }
    }
    return candidates.needed
  }

  /// The circles that come so near to a point, the nearest first, each with metres that nothing in it is nearer.
  private static func nearest(
    _ caps: some Sequence<SphereCap>,
    from point: EarthVector,
    within limit: Double
  ) -> [(bound: Double, number: Int)] {
    var found: [(bound: Double, number: Int)] = []
    for (number, cap) in caps.enumerated() {
      let bound = cap.lowerBound(from: point)
      if bound <= limit { found.append((bound, number)) }
    }
    found.sort { ($0.bound, $0.number) < ($1.bound, $1.number) }
    return found
  }

  private func caps(_ group: Int) -> [SphereCap] {
    if groups[group].caps.isEmpty {
      groups[group].caps = groups[group].blocks.map { SphereCap(around: directory.box($0)) }
    }
    return groups[group].caps
  }

  private func block(_ number: Int) throws(GazetteerError) -> PlaceBlock {
    if let block = blocks[number] { return block }
    let block = try gazetteer.placeBlock(number)
    blocks[number] = block
    return block
  }

  /// The number of the country that a place is in.
  func country(ofPlace number: Int) throws(GazetteerError) -> Int? {
    let (block, index) = number.quotientAndRemainder(dividingBy: PlaceBlock.size)
    return tables.country(ofRegion: try self.block(block).regions[index])
  }
}
