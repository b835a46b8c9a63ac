#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Outlines of states as a quadtree of ``OutlineLeaf``; the leaves cover the whole world, the sea too. Blocks are read when a place in
/// them is asked for, and kept.
struct OutlineMap {
  private let file: GazetteerFile
  private let firsts: [UInt64]
  private let frames: [BlockFrame]
  /// The leaves of each block; none of one that was not read yet.
  private var blocks: [[Body]]
  /// How many leaves were taken apart.
  private var leafCount = 0

  /// A leaf as it is in the file, and taken apart where somebody asked for it.
  private struct Body {
    let cell: GeohashCell
    let bytes: ArraySlice<UInt8>
    var leaf: OutlineLeaf?
  }

  /// How far a region is from a place.
  struct RegionDistance {
    let region: Int
    /// Metres; 0 where the region holds the place.
    var distance: Double
  }

  init(_ file: GazetteerFile) throws(GazetteerError) {
    self.file = file
    let bytes = try file.bytes(of: .outlineDirectory)
    var cursor = BlockCursor(bytes[...], of: file.path)
    var (firsts, frames): ([UInt64], [BlockFrame]) = ([], [])
    var offset = 0
    while !cursor.isAtEnd {
      firsts.append(try cursor.uint64())
      let frame = try cursor.frame(at: offset)
      frames.append(frame)
      offset += frame.packedSize
    }
    guard firsts.first == 0 else { throw .damaged(file.path, "its directory of outlines is wrong") }
    (self.firsts, self.frames) = (firsts, frames)
    blocks = Array(repeating: [], count: firsts.count)
  }

  /// The region that holds a place; 0 for none: the sea, mostly.
  mutating func region(at coordinate: Coordinate) throws(GazetteerError) -> Int {
    try leaf(at: Geohash(coordinate)).region(at: OutlineLeaf.point(coordinate))
  }

  /// The leaf that holds a place, if no border or shore is in it.
  ///
  /// - Parameter coordinate: The place.
  /// - Returns: The leaf, and metres around the place of which it says all.
  /// - Throws: ``GazetteerError``.
  mutating func plainLeaf(at coordinate: Coordinate) throws(GazetteerError) -> (
    leaf: OutlineLeaf, margin: Double
  )? {
    let leaf = try leaf(at: Geohash(coordinate))
    guard leaf.isPlain else { return nil }
    let width = cos(coordinate.latitude * .pi / 180)
    return (leaf, leaf.margin(of: OutlineLeaf.point(coordinate), width: width))
  }

  /// The regions around a place.
  ///
  /// - Parameters:
  ///   - coordinate: The place.
  ///   - metres: How far around it; at most some tens of kilometres.
  /// - Returns: Each region up to that distance, and a few beyond.
  /// - Throws: ``GazetteerError``.
  mutating func regions(around coordinate: Coordinate, within metres: Double) throws(GazetteerError)
    -> [RegionDistance]
  {
    let point = OutlineLeaf.point(coordinate)
    let width = cos(coordinate.latitude * .pi / 180)
    var regions: [RegionDistance] = []
    for leaf in try leaves(around: coordinate, metres, width) {
      let point = leaf.seen(point)
      leaf.forEachDistance(from: point, width: width) { region, distance in
        if let known = regions.firstIndex(where: { $0.region == region }) {
          regions[known].distance = min(regions[known].distance, distance)
        } else {
          regions.append(RegionDistance(region: region, distance: distance))
        }
      }
    }
    return regions
  }

  /// The leaves that a square around a place touches. Around a pole only those of a piece of its parallels are: no state is there but
  /// Antarctica, which holds them all.
  private mutating func leaves(around coordinate: Coordinate, _ metres: Double, _ width: Double)
    throws(GazetteerError)
    -> [OutlineLeaf]
  {
    let height = metres / Self.metresPerDegree
    let half = min(height / max(width, 0.01), 90)
    let (south, north) = (max(-90, coordinate.latitude - height), min(90, coordinate.latitude + height))
    let (west, east) = (coordinate.longitude - half, coordinate.longitude + half)
    var boxes = [BoundingBox(south: south, west: max(-180, west), north: north, east: min(180, east))]
    if west < -180 { boxes.append(BoundingBox(south: south, west: west + 360, north: north, east: 180)) }
    if east > 180 { boxes.append(BoundingBox(south: south, west: -180, north: north, east: east - 360)) }
    var found: [OutlineLeaf] = []
    for box in boxes {
      _ = try visit(Self.cell(around: box), box) {
        found.append($0)
        return true
      }
    }
    return found
  }

