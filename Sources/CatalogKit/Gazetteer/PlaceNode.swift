/// A cell of ``PlaceTree``, and what points of it have in common.
final class PlaceNode {
  let area: CellArea
  /// How many bits of a geohash are the same in it.
  let length: Int
  private let first: UInt64
  /// The countries that each of its points may be in; `nil` where they do not surely have the same.
  let countries: [Int]?
  /// The answer, where all of its points surely have the same.
  private(set) var common: Common?
  /// The common answer in words, when it was asked for.
  var words: Whereabouts?
  /// How many points were looked at one by one.
  var visits: UInt8 = 0
  var parts: [PlaceNode?] = []
  private var lists: [(countries: [Int], list: PlaceList)] = []

  /// Two bits more make a part: a quarter.
  static let step = 2

  /// An answer without how far the place is, which is surely near.
  struct Common {
    let place: Int
    let district: Int?
    let country: Int?
  }

  init(_ area: CellArea, countries: [Int]?) {
    self.area = area
    self.countries = countries
    length = area.cell.length
    first = area.cell.first.bits >> UInt64(Geohash.bitCount - area.cell.length)
  }

  /// Whether a point is in the cell.
  func contains(_ geohash: Geohash) -> Bool { geohash.bits >> UInt64(Geohash.bitCount - length) == first }

  /// In which of its parts a point of the cell is.
  func part(of geohash: Geohash) -> Int {
    if parts.isEmpty { parts = [nil, nil, nil, nil] }
    return Int(geohash.bits >> UInt64(Geohash.bitCount - length - Self.step) & 3)
  }

  /// The places that points of some countries may be in; `nil` where that is not known yet.
  func list(of countries: [Int]) -> PlaceList? { lists.first { $0.countries == countries }?.list }

  func keep(_ list: PlaceList, of countries: [Int]) { lists.append((countries, list)) }

  /// Keeps the common answer.
  func settle(_ answer: Common) {
    common = answer
  }
}

/// The places that points of a cell may be in.
struct PlaceList {
  let candidates: [PlaceCandidate]
  /// Whether all are so far away that which of them count differs from point to point.
  let isRemote: Bool

  init(_ candidates: [PlaceCandidate], around area: CellArea, isOfCountry: Bool) {
    self.candidates = candidates
    let nearest = candidates.lazy.map { $0.distance(from: area.direction) }.min() ?? .infinity
    let farthest = nearest + PlaceCandidate.longestReach + 2 * area.radius
    isRemote = isOfCountry && farthest > PlaceSearch.farthestOfCountry
  }

  private init(_ candidates: [PlaceCandidate], isRemote: Bool) {
    (self.candidates, self.isRemote) = (candidates, isRemote)
  }

  /// Those that are of use in a part of the cell.
  func narrowed(to area: CellArea) -> PlaceList {
    guard !isRemote, candidates.count > 1 else { return self }
    return PlaceList(
      PlaceCandidates.needed(candidates, around: area.direction, radius: area.radius),
      isRemote: false
    )
  }

  /// Within these metres over the sphere the geodesic is shorter than 30 km too.
  static let surelyNear = PlaceAnswer.farthest * 0.99

  /// The place and the district that all points of a cell have in common; `nil` where they do not surely have the same.
  ///
  /// How far a place is differs within the cell by no more than the radius, and how much farther one is than another by twice that.
  func common(in area: CellArea) -> (place: Int, district: Int?)? {
    guard !isRemote else { return nil }
    let distances = candidates.map { $0.distance(from: area.direction) }
    let scores = zip(candidates, distances).map { $1 - $0.reach }
    guard let winner = scores.indices.min(by: { scores[$0] < scores[$1] }),
      let nearest = distances.indices.min(by: { distances[$0] < distances[$1] }),
      distances[winner] + area.radius <= Self.surelyNear,
      scores.count(where: { $0 <= scores[winner] + 2 * area.radius }) == 1
    else { return nil }
    let place = candidates[winner].number
    if distances[nearest] - area.radius > PlaceCandidates.districtReach { return (place, nil) }
    guard distances.count(where: { $0 <= distances[nearest] + 2 * area.radius }) == 1 else { return nil }
    if nearest == winner { return (place, nil) }
    guard distances[nearest] + area.radius <= PlaceCandidates.districtReach else { return nil }
    return (place, candidates[nearest].number)
  }
}
