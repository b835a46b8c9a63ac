import Testing

@testable import CatalogKit
@testable import TestSupport

/// A search of a large index against a look at every photo.
@Suite("NearQuery and brute force")
struct NearQueryTests {
  @Test("500 circles anywhere give the same photos in the same order", arguments: 0..<10)
  func circles(_ part: Int) throws {
    let world = try SampleWorld.shared.get()
    var random = SeededGenerator(seed: UInt64(100 + part))
    for number in 0..<50 {
      let query = try world.circle(number, using: &random)
      let index = try IndexFile(path: world.index)
      let answer = try query.run(on: index)
      let expected = world.look(query)
      let found = answer.hits.map { SampleWorld.Found(distance: $0.distance, path: $0.photo.path) }
      #expect(found == expected.hits, "\(query)")
      #expect(answer.total == expected.total, "\(query)")
      #expect(answer.fallback == nil, "\(query)")
    }
  }

  @Test("the whole world holds every located photo, at a pole, on the date line and in the middle of nowhere")
  func everything() throws {
    let world = try SampleWorld.shared.get()
    let radius = try Distance("20100km")
    for (latitude, longitude) in [(90, 0), (-90, 77), (0, 180), (-48.9, -123.4)] {
      let center = try Coordinate(latitude: latitude, longitude: longitude)
      let query = NearQuery(center: center, radius: radius, limit: 20)
      let answer = try query.run(on: IndexFile(path: world.index))
      #expect(answer.total == world.places.count)
      #expect(answer.hits.map(\.photo.path) == world.look(query).hits.map(\.path))
      #expect(answer.fallback == nil)
    }
  }

  @Test("of thousands of photos at one spot, a limit takes the first by name", arguments: [1, 50, 3000])
  func oneSpot(_ limit: Int) throws {
    let world = try SampleWorld.shared.get()
    let query = NearQuery(center: SampleWorld.spot, radius: try Distance("1m"), limit: limit)
    let answer = try query.run(on: IndexFile(path: world.index))
    let expected = world.look(query)
    #expect(answer.total == expected.total)
    #expect(expected.total >= 1500)
    #expect(answer.hits.map(\.photo.path) == expected.hits.map(\.path))
    #expect(answer.fallback == nil)
  }

  @Test("a photo exactly as far as the radius is in, and one a hair farther is not")
  func edge() throws {
    let world = try SampleWorld.shared.get()
    let center = try Coordinate(latitude: 37.5, longitude: 127)
    for place in world.places.prefix(4) {
      let distance = Geodesic(from: center, to: place.coordinate).distance
      for (metres, isIn) in [(distance, true), (distance.nextDown, false)] {
        let radius = try #require(Distance(metres: metres))
        let answer = try NearQuery(center: center, radius: radius, limit: 1).run(
          on: IndexFile(path: world.index)
        )
        #expect(answer.total == world.look(NearQuery(center: center, radius: radius, limit: 1)).total)
        let inner = try #require(Distance(metres: distance.nextDown))
        let without = try NearQuery(center: center, radius: inner, limit: 1).run(
          on: IndexFile(path: world.index)
        )
        #expect((answer.total > without.total) == isIn)
      }
    }
  }

  @Test("bearings are those at the middle, towards the photo")
  func bearings() throws {
    let world = try SampleWorld.shared.get()
    let center = try Coordinate(latitude: 37.57, longitude: 126.98)
    let answer = try NearQuery(center: center, radius: try Distance("3km"), limit: 50)
      .run(on: IndexFile(path: world.index))
    #expect(answer.hits.count == 50)
    for hit in answer.hits {
      let coordinate = try #require(hit.photo.position?.coordinate)
      #expect(hit.bearing == Geodesic(from: center, to: coordinate).bearing)
    }
  }

  @Test("a small circle reads little of the index")
  func cost() throws {
    let world = try SampleWorld.shared.get()
    let index = try IndexFile(path: world.index)
    let center = try Coordinate(latitude: -48.9, longitude: -123.4)
    _ = try NearQuery(center: center, radius: try Distance("500m"), limit: nil).run(on: index)
    #expect(index.counts.calls < 100)
    #expect(index.counts.bytes < 256 << 10)
  }
}
