import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Which place a point is in")
struct PlaceFinderTests {
  private let gazetteer: Gazetteer
  private let finder: PlaceFinder

  init() throws {
    gazetteer = try SamplePlaces.gazetteer()
    finder = try PlaceFinder(gazetteer)
  }

  /// Points near places, where people are, and anywhere.
  private func points(_ count: Int) throws -> [Coordinate] {
    var random = SeededGenerator(seed: 15)
    let places = try gazetteer.placeDirectory().placeCount
    return try (0..<count).map { number in
      guard number % 4 != 0 else {
        return try Coordinate(
          latitude: Double.random(in: -90...90, using: &random),
          longitude: Double.random(in: -180...180, using: &random)
        )
      }
      let near = try gazetteer.place(Int.random(in: 0..<places, using: &random)).coordinate
      return try Coordinate(
        latitude: min(90, max(-90, near.latitude + Double.random(in: -0.1...0.1, using: &random))),
        longitude: min(180, max(-180, near.longitude + Double.random(in: -0.1...0.1, using: &random)))
      )
    }
  }

  @Test("the search finds what a comparison with all places of the country finds")
  func bruteForce() throws {
    let directory = try gazetteer.placeDirectory()
    var all: [(candidate: PlaceCandidate, country: Int?)] = []
    for number in 0..<directory.count {
      let block = try gazetteer.placeBlock(number)
      for index in 0..<block.count {
        let candidate = PlaceCandidate(block, index, number: number * PlaceBlock.size + index)
        all.append((candidate, finder.tables.country(ofRegion: block.regions[index])))
      }
    }
    for point in try points(60) {
      let answer = try finder.answer(alone: point)
      var wanted = all
      let countries = try finder.countries(at: point)
      if !countries.isEmpty {
        let direction = EarthVector(point)
        let own = all.filter { place in
          place.country.map(countries.contains) == true
            && place.candidate.distance(from: direction) < 1_000_000
        }
        if !own.isEmpty { wanted = own }
      }
      #expect(answer.place == PlaceAnswer(EarthVector(point), among: wanted.map(\.candidate)), "\(point)")
    }
  }

  /// The answer for each of some points is that which it gets alone, by numbers and in words, also when it is asked for again.
  ///
  /// Without patience cells are divided at once down to the smallest, so that few points try them all.
  private func compare(_ points: [Coordinate], language: PlaceLanguage = .english) throws {
    for patience: UInt8 in [0, 8] {
      try compare(points, PlaceLookup(PlaceFinder(gazetteer, patience: patience), language: language))
    }
  }

  private func compare(_ points: [Coordinate], _ lookup: PlaceLookup) throws {
    let language = lookup.language
    var memory = PlaceLookup.Memory()
    for point in points {
      let alone = try finder.answer(alone: point)
      let places = try lookup.places(at: point)
      for _ in 0..<2 {
        #expect(try lookup.finder.answer(at: point) == alone, "\(point)")
        let words = try lookup.whereabouts(of: point, &memory)
        #expect(words.place == places.distance?.text(in: language), "\(point)")
        #expect(words.district == places.district?.name(in: language), "\(point)")
        #expect(words.country == places.country?.code && words.timeZone == places.timeZone, "\(point)")
      }
    }
  }

  @Test("a question about one point looks into few blocks of places")
  func blocks() throws {
    for (latitude, longitude) in [(37.5665, 126.978), (48.8566, 2.3522), (-33.8688, 151.2093), (0, -140)] {
      let gazetteer = try SamplePlaces.gazetteer()
      let finder = try PlaceFinder(gazetteer)
      _ = try finder.answer(alone: Coordinate(latitude: latitude, longitude: longitude))
      #expect(gazetteer.blocksRead <= 7, "\(latitude), \(longitude)")
    }
  }

  @Test("no point of a box is nearer than its bound, over the date line and at the poles too")
  func bounds() throws {
    var random = SeededGenerator(seed: 19)
    for number in 0..<400 {
      let south = Double.random(in: -90...90, using: &random)
      let west = Double.random(in: -180...180, using: &random)
      let size = [0.01, 3, 40, 360][number / 2 % 4]
      let box = BoundingBox(
        south: south,
        west: west,
        north: min(90, south + Double.random(in: 0...size, using: &random)),
        east: min(180, west + Double.random(in: 0...size, using: &random))
      )
      // Half of the points are near the box.
      let reach = number % 2 == 0 ? 5.0 : 180
      let point = try Coordinate(
        latitude: min(90, max(-90, south + Double.random(in: -reach...reach, using: &random))),
        longitude: min(180, max(-180, west + Double.random(in: -reach...reach, using: &random)))
      )
      let isInside =
        (box.south...box.north).contains(point.latitude) && (box.west...box.east).contains(point.longitude)
      let bound = box.sphericalLowerBound(from: point)
      if isInside {
        #expect(bound == 0, "\(box) from \(point)")
        continue
      }
      var nearest = Double.infinity
      // Along its edges, where the nearest point is.
      for step in 0..<200 {
        let part = Double(step / 4) / 49
        let (latitude, longitude) =
          switch step % 4 {
          case 0: (box.south, box.west + part * (box.east - box.west))
          case 1: (box.north, box.west + part * (box.east - box.west))
          case 2: (box.south + part * (box.north - box.south), box.west)
          default: (box.south + part * (box.north - box.south), box.east)
          }
        let place = try Coordinate(latitude: min(90, latitude), longitude: min(180, longitude))
        nearest = min(nearest, PlaceCandidate.distance(EarthVector(point), EarthVector(place)))
      }
      #expect(bound <= nearest, "\(box) from \(point)")
      // Far from tight it would be of no use where places are looked for.
      if size < 1, nearest < 2_000_000 { #expect(bound > nearest / 2, "\(box) from \(point)") }
    }
  }

  @Test("points that share what is known of their cell get the answers that they get alone")
  func neighbours() throws {
    try compare(points(400))
  }

  @Test("so do many points of one town, in the order of an index and in none")
  func towns() throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<6 {
      let number = Int.random(in: 0..<(try gazetteer.placeDirectory().placeCount), using: &random)
      let town = try gazetteer.place(number).coordinate
      let points = try (0..<60).map { _ in
        // Half of them where one house is, the others in the town.
        let reach = Bool.random(using: &random) ? 0.0003 : 0.03
        return try Coordinate(
          latitude: min(90, max(-90, town.latitude + Double.random(in: -reach...reach, using: &random))),
          longitude: min(180, max(-180, town.longitude + Double.random(in: -reach...reach, using: &random)))
        )
      }
      try compare(points.sorted { Geohash($0) < Geohash($1) }, language: .korean)
      try compare(points)
    }
  }

