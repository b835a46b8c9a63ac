/// Places in memory, in the order of the geohash curve, for questions that many ask at once: what lies in a box, what is near,
/// and how places gather on a map.
///
/// A place is known by its number, its place in the order. Memory is 24 bytes a place, and one more for sums.
public struct PlaceTable: Sendable {
  /// A place of the table.
  public struct Place: Sendable {
    /// Its geohash.
    public let geohash: Geohash
    /// Where it is.
    public let coordinate: Coordinate

    /// - Parameter coordinate: Where it is.
    public init(_ coordinate: Coordinate) {
      geohash = Geohash(coordinate)
      self.coordinate = coordinate
    }

    /// Whether it goes before another one: by geohash, then by latitude and longitude, so that equal places are neighbours.
    ///
    /// - Parameter other: Another place.
    /// - Returns: Whether it does; `nil` where both are the same.
    public func precedes(_ other: Place) -> Bool? {
      if geohash != other.geohash { return geohash < other.geohash }
      let (mine, theirs) = (coordinate, other.coordinate)
      if mine.latitude != theirs.latitude { return mine.latitude < theirs.latitude }
      return mine.longitude == theirs.longitude ? nil : mine.longitude < theirs.longitude
    }
  }

  /// The places.
  public let places: [Place]
  /// The sums of the coordinates of all places before every sixteenth.
  private let sums: [(latitude: Double, longitude: Double)]
  private static let sumStep = 16

  /// - Parameter places: In their order; see ``Place/precedes(_:)``.
  public init(_ places: [Place]) {
    self.places = places
    var sum = (latitude: 0.0, longitude: 0.0)
    var sums: [(latitude: Double, longitude: Double)] = []
    sums.reserveCapacity(places.count / Self.sumStep + 1)
    for (number, place) in places.enumerated() {
      if number.isMultiple(of: Self.sumStep) { sums.append(sum) }
      sum.latitude += place.coordinate.latitude
      sum.longitude += place.coordinate.longitude
    }
    if places.count.isMultiple(of: Self.sumStep) { sums.append(sum) }
    self.sums = sums
  }

  /// The sums of the coordinates of the first places.
  private func sum(before end: Int) -> (latitude: Double, longitude: Double) {
    let step = end / Self.sumStep
    var sum = sums[step]
    for place in places[(step * Self.sumStep)..<end] {
      sum.latitude += place.coordinate.latitude
      sum.longitude += place.coordinate.longitude
    }
    return sum
  }

  /// How many places there are.
  public var count: Int { places.count }

  /// The middle of some places that follow each other.
  ///
  /// - Parameter range: Numbers, at least one.
  /// - Returns: The mean of their latitudes and longitudes, to about a millimetre.
  public func middle(of range: Range<Int>) -> Coordinate {
    let (first, last) = (sum(before: range.lowerBound), sum(before: range.upperBound))
    let count = Double(range.count)
    let latitude = min(90, max(-90, (last.latitude - first.latitude) / count))
    let longitude = min(180, max(-180, (last.longitude - first.longitude) / count))
    guard range.count > 1, let middle = try? Coordinate(latitude: latitude, longitude: longitude) else {
      return places[range.lowerBound].coordinate
    }
    return middle.rounded
  }

  // MARK: Ranges of the curve

  /// Below so many places a cell is not halved any more: each of them is looked at.
  private static let leaf = 16

