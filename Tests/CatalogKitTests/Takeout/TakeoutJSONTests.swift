import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Google Takeout's JSON")
struct TakeoutJSONTests {
  static let good = """
    {
      "title": "IMG_0042.HEIC",
      "description": "\\uD83D\\uDC08 \\"Miso\\"",
      "imageViews": "3",
      "creationTime": {"timestamp": "1777600000", "formatted": "1 May 2026, 01:46:40 UTC"},
      "photoTakenTime": {"timestamp": "1777600000", "formatted": "1 May 2026, 01:46:40 UTC"},
      "geoData": {"latitude": 37.5665, "longitude": 126.978, "altitude": 38.25, "latitudeSpan": 0.0, "longitudeSpan": 0.0},
      "geoDataExif": {"latitude": 1.0, "longitude": 2.0, "altitude": 3.0, "latitudeSpan": 0.0, "longitudeSpan": 0.0},
      "people": [{"name": "A"}], "url": "https://photos.google.com/photo/x", "favorited": true, "trashed": null
    }
    """

  @Test("A file tells its title and the place that Google Photos shows")
  func everything() throws {
    let found = try #require(try read(Self.good))
    #expect(found.title == Array("IMG_0042.HEIC".utf8))
    let position = try found.metadata.position.get()
    #expect(found.metadata.position.rounded == [37.5665, 126.978])
    #expect(position.altitude == 38.25)
    #expect(position.source == .takeout)
    #expect(found.metadata.dates.takeout?.description == "2026-05-01T01:46:40+00:00")
    #expect(found.metadata.gpsTime == nil)
  }

  @Test(
    "When a photo was taken is a number of seconds, as text or not; 0 is none",
    arguments: [
      (#"{"timestamp":"1486157417"}"#, "2017-02-03T21:30:17+00:00"),
      (#"{"timestamp":1486157417}"#, "2017-02-03T21:30:17+00:00"),
      (#"{"timestamp":"-86400"}"#, "1969-12-31T00:00:00+00:00"), (#"{"timestamp":"0"}"#, nil),
      (#"{"timestamp":""}"#, nil),
      (#"{"timestamp":"99999999999999999999"}"#, nil), (#"{"timestamp":"253402300800"}"#, nil),
      (#"{"timestamp":1.5}"#, nil),
      (#"{"timestamp":{"timestamp":"1"}}"#, nil), ("{}", nil), ("null", nil), (#""1486157417""#, nil),
    ] as [(String, String?)]
  )
  func taken(_ time: String, _ expected: String?) throws {
    let found = try read(#"{"title":"IMG.jpg","photoTakenTime":\#(time),"photoTakenTime":{"timestamp":"1"}}"#)
    #expect(try #require(found).metadata.dates.takeout?.description == expected)
  }

  @Test(
    "Where one place is none, the other is asked",
    arguments: [
      (
        "{\"latitude\":0.0,\"longitude\":0.0,\"altitude\":0.0}", "{\"latitude\":-1.5,\"longitude\":2}",
        [-1.5, 2]
      ),
      ("{\"latitude\":91,\"longitude\":0}", "{\"longitude\":2e0,\"latitude\":-15e-1}", [-1.5, 2]),
      ("null", "{\"latitude\":-1.5,\"longitude\":2}", [-1.5, 2]),
      ("{\"latitude\":0,\"longitude\":2}", "{\"latitude\":3,\"longitude\":4}", [0, 2]),
      ("{\"latitude\":\"5\",\"longitude\":6}", "{\"latitude\":3,\"longitude\":4}", [3, 4]),
      ("{\"latitude\":1,\"latitude\":9,\"longitude\":2}", "{}", [1, 2]),
    ]
  )
  func order(shown: String, uploaded: String, expected: [Double]) throws {
    let found = try read("{\"title\":\"a\",\"geoDataExif\":\(uploaded),\"geoData\":\(shown)}")
    #expect(found?.metadata.position.rounded == expected)
  }

  @Test(
    "Without a place the problem is that of the first",
    arguments: [
      ("{\"latitude\":0.0,\"longitude\":-0.0}", PositionProblem.zero), ("{}", .none),
      ("{\"latitude\":1}", .missing(.longitude)),
      ("{\"latitude\":-90.5,\"longitude\":1}", .outOfRange(.latitude, -90.5)),
    ]
  )
  func problems(shown: String, problem: PositionProblem) throws {
    let found = try read(
      "{\"title\":\"a\",\"geoData\":\(shown),\"geoDataExif\":{\"latitude\":0,\"longitude\":0}}"
    )
    #expect(found?.metadata.position.problem == problem)
    let timeOnly = try read("{\"title\":\"a\",\"photoTakenTime\":{}}")
    #expect(timeOnly?.metadata.position.problem == PositionProblem.none)
  }

  @Test(
    "Other JSON is not Takeout's",
    arguments: [
      "{}", "[]", "null", "3", "{\"title\":\"a\"}", "{\"title\":3,\"geoData\":{}}", "[\(good)]",
      "{\"geoData\":{\"latitude\":1,\"longitude\":2}}", "{\"type\":\"FeatureCollection\",\"features\":[]}",
    ]
  )
  func others(text: String) throws {
    #expect(try read(text) == nil)
  }

  @Test(
    "What is not JSON is damage",
    arguments: [
      " ", "{", "{\"title\":\"a\",}", "\(good)x", "{\"title\":\"\u{0}\"}", "{\"geoData\":{\"latitude\":-}}",
      "\0",
    ]
  )
  func damaged(text: String) {
    #expect { try read(text) } throws: { error in
      if case ContainerError.damaged("no JSON", let offset) = error { return offset <= text.utf8.count }
      return false
    }
  }

  @Test("Deep nesting, a megabyte and emptiness are refused")
  func limits() {
    let deep = "{\"title\":" + String(repeating: "[", count: 100_000)
    #expect(throws: ContainerError.self) { try read(deep) }
    #expect(throws: ContainerError.self) { try read(String(repeating: "{\"geoData\":", count: 50_000)) }
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try read("\"" + String(repeating: "a", count: 2 << 20) + "\"")
    }
    #expect(throws: ContainerError.empty) { try read("") }
  }

  @Test("Every prefix of a good file is damage")
  func prefixes() {
    let bytes = Array(Self.good.utf8)
    for count in bytes.indices {
      #expect(throws: ContainerError.self) { try read(Array(bytes[..<count])) }
    }
  }

  @Test("10,000 damaged files are read or refused, and no position is out of range")
  func mutations() {
    var generator = SeededGenerator(seed: 43)
    let good = Array(Self.good.utf8)
    var positions = 0
    for _ in 0..<10_000 {
      var bytes = good
      bytes.mutate(using: &generator)
      guard let found = try? read(bytes), case .success(let position) = found.metadata.position else {
        continue
      }
      positions += 1
      #expect((-90.0...90).contains(position.coordinate.latitude))
      #expect((-180.0...180).contains(position.coordinate.longitude))
    }
    #expect(positions > 0)
  }

  private func read(_ text: String) throws(ContainerError) -> TakeoutJSON? {
    try read(Array(text.utf8))
  }

  private func read(_ bytes: [UInt8]) throws(ContainerError) -> TakeoutJSON? {
    try TakeoutJSON.read(ByteReader(ByteSource(bytes)))
  }
}
