@testable import CatalogKit
@testable import TestSupport

/// Twelve thousand photos where searches go wrong: dense homes, one spot with thousands, poles, the date line, edges of
/// cells, oceans. With their index, which is made once and too large to be read as a whole.
struct SampleWorld: Sendable {
  static let shared = Result { try SampleWorld() }

  let index: FilePathBytes
  let places: [Place]
  /// Where photos were taken, but for the spot with thousands.
  private let lonely: [Coordinate]
  private let folder: TemporaryFolder

  struct Place: Sendable {
    let path: FilePathBytes
    let coordinate: Coordinate
  }

  /// What a query finds.
  struct Found: Equatable {
    let distance: Double
    let path: FilePathBytes
  }

  /// Where thousands of photos were taken.
  static let spot = Position(home(0), source: nil).coordinate
  private static let homes = [
    (37.5665, 126.978), (-33.8586, 151.214), (64.1466, -21.9426), (-16.5, 180), (-16.5, -180), (51.4779, 0),
    (0, -78.4678), (71.98, 179.999), (89.999, 10), (-89.9995, -100),
  ]

  private static func home(_ number: Int) -> Coordinate {
    let (latitude, longitude) = homes[number % homes.count]
    return clamped(latitude, longitude)
  }

  private static func clamped(_ latitude: Double, _ longitude: Double) -> Coordinate {
    let east = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
    guard let place = try? Coordinate(latitude: min(max(latitude, -90), 90), longitude: east) else {
      preconditionFailure("in range by the lines above")
    }
    return place
  }

  private init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    var random = SeededGenerator(seed: 42)
    var photos: [Photo] = []
    for number in 0..<12_000 {
      var photo = try SyntheticIndex.photo("photos/\(Int.random(in: 0..<99, using: &random))/\(number).jpg")
      if let coordinate = Self.coordinate(number, using: &random) {
        photo.position = Position(coordinate, source: .exif)
        photo.problem = nil
      }
      photos.append(photo)
    }
    try SyntheticIndex.write(photos, to: index)
    places = photos.compactMap { photo in
      photo.position.map { Place(path: photo.path, coordinate: $0.coordinate) }
    }
    lonely = places.map(\.coordinate).filter { $0 != Self.spot }
  }

  private static func coordinate(_ number: Int, using random: inout SeededGenerator) -> Coordinate? {
    let latitude = Double.random(in: -90...90, using: &random)
    let longitude = Double.random(in: -180...180, using: &random)
    switch number % 24 {
    case 0: return nil
    case 1..<4: return spot
    case 4..<12:
      // Within some kilometres of a home, denser towards its middle.
      let home = home(number / 24)
      let spread = 0.03 * (latitude / 90) * (latitude / 90)
      return clamped(home.latitude + spread * longitude / 180, home.longitude + spread * latitude / 45)
    case 16: return clamped(number % 48 < 24 ? 90 : -90, longitude)
    case 17: return clamped(latitude, number % 48 < 24 ? 180 : -180)
    case 18: return clamped((latitude / 11.25).rounded() * 11.25, (longitude / 11.25).rounded() * 11.25)
    default: return clamped(latitude, longitude)
    }
  }

  /// A circle of some size around some place, as likely small as large.
  func circle(_ number: Int, using random: inout SeededGenerator) throws -> NearQuery {
    let isWide = number % 25 == 9
    let exponent = Double.random(in: isWide ? 5...7.3 : 0...4.3, using: &random)
    let radius = number % 25 == 3 ? 0 : pow10(exponent)
    let center: Coordinate
    switch number % 5 {
    case 0: center = Self.home(Int.random(in: 0..<10, using: &random))
    case 1, 2:
      let place = lonely[Int.random(in: 0..<lonely.count, using: &random)]
      center = Self.clamped(
        place.latitude + Double.random(in: -0.01...0.01, using: &random),
        place.longitude + Double.random(in: -0.01...0.01, using: &random)
      )
    case 3: center = lonely[Int.random(in: 0..<lonely.count, using: &random)]
    default:
      center = Self.clamped(
        Double.random(in: -90...90, using: &random),
        Double.random(in: -180...180, using: &random)
      )
    }
    // Reading all that lies in a wide circle costs seconds in a debug build.
    let limits: [Int?] = isWide ? [1, 50] : [nil, 1, 50]
    return NearQuery(
      center: center,
      radius: Distance(metres: radius) ?? Self.none,
      limit: limits[Int.random(in: 0..<limits.count, using: &random)]
    )
  }

  /// The answer by looking at every photo.
  func look(_ query: NearQuery) -> (hits: [Found], total: Int) {
    let (radius, limit) =
      switch query.scope {
      case .within(let radius, let limit): (radius.metres, limit)
      case .nearest(let count, let radius): (radius?.metres ?? .infinity, count)
      }
    var found: [Found] = []
    for place in places where Self.isPerhaps(query.center, radius, place.coordinate) {
      let distance = Geodesic(from: query.center, to: place.coordinate).distance
      if distance <= radius { found.append(Found(distance: distance, path: place.path)) }
    }
    found.sort { ($0.distance, $0.path) < ($1.distance, $1.path) }
    return (limit.map { Array(found.prefix($0)) } ?? found, found.count)
  }

  private static let none = Distance(metres: 0) ?? { preconditionFailure("zero is a distance") }()

  /// Whether a photo is worth a geodesic: a degree of latitude is 110.5 km or more, and the distance between two
  /// parallels is never more than that between places on them.
  private static func isPerhaps(_ center: Coordinate, _ radius: Double, _ place: Coordinate) -> Bool {
    (center.latitude - place.latitude).magnitude * 110_500 <= radius + 1
  }
}

/// `10^exponent` without a maths library.
private func pow10(_ exponent: Double) -> Double {
  var value = 1.0
  for _ in 0..<Int(exponent) { value *= 10 }
  // The rest by a straight line is good enough for a radius.
  return value * (1 + 9 * (exponent - exponent.rounded(.down)))
}
