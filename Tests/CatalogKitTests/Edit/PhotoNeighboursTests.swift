import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Neighbours in time")
struct PhotoNeighboursTests {
  private static let noon = 1_714_564_800.0

  private static func moment(_ seconds: Double, offset: Int? = nil) -> PhotoMoment {
    PhotoMoment(clock: noon + seconds, offset: offset)
  }

  private static func neighbour(
    _ name: String,
    _ seconds: Double,
    _ latitude: Double,
    _ longitude: Double,
    accuracy: Double = 5,
    offset: Int? = nil
  ) throws -> PhotoNeighbours.Neighbour {
    PhotoNeighbours.Neighbour(
      path: FilePathBytes(name),
      place: try Coordinate(latitude: latitude, longitude: longitude),
      accuracy: accuracy,
      moment: moment(seconds, offset: offset)
    )
  }

  private func estimate(
    _ neighbours: [PhotoNeighbours.Neighbour],
    _ seconds: Double,
    offset: Int? = nil,
    span: Double = 600,
    of name: String = "me"
  ) throws -> PhotoNeighbours.Estimate {
    try PhotoNeighbours(neighbours)
      .estimate(at: Self.moment(seconds, offset: offset), of: FilePathBytes(name), within: span)
  }

  @Test("between two photos it lies on the way between them, as far as the time has gone")
  func between() throws {
    let found = try estimate([Self.neighbour("a", 0, 37, 127), Self.neighbour("b", 120, 37.001, 127)], 30)
    #expect(abs(found.place.latitude - 37.00025) < 1e-8 && abs(found.place.longitude - 127) < 1e-9)
    // 110.97 m in 120 s: 0.9247 m/s, so twice that is faster than walking: 5 + √(30·90·(1.8495² − 0.9247²)).
    #expect(abs(found.accuracy - 88.2) < 0.2, "\(found.accuracy)")
  }

  @Test(
    "the accuracy grows with the time and with the way, and is that of the photo itself at its own second"
  )
  func accuracy() throws {
    let still = try [Self.neighbour("a", 0, 37, 127), Self.neighbour("b", 600, 37, 127)]
    #expect(try estimate(still, 0).accuracy == 5)
    // √(300·300)·1.4
    #expect(try abs(estimate(still, 300).accuracy - 425) < 0.01)
    #expect(try estimate(still, 60).accuracy < estimate(still, 300).accuracy)
    let alone = try [Self.neighbour("a", 0, 37, 127, accuracy: 30)]
    #expect(try abs(estimate(alone, 100).accuracy - 170) < 0.01)
    #expect(try abs(estimate(alone, -100).accuracy - 170) < 0.01)
  }

  @Test("the bound holds: nobody who is no faster was farther off")
  func bound() throws {
    // A walk with a bend: straight on, aside, and back on the way, at 1.4 m/s.
    let (start, end) = (
      try Coordinate(latitude: 37, longitude: 127), try Coordinate(latitude: 37, longitude: 127.001)
    )
    let straight = Geodesic(from: start, to: end).distance
    let corner = try Coordinate(latitude: 37.0005, longitude: 127.0005)
    let first = Geodesic(from: start, to: corner).distance
    let whole = first + Geodesic(from: corner, to: end).distance
    let (before, after) = (first / 1.4, (whole - first) / 1.4)
    #expect(straight < whole)
    let found = try estimate(
      [
        Self.neighbour("a", 0, 37, 127, accuracy: 0),
        Self.neighbour("b", (before + after).rounded(.up), 37, 127.001, accuracy: 0),
      ],
      before.rounded()
    )
    #expect(Geodesic(from: found.place, to: corner).distance <= found.accuracy + 1.5)
  }

  @Test("a neighbour that is too far in time is none, and none at all is an error that says what helps")
  func span() throws {
    let neighbours = try [Self.neighbour("a", 0, 37, 127), Self.neighbour("b", 700, 38, 127)]
    #expect(try estimate(neighbours, 60).place.latitude == 37)
    #expect(throws: NeighbourEditError.none) { try estimate(neighbours, 60, span: 59) }
    #expect(try estimate(neighbours, 60, span: 60).place.latitude == 37)
    #expect(throws: NeighbourEditError.none) { try estimate([], 0) }
  }

  @Test("no photo is its own neighbour")
  func own() throws {
    let neighbours = try [Self.neighbour("me", 0, 37, 127), Self.neighbour("b", 60, 38, 127)]
    #expect(try estimate(neighbours, 0).place.latitude == 38)
  }

  @Test("two places at which one camera was not within the time are refused")
  func apart() throws {
    let neighbours = try [Self.neighbour("a", 0, 37.5, 127), Self.neighbour("b", 300, 35.1, 129)]
    #expect(throws: NeighbourEditError.apart) { try estimate(neighbours, 100) }
  }

  @Test("clocks are compared in UTC where both say how far they are from it, else as they are")
  func offsets() throws {
    // Noon in Korea is three in the morning in UTC.
    let korean = try Self.neighbour("korea", 0, 37, 127, offset: 540)
    #expect(try estimate([korean], -9 * 3600 + 10, offset: 0).place.latitude == 37)
    #expect(throws: NeighbourEditError.none) { try estimate([korean], 10, offset: 0) }
    #expect(try estimate([korean], 10).place.latitude == 37)
    let silent = try Self.neighbour("silent", 0, 36, 127)
    #expect(try estimate([silent], 10, offset: 540).place.latitude == 36)
    // The nearer of both kinds wins.
    let near = try Self.neighbour("near", 5, 35, 127)
    #expect(try estimate([korean, near], 10, offset: 540).place.latitude == 35)
  }

  @Test(
    "two moments are near each other in UTC, or where a clock does not say its zone, but for quarters of an hour"
  )
  func near() {
    let seoul = Self.moment(9 * 3600, offset: 540)
    #expect(
      seoul.isNear(Self.moment(3, offset: 0), within: 3)
        && !seoul.isNear(Self.moment(4, offset: 0), within: 3)
    )
    #expect(!seoul.isNear(Self.moment(9 * 3600, offset: 0), within: 3))
    #expect(seoul.isNear(Self.moment(3), within: 3) && !seoul.isNear(Self.moment(4), within: 3))
    #expect(seoul.isNear(Self.moment(-3), within: 3) && !seoul.isNear(Self.moment(450), within: 3))
    #expect(!seoul.isNear(Self.moment(-6 * 3600), within: 3))
  }

  @Test("two of the same moment at different places are refused, or make it as uncertain as they are far")
  func sameMoment() throws {
    let far = try [Self.neighbour("a", 0, 10, 10), Self.neighbour("b", 0, 50, 100)]
    #expect(throws: NeighbourEditError.apart) { try estimate(far, 0) }
    #expect(throws: NeighbourEditError.apart) { try estimate(far, 60) }
    let more = try far + [Self.neighbour("c", 60, 10, 10)]
    #expect(throws: NeighbourEditError.apart) { try estimate(more, 30) }
    // 0.001° of latitude at 37° is 111 m.
    let close = try [Self.neighbour("a", 0, 37, 127), Self.neighbour("b", 0, 37.001, 127)]
    #expect(try abs(estimate(close, 0).accuracy - 116) < 0.1)
  }

  @Test("across the date line the way is short")
  func dateLine() throws {
    let found = try estimate(
      [Self.neighbour("a", 0, 0, 179.9999), Self.neighbour("b", 100, 0, -179.9999)],
      50
    )
    #expect(abs(abs(found.place.longitude) - 180) < 1e-6)
  }
}
