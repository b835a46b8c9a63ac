#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A place that photos of some piece of the earth may be in.
struct PlaceCandidate: Sendable {
  /// The number of the place.
  let number: Int
  private let direction: EarthVector
  /// How many metres nearer than it is it counts: six times the root of its inhabitants, and no more than 12 km.
  let reach: Double

  /// The longest reach there is, in metres.
  static let longestReach = 12_000.0
  /// The mean radius of the earth in metres: places are compared on a sphere, which is off by half a percent at most.
  private static let radius = 6_371_008.8
  /// Metres of a degree along a great circle of that sphere.
  static let metresPerDegree = 111_195.08

  init(_ block: PlaceBlock, _ index: Int, number: Int) {
    self.number = number
    direction = block.directions[index]
    reach = Self.reach(of: block.inhabitants[index])
  }

  static func reach(of inhabitants: Int) -> Double {
    min(6 * Double(inhabitants).squareRoot(), longestReach)
  }

  /// Metres over a sphere.
  func distance(from place: EarthVector) -> Double { Self.distance(place, direction) }

  static func distance(_ one: EarthVector, _ other: EarthVector) -> Double {
    distance(ofSquaredChord: squaredChord(one, other))
  }

  /// Metres of the straight line through the sphere: never longer than the way over it, and found out with less work.
  static func chord(_ one: EarthVector, _ other: EarthVector) -> Double {
    squaredChord(one, other).squareRoot() * radius
  }

  /// The square of the straight line between two directions, in radii.
  static func squaredChord(_ one: EarthVector, _ other: EarthVector) -> Double {
    let (x, y, z) = (one.x - other.x, one.y - other.y, one.z - other.z)
    return x * x + y * y + z * z
  }

  /// The way over the sphere in metres.
  static func distance(ofSquaredChord square: Double) -> Double {
    2 * radius * asin(min(1, square.squareRoot() / 2))
  }

  /// Two directions with a longer line between them, squared, in radii, are farther from each other than this.
  static func squaredChord(within metres: Double) -> Double {
    let chord = metres / radius
    return chord * chord
  }
}

/// The places that photos of some piece of the earth may be in, the winner for any of its points among them.
struct PlaceCandidates: Sendable {
  private var all: [PlaceCandidate] = []
  /// Metres from the middle to each.
  private var distances: [Double] = []
  /// The least distance minus reach so far.
  private(set) var bestScore = Double.infinity

  private let center: EarthVector
  private let radius: Double
  private let most: Double

  /// So near is a part of a town that a photo is said to be in.
  static let districtReach = 3_000.0

  /// - Parameters:
  ///   - center: The middle of the piece.
  ///   - radius: Metres: no point of it is farther away.
  ///   - most: Metres from the middle beyond which no place is wanted.
  init(around center: EarthVector, radius: Double, within most: Double) {
    (self.center, self.radius, self.most) = (center, radius, most)
  }

  /// No place farther than this can be of use.
  var limit: Double { min(bestScore + PlaceCandidate.longestReach + 2 * radius, most) }

  /// Adds those of a block.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - start: The number of its first place.
  ///   - isWanted: Whether a region's places are.
  mutating func add(_ block: PlaceBlock, from start: Int, _ isWanted: (Int) -> Bool) {
    var longest = PlaceCandidate.squaredChord(within: limit)
    for index in 0..<block.count {
      let square = PlaceCandidate.squaredChord(center, block.directions[index])
      guard square <= longest else { continue }
      let distance = PlaceCandidate.distance(ofSquaredChord: square)
      guard distance <= limit, isWanted(block.regions[index]) else { continue }
      let candidate = PlaceCandidate(block, index, number: start + index)
      all.append(candidate)
      distances.append(distance)
      let score = distance - candidate.reach
      guard score < bestScore else { continue }
      bestScore = score
      longest = PlaceCandidate.squaredChord(within: limit)
    }
  }

  /// Without those that a nearer one has made useless.
  var needed: [PlaceCandidate] { Self.needed(all, at: distances, radius: radius) }

  /// What of some places is of use in a piece of the earth, the winner for any of its points among them.
  ///
  /// - Parameters:
  ///   - all: Places that hold all which are of use there.
  ///   - center: The middle of the piece.
  ///   - radius: Metres: no point of it is farther away.
  /// - Returns: The places, in the order that they had.
  static func needed(_ all: [PlaceCandidate], around center: EarthVector, radius: Double) -> [PlaceCandidate]
  {
    needed(all, at: all.map { $0.distance(from: center) }, radius: radius)
  }

  private static func needed(_ all: [PlaceCandidate], at distances: [Double], radius: Double)
    -> [PlaceCandidate]
  {
    var (bestScore, nearest) = (Double.infinity, Double.infinity)
    for (candidate, distance) in zip(all, distances) {
      bestScore = min(bestScore, distance - candidate.reach)
      nearest = min(nearest, distance)
    }
    let farthest = min(nearest + 2 * radius, districtReach + radius)
    var needed: [PlaceCandidate] = []
    for (candidate, distance) in zip(all, distances)
    where distance - candidate.reach <= bestScore + 2 * radius || distance <= farthest {
      needed.append(candidate)
    }
    return needed
  }
}