  /// The first place at or after a geohash.
  private func firstPlace(from bits: UInt64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].geohash.bits < bits { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The places of a cell that is within one whose places are known.
  private func places(of cell: GeohashCell, in range: Range<Int>) -> Range<Int> {
    let first = firstPlace(from: cell.first.bits, in: range)
    let end = firstPlace(from: cell.last.bits + 1, in: first..<range.upperBound)
    return first..<end
  }

  /// Goes through the places of a box.
  ///
  /// - Parameters:
  ///   - box: A piece of the map, perhaps over the date line.
  ///   - body: Called with ranges of numbers in their order; all of a range lies in the box.
  public func forEachRange(in box: GeoBox, _ body: (Range<Int>) -> Void) {
    collect(.world, 0..<count, box, box.searchParts, body)
  }

  private func collect(
    _ cell: GeohashCell,
    _ range: Range<Int>,
    _ box: GeoBox,
    _ parts: [BoundingBox],
    _ body: (Range<Int>) -> Void
  ) {
    let area = cell.box
    guard !range.isEmpty, parts.contains(where: { $0.touches(area) }) else { return }
    if parts.contains(where: { $0.contains(area) }) { return body(range) }
    guard range.count > Self.leaf, let halves = cell.halves else {
      for number in range where box.contains(places[number].coordinate) { body(number..<(number + 1)) }
      return
    }
    let cut = firstPlace(from: halves.second.first.bits, in: range)
    collect(halves.first, range.lowerBound..<cut, box, parts, body)
    collect(halves.second, cut..<range.upperBound, box, parts, body)
  }

  // MARK: Cells of a map

  /// The cells of one size that touch a box and hold places.
  ///
  /// - Parameters:
  ///   - box: A piece of the map, perhaps over the date line.
  ///   - bits: The size: how many bits of the geohash are the same in a cell, `0...60`. With fewer, cells are larger.
  ///   - limit: With more cells than that there is no answer.
  /// - Returns: The numbers of each cell's places, in their order; `nil` where there are more cells than the limit.
  public func cells(touching box: GeoBox, bits: Int, limit: Int) -> [Range<Int>]? {
    var cells: [Range<Int>] = []
    let parts = box.searchParts
    var pending = [(cell: GeohashCell.world, range: 0..<count)]
    while let (cell, range) = pending.popLast() {
      if range.isEmpty { continue }
      let area = cell.box
      guard parts.contains(where: { $0.touches(area) }) else { continue }
      guard cell.length < min(max(bits, 0), Geohash.bitCount), let halves = cell.halves else {
        guard cells.count < limit else { return nil }
        cells.append(range)
        continue
      }
      let cut = firstPlace(from: halves.second.first.bits, in: range)
      pending.append((halves.second, cut..<range.upperBound))
      pending.append((halves.first, range.lowerBound..<cut))
    }
    return cells
  }

  // MARK: Distances

  /// How many of the places within a distance are wanted.
  ///
  /// - Parameters:
  ///   - center: The middle of the circle.
  ///   - radius: Its radius; a place exactly that far is in.
  ///   - isWanted: Asked about each place that is in; `nil` wants all, and asks about none.
  /// - Returns: How many.
  public func count(around center: Coordinate, within radius: Distance, where isWanted: ((Int) -> Bool)?)
    -> Int
  {
    var total = 0
    var pending = [(cell: GeohashCell.world, range: 0..<count)]
    while let (cell, range) = pending.popLast() {
      if range.isEmpty { continue }
      let area = cell.box
      if area.lowerBound(from: center, deciding: radius.metres) > radius.metres { continue }
      if area.upperBound(from: center) <= radius.metres {
        total += isWanted.map { range.count(where: $0) } ?? range.count
        continue
      }
      if range.count <= Self.leaf || isOnePlace(range) {
        for number in runs(range)
        where Geodesic(from: center, to: places[number.lowerBound].coordinate).distance <= radius.metres {
          total += isWanted.map { number.count(where: $0) } ?? number.count
        }
        continue
      }
      guard let halves = cell.halves else { continue }
      let cut = firstPlace(from: halves.second.first.bits, in: range)
      pending.append((halves.second, cut..<range.upperBound))
      pending.append((halves.first, range.lowerBound..<cut))
    }
    return total
  }

  /// Whether all places of a range have the same geohash, so that no cell parts them.
  fileprivate func isOnePlace(_ range: Range<Int>) -> Bool {
    places[range.lowerBound].geohash == places[range.upperBound - 1].geohash
  }

  /// The parts of a range that are one place each.
  fileprivate func runs(_ range: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = range.lowerBound
    for number in range where number > start && places[number].coordinate != places[start].coordinate {
      runs.append(start..<number)
      start = number
    }
    runs.append(start..<range.upperBound)
    return runs
  }

  /// The places by their distance from one, nearest first.
  ///
  /// - Parameters:
  ///   - center: Where distances are measured from.
  ///   - radius: No place is given that is farther; `nil` is no limit.
  ///   - precedes: Which of two places at the same distance comes first; where all of a place's neighbours are one place, they must be in
  ///     that order already.
  /// - Returns: The places, one after the other.
  public func nearest(
    to center: Coordinate,
    within radius: Distance?,
    _ precedes: @escaping (Int, Int) -> Bool
  ) -> NearestPlaces {
    NearestPlaces(self, center, radius?.metres ?? .infinity, precedes)
  }
}

/// The places of a table by their distance from one: what is near costs the logarithm of all places, and nothing is looked at that is farther
/// than what was asked for so far.
public struct NearestPlaces: Sequence, IteratorProtocol {
  private let table: PlaceTable
  private let center: Coordinate
  private let limit: Double
  private var cells = Heap<(bound: Double, cell: GeohashCell, range: Range<Int>)> { $0.bound < $1.bound }
  private var runs: Heap<(geodesic: Geodesic, range: Range<Int>)>

  /// A place, and how it lies as seen from the middle.
  public struct Hit: Sendable {
    /// Its number in the table.
    public let number: Int
    /// How far, and in which direction.
    public let geodesic: Geodesic
  }

  fileprivate init(
    _ table: PlaceTable,
    _ center: Coordinate,
    _ limit: Double,
    _ precedes: @escaping (Int, Int) -> Bool
  ) {
    self.table = table
    self.center = center
    self.limit = limit
    runs = Heap {
      $0.geodesic.distance == $1.geodesic.distance
        ? precedes($0.range.lowerBound, $1.range.lowerBound) : $0.geodesic.distance < $1.geodesic.distance
    }
    push(.world, 0..<table.count)
  }

  private mutating func push(_ cell: GeohashCell, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let bound = cell.box.lowerBound(from: center)
    if bound <= limit { cells.push((bound, cell, range)) }
  }

  /// The next place.
  ///
  /// - Returns: The nearest that has not been given; `nil` where there is none.
  public mutating func next() -> Hit? {
    while let cell = cells.top, cell.bound <= runs.top?.geodesic.distance ?? .infinity {
      _ = cells.pop()
      open(cell.cell, cell.range)
    }
    guard let run = runs.pop() else { return nil }
    let rest = (run.range.lowerBound + 1)..<run.range.upperBound
    if !rest.isEmpty { runs.push((run.geodesic, rest)) }
    return Hit(number: run.range.lowerBound, geodesic: run.geodesic)
  }

  private mutating func open(_ cell: GeohashCell, _ range: Range<Int>) {
    guard range.count > 8, !table.isOnePlace(range), let halves = cell.halves else {
      for run in table.runs(range) {
        let geodesic = Geodesic(from: center, to: table.places[run.lowerBound].coordinate)
        if geodesic.distance <= limit { runs.push((geodesic, run)) }
      }
      return
    }
    let cut = table.places[range].partitioningIndex { $0.geohash.bits >= halves.second.first.bits }
    push(halves.first, range.lowerBound..<cut)
    push(halves.second, cut..<range.upperBound)
  }
}

extension ArraySlice {
  /// Where the elements begin for which something is true; they come after all others.
  fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
