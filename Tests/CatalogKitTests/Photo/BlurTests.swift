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
