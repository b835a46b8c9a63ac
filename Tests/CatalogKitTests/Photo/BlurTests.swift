import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Blur: the grid")
struct BlurTests {
  private func blur(_ metres: Double) throws -> Blur {
    try Blur(cell: #require(Distance(metres: metres)))
  }

  /// Places everywhere, as many near poles, the date line and the corners of cells as elsewhere.
  private func place(_ number: Int, _ random: inout SeededGenerator) throws -> Coordinate {
    let latitude = Double.random(in: -90...90, using: &random)
    let longitude = Double.random(in: -180...180, using: &random)
    let tiny = pow(10, Double.random(in: -9...0, using: &random))
    switch number % 6 {
    case 0: return try Coordinate(latitude: 90 - tiny, longitude: longitude)
    case 1: return try Coordinate(latitude: tiny - 90, longitude: longitude)
    case 2: return try Coordinate(latitude: latitude, longitude: 180 - tiny)
    case 3: return try Coordinate(latitude: latitude, longitude: tiny - 180)
    case 4: return try Coordinate(latitude: latitude.rounded(), longitude: longitude.rounded())
    default: return try Coordinate(latitude: latitude, longitude: longitude)
    }
  }

  @Test(
    "every place lies within the uncertainty of where it goes",
    arguments: [1, 50, 1000, 7777, 20_000, 1_000_000] as [Double]
  )
  func uncertainty(_ size: Double) throws {
    let blur = try blur(size)
    var random = SeededGenerator(seed: UInt64(size))
    var farthest = 0.0
    for number in 0..<6000 {
      let place = try place(number, &random)
      let cell = blur.cell(of: place)
      let distance = Geodesic(from: place, to: cell.center).distance
      #expect(distance <= cell.uncertainty, "\(place)")
      farthest = max(farthest, distance / cell.uncertainty)
      // Half a diagonal of a square, and what the corner on the side of the equator adds where columns narrow fast.
      #expect(cell.uncertainty < size * 0.88 + 1)
    }
    #expect(farthest > (size > 10 ? 0.9 : 0.5))
  }

  @Test(
    "places of one cell go to one place, which goes to itself",
    arguments: [50, 1000, 300_000] as [Double]
  )
  func fixed(_ size: Double) throws {
    let blur = try blur(size)
    var random = SeededGenerator(seed: 5)
    for number in 0..<3000 {
      let cell = blur.cell(of: try place(number, &random))
      #expect(blur.cell(of: cell.center) == cell)
    }
  }

  @Test("cells are about as large as was asked for, everywhere", arguments: [100, 5000, 100_000] as [Double])
  func size(_ size: Double) throws {
    let blur = try blur(size)
    var random = SeededGenerator(seed: 6)
    for _ in 0..<2000 {
      let latitude = asin(Double.random(in: -1...1, using: &random)) * 180 / .pi
      let place = try Coordinate(latitude: latitude, longitude: Double.random(in: -180...180, using: &random))
      let cell = blur.cell(of: place)
      // Walk east and north from the middle until the cell ends.
      let east = try extent(blur, cell, latitude: 0, longitude: 1)
      let north = try extent(blur, cell, latitude: 1, longitude: 0)
      #expect(2 * north > 0.97 * size && 2 * north < 1.03 * size, "\(place) \(north)")
      if cell.center.latitude.magnitude < 90 {
        #expect(2 * east > 0.9 * size && 2 * east < 1.1 * size, "\(place) \(east)")
      }
    }
  }

  private func extent(_ blur: Blur, _ cell: Blur.Cell, latitude: Double, longitude: Double) throws -> Double {
    var (inside, outside) = (0.0, 90.0)
    // Northwards from the north pole leads nowhere.
    let sign: Double = cell.center.latitude + latitude > 89 ? -1 : 1
    let at = { (step: Double) in
      let east = cell.center.longitude + step * longitude
      return try Coordinate(
        latitude: min(max(cell.center.latitude + sign * step * latitude, -90), 90),
        longitude: east > 180 ? east - 360 : east
      )
    }
    for _ in 0..<60 {
      let middle = (inside + outside) / 2
      if blur.cell(of: try at(middle)) == cell { inside = middle } else { outside = middle }
    }
    return Geodesic(from: cell.center, to: try at(inside)).distance
  }

  @Test("a pole is one place whatever its longitude, and the date line is one line")
  func sameplace() throws {
    let blur = try blur(1000)
    for latitude in [90.0, -90] {
      let cells = try [-180, -90, 0, 12.3, 180].map {
        blur.cell(of: try Coordinate(latitude: latitude, longitude: $0))
      }
      #expect(Set(cells).count == 1)
      #expect(cells[0].center.latitude == latitude)
      #expect(cells[0].uncertainty < 510)
    }
    for latitude in stride(from: -89.9, to: 90, by: 0.7) {
      let west = blur.cell(of: try Coordinate(latitude: latitude, longitude: -180))
      #expect(blur.cell(of: try Coordinate(latitude: latitude, longitude: 180)) == west)
    }
  }

  /// A place, the size of cells, and the cell that it goes to.
  struct Golden: Sendable {
    let place: (Double, Double)
    let size: Double
    let center: (Double, Double)
    let uncertainty: Double
  }

  /// Computed from the rule in `docs/privacy.md` by another program. Photos that were handed on lie on this grid, and a second grid beside
  /// it would give their places away.
  static let golden = [
    Golden(place: (37.5665, 126.978), size: 1000, center: (37.567486503, 126.97969223), uncertainty: 711),
    Golden(place: (-33.8586, 151.214), size: 1000, center: (-33.860227954, 151.214520061), uncertainty: 711),
    Golden(place: (64.1466, -21.9426), size: 1000, center: (64.148170366, -21.936371453), uncertainty: 711),
    Golden(place: (0, 0), size: 1000, center: (0, 0.0044991), uncertainty: 711),
    Golden(place: (90, 0), size: 1000, center: (90, 0), uncertainty: 503),
    Golden(place: (-89.9999, 179.9999), size: 1000, center: (-90, 0), uncertainty: 503),
    Golden(place: (37.5665, 126.978), size: 50, center: (37.566455625, 126.977956398), uncertainty: 36),
    Golden(place: (37.5665, 126.978), size: 7777, center: (37.581648523, 126.975717439), uncertainty: 5528),
    Golden(place: (37.5665, 126.978), size: 20_000, center: (37.62, 126.931818182), uncertainty: 14_222),
    Golden(place: (0, 0), size: 20_000, center: (0, 0.09), uncertainty: 14_217),
    // Its corner is 0.3 mm nearer than 14,221 m: too little for where a rounded middle may lie.
    Golden(
      place: (-49.35, 100),
      size: 20_000,
      center: (-49.32, 100.076687117),
      uncertainty: 14_222
    ),
    Golden(
      place: (64.1466, -21.9426),
      size: 300_000,
      center: (63.134328358, -23.606557377),
      uncertainty: 213_807
    ),
    Golden(place: (-33.8586, 151.214), size: 1_000_000, center: (-36, 151.875), uncertainty: 724_659),
  ]

  @Test("the grid is the one that it always was", arguments: golden)
  func grid(_ golden: Golden) throws {
    let place = try Coordinate(latitude: golden.place.0, longitude: golden.place.1)
    let cell = try blur(golden.size).cell(of: place)
    #expect(abs(cell.center.latitude - golden.center.0) < 2e-9)
    #expect(abs(cell.center.longitude - golden.center.1) < 2e-9)
    #expect(cell.uncertainty == golden.uncertainty)
  }

  @Test("a size that hides nothing, or is no size, is refused")
  func refused() throws {
    for size in [0, 0.999, 1_000_001, 1e300] {
      let error = #expect(throws: BlurError.self) { try blur(size) }
      #expect(error?.description.contains("1 m to 1000 km") == true)
    }
    _ = try blur(1)
    _ = try blur(1_000_000)
  }
}
