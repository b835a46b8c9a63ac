/// Which place a point is in, by numbers.
struct PlaceAnswer: Hashable, Sendable {
  /// The place that it is in, or off.
  let place: Int
  /// Metres from there.
  let distance: Double
  /// The part of the place, or the village beside it, that is nearest; `nil` where that is the place itself.
  let district: Int?

  /// Beyond these metres a point is off a place and not in it.
  static let farthest = 30_000.0

  /// Whether the point is so far away that it is not in the place.
  var isOff: Bool { distance > Self.farthest }

  /// - Parameters:
  ///   - point: The point.
  ///   - candidates: The places that come into question; none give `nil`.
  init?(_ point: EarthVector, among candidates: [PlaceCandidate]) {
    var winner: (number: Int, distance: Double, score: Double)?
    var nearest: (number: Int, distance: Double)?
    for candidate in candidates {
      let distance = candidate.distance(from: point)
      let score = distance - candidate.reach
      if winner.map({ (score, candidate.number) < ($0.score, $0.number) }) ?? true {
        winner = (candidate.number, distance, score)
      }
      if nearest.map({ (distance, candidate.number) < ($0.distance, $0.number) }) ?? true {
        nearest = (candidate.number, distance)
      }
    }
    guard let winner, let nearest else { return nil }
    (place, distance) = (winner.number, winner.distance)
    district =
      nearest.number != winner.number && nearest.distance <= PlaceCandidates.districtReach
      ? nearest.number : nil
  }
}