  @Test("so do points at borders, on coasts and off them, and where a place is 3 or 30 km away")
  func borders() throws {
    var random = SeededGenerator(seed: 17)
    let regions = [
      // Germany, the Netherlands and Belgium; Lesotho; Korea's borders and islands; Fiji and the date line; the strait of Gibraltar;
      // Hong Kong and Shenzhen; Geneva; Narva; the Gulf of Finland; Niagara; Alaska's panhandle; the Svalbard coast; Tierra del Fuego.
      (50.76, 6.02), (-29.6, 28.2), (37.9, 126.7), (34.6, 127.9), (-16.8, 179.95), (35.95, -5.5),
      (22.53, 114.05), (46.2, 6.1),
      (59.37, 28.2), (60.0, 26.0), (43.08, -79.07), (55.5, -130.1), (78.2, 15.6), (-54.0, -68.6),
    ]
    for (latitude, longitude) in regions {
      let points = try (0..<24).map { number in
        let reach = [0.02, 0.2, 0.6][number % 3]
        return try Coordinate(
          latitude: latitude + Double.random(in: -reach...reach, using: &random),
          longitude: min(180, longitude + Double.random(in: -reach...reach, using: &random))
        )
      }
      try compare(points.sorted { Geohash($0) < Geohash($1) })
    }
  }

  @Test("countries of cells are those of each of their points")
  func cells() throws {
    var random = SeededGenerator(seed: 18)
    var countries = try CountryFinder(gazetteer.file, finder.tables)
    var settled = 0
    for point in try points(120) {
      let length = 2 * Int.random(in: 8...16, using: &random)
      let unlike = UInt64(Geohash.bitCount - length)
      let cell = GeohashCell(length: length, first: Geohash(bits: (Geohash(point).bits >> unlike) << unlike))
      guard let common = try countries.countries(of: CellArea(cell)) else { continue }
      settled += 1
      let box = cell.box
      for _ in 0..<12 {
        let inside = try Coordinate(
          latitude: Double.random(in: box.south...box.north, using: &random),
          longitude: Double.random(in: box.west...box.east, using: &random)
        )
        #expect(try countries.countries(at: inside) == common, "\(inside) in a cell of \(length) bits")
      }
    }
    #expect(settled > 40)
  }

  @Test(
    "a point on the coast belongs to the nearest country within twelve nautical miles, one farther out to none"
  )
  func coast() throws {
    func country(_ latitude: Double, _ longitude: Double) throws -> String? {
      let point = try Coordinate(latitude: latitude, longitude: longitude)
      guard let number = try finder.answer(alone: point).country else { return nil }
      return try finder.tables.country(number).code
    }
    #expect(try country(35.1587, 129.1604) == "KR")
    #expect(try country(35.0, 129.2) == "KR")
    #expect(try country(35.0, 129.6) == nil)
    #expect(try country(0, -140) == nil)
    #expect(try country(-16.8, 179.95) == "FJ")
    #expect(try country(-16.8, -179.95) == "FJ")
  }

  @Test(
    "beyond 30 km a point is off the place, in both languages, and has a zone only where it has a country"
  )
  func off() throws {
    var memory = PlaceLookup.Memory()
    let sea = try Coordinate(latitude: 34.742, longitude: 129.05)
    let english = try PlaceLookup(gazetteer, language: .english).whereabouts(of: sea, &memory)
    #expect(english.place == "40 km off Busan")
    #expect(english.country == nil && english.timeZone == nil && english.district == nil)
    memory = PlaceLookup.Memory()
    #expect(try PlaceLookup(gazetteer, language: .korean).whereabouts(of: sea, &memory).place == "부산에서 40 km")
    let desert = try Coordinate(latitude: -25, longitude: 137)
    let there = try PlaceLookup(gazetteer, language: .english).whereabouts(of: desert, &memory)
    #expect(there.place == "283 km off Santa Teresa")
    #expect(there.country == "AU" && there.timeZone == "Australia/Darwin")
  }

  @Test("a part of a town within 3 km is its district")
  func district() throws {
    let lookup = try PlaceLookup(gazetteer, language: .english)
    let camden = try lookup.places(at: Coordinate(latitude: 51.539, longitude: -0.1426))
    #expect(camden.place?.name == "London")
    #expect(camden.district?.name == "Camden Town")
    #expect(camden.country?.code == "GB")
    let seoul = try lookup.places(at: Coordinate(latitude: 37.5665, longitude: 126.978))
    #expect(seoul.place?.name == "Seoul" && seoul.district == nil)
  }
}
