/// Places that lie close together, found by their density (DBSCAN; Ester, Kriegel, Sander and Xu, 1996), with geodesic distances.
///
/// A place is a core where at least three lie within 50 metres of it, itself among them. Cores that are near each other are one cluster; a
/// place near a core belongs to the nearest one's cluster, of two that are equally near the earlier one's. All others are in none.
struct DensityClusters {
  /// The cluster of each place, from 0 on in the order of their first cores; `nil` where it is in none.
  private(set) var clusters: [Int?]
  /// How many clusters there are.
  private(set) var count = 0
  /// Whether each place is a core.
  let cores: [Bool]

  /// Metres.
  static let reach = 50.0
  static let fewest = 3

  /// - Parameter places: Some places, in the order of time.
  init(_ places: [Coordinate]) {
    clusters = Array(repeating: nil, count: places.count)
    let grid = NeighbourGrid(places, reach: Self.reach)
    // Asked anew where they are needed: of thousands of photos in one garden, all lists together would not fit into memory.
    let isCore = places.indices.map { grid.neighbours(of: $0).count >= Self.fewest }
    cores = isCore
    for start in places.indices where isCore[start] && clusters[start] == nil {
      clusters[start] = count
      var open = [start]
      while let place = open.popLast() {
        for neighbour in grid.neighbours(of: place)
        where isCore[neighbour.place] && clusters[neighbour.place] == nil {
          clusters[neighbour.place] = count
          open.append(neighbour.place)
        }
      }
      count += 1
    }
    for place in places.indices where !isCore[place] {
      let cores = grid.neighbours(of: place).filter { isCore[$0.place] }
      let nearest = cores.min { ($0.distance, $0.place) < ($1.distance, $1.place) }
      clusters[place] = nearest.flatMap { clusters[$0.place] }
    }
  }
}

/// Finds the places around each of many, without looking at all of them.
struct NeighbourGrid {
  private let places: [Coordinate]
  private let reach: Double
  private var members: [Cell: [Int]] = [:]
  private let keys: [Cell]

  /// A cube of space.
  private struct Cell: Hashable {
    let x: Int
    let y: Int
    let z: Int
  }

  /// - Parameters:
  ///   - places: Some places.
  ///   - reach: Metres.
  init(_ places: [Coordinate], reach: Double) {
    self.places = places
    self.reach = reach
    keys = places.map { place in
      let position = EarthVector.position(of: place)
      let index = { (metres: Double) in Int((metres / reach).rounded(.down)) }
      return Cell(x: index(position.x), y: index(position.y), z: index(position.z))
    }
    for (number, key) in keys.enumerated() { members[key, default: []].append(number) }
  }

  /// The places within reach of one, itself among them, in their order.
  func neighbours(of place: Int) -> [(place: Int, distance: Double)] {
    let key = keys[place]
    var found: [(place: Int, distance: Double)] = []
    for x in (key.x - 1)...(key.x + 1) {
      for y in (key.y - 1)...(key.y + 1) {
        for z in (key.z - 1)...(key.z + 1) {
          for other in members[Cell(x: x, y: y, z: z)] ?? [] {
            let distance = other == place ? 0 : Geodesic(from: places[place], to: places[other]).distance
            if distance <= reach { found.append((other, distance)) }
          }
        }
      }
    }
    return found.sorted { $0.place < $1.place }
  }
}