  private static let metresPerDegree = PlaceCandidate.metresPerDegree

  /// Goes through the leaves that a box touches.
  ///
  /// - Parameters:
  ///   - box: A piece of the map.
  ///   - body: Called with each leaf; `false` ends it.
  /// - Returns: Whether the end was reached.
  /// - Throws: ``GazetteerError``.
  mutating func forEachLeaf(in box: BoundingBox, _ body: (OutlineLeaf) -> Bool) throws(GazetteerError) -> Bool
  {
    try visit(Self.cell(around: box), box, body)
  }

  /// The smallest cell that holds a box.
  private static func cell(around box: BoundingBox) -> GeohashCell {
    guard let first = try? Coordinate(latitude: box.south, longitude: box.west),
      let last = try? Coordinate(latitude: box.north, longitude: box.east)
    else { return .world }
    // All of a box lies between its corners on the curve.
    let (low, high) = (Geohash(first).bits, Geohash(last).bits)
    let length = (low ^ high).leadingZeroBitCount - (UInt64.bitWidth - Geohash.bitCount)
    let unlike = UInt64(Geohash.bitCount - length)
    return GeohashCell(length: length, first: Geohash(bits: unlike == 0 ? low : (low >> unlike) << unlike))
  }

  private mutating func visit(_ cell: GeohashCell, _ box: BoundingBox, _ body: (OutlineLeaf) -> Bool)
    throws(GazetteerError) -> Bool
  {
    let area = cell.box
    guard area.touches(box) else { return true }
    // A place that is asked for anyway, so that no block is read for nothing.
    let probe = try? Coordinate(latitude: max(area.south, box.south), longitude: max(area.west, box.west))
    guard let probe else { return true }
    // On the edge between two cells a place belongs to the northern or eastern one.
    let geohash = min(max(Geohash(probe), cell.first), cell.last)
    let leaf = try leaf(at: geohash)
    if leaf.cell.length <= cell.length { return body(leaf) }
    guard let halves = cell.halves else { return true }
    guard try visit(halves.first, box, body) else { return false }
    return try visit(halves.second, box, body)
  }

  /// The leaf that holds a place.
  private mutating func leaf(at geohash: Geohash) throws(GazetteerError) -> OutlineLeaf {
    var (low, high) = (0, firsts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if firsts[middle] <= geohash.bits { low = middle } else { high = middle }
    }
    let block = low
    if blocks[block].isEmpty { blocks[block] = try bodies(of: block) }
    (low, high) = (0, blocks[block].count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[block][middle].cell.first <= geohash { low = middle } else { high = middle }
    }
    guard low < blocks[block].count, blocks[block][low].cell.first <= geohash,
      geohash <= blocks[block][low].cell.last
    else {
      throw .damaged(file.path, "its outlines have a gap")
    }
    if let known = blocks[block][low].leaf { return known }
    let leaf = try OutlineLeaf(blocks[block][low].cell, blocks[block][low].bytes, of: file.path)
    if leafCount >= Self.mostLeaves { forgetLeaves() }
    blocks[block][low].leaf = leaf
    leafCount += 1
    return leaf
  }

  private mutating func forgetLeaves() {
    for block in blocks.indices {
      for body in blocks[block].indices { blocks[block][body].leaf = nil }
    }
    leafCount = 0
  }

  /// Some megabytes, when all of them are full.
  private static let mostLeaves = 4096

  private func bodies(of block: Int) throws(GazetteerError) -> [Body] {
    let bytes = try file.block(of: .outlines, frames[block])
    var cursor = BlockCursor(bytes[...], of: file.path)
    var bodies: [Body] = []
    var first = firsts[block]
    while !cursor.isAtEnd {
      let length = try cursor.number()
      guard length <= Geohash.bitCount, first < 1 << UInt64(Geohash.bitCount) else {
        throw .damaged(file.path, "its outlines have a cell that is none")
      }
      let size = try cursor.number()
      let cell = GeohashCell(length: length, first: Geohash(bits: first))
      bodies.append(Body(cell: cell, bytes: try cursor.slice(size)))
      first += 1 << UInt64(Geohash.bitCount - length)
    }
    return bodies
  }
}
