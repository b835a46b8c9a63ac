import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoLine")
struct PhotoLineTests {
  private func decode(_ text: String) throws -> Photo {
    try Array(text.utf8).withUnsafeBytes { try PhotoLine.decode($0) }
  }

  private func again(_ photo: Photo) throws -> Photo {
    try photo.json.withUnsafeBytes { try PhotoLine.decode($0) }
  }

  /// A photo of which everything is known.
  private func fullPhoto() throws -> Photo {
    var photo = try SyntheticIndex.photo("photos/a.jpg", -33.858612345, 151.2140)
    photo.position?.altitude = -38.25
    photo.position?.accuracy = 4.125
    photo.position?.datum = "TOKYO"
    photo.position?.status = "V"
    photo.position?.method = "GPS"
    let day = try #require(CalendarDate(year: 2016, month: 9, day: 28))
    photo.taken = LocalTime(
      date: day,
      secondOfDay: 65_885,
      fraction: LocalTime.Fraction("250".utf8),
      offset: LocalTime.Offset(minutes: -210, source: .gps)
    )
    photo.takenSource = .digitized
    photo.gpsTime = Timestamp(seconds: 1_475_086_685, nanoseconds: 120_000_000)
    photo.heading = Heading(degrees: 359.5, reference: .magneticNorth)
    photo.speed = Speed(value: 12.345, unit: .knots)
    photo.make = "Brand \"X\" \\ Co\n"
    photo.model = "고양이 7\u{7F}"
    photo.lens = "EF50mm"
    photo.tags = ["street \"cats\"", "cats/나비"]
    photo.title = "A\tB"
    photo.description = "Nabi\nsleeps"
    photo.rating = -1
    photo.orientation = 6
    photo.pixelSize = PixelSize(width: 4032, height: 3024)
    photo.format = .jpeg
    photo.problem = PhotoProblem("cut off", isUnreadable: true)
    photo.unknownFields = Array(#","cat":"Miso","toys":[1,{"a":"b c"}]"#.utf8)
    return photo
  }

  @Test("a photo with every field comes back as it was")
  func roundTrip() throws {
    let photo = try fullPhoto()
    #expect(try again(photo) == photo)
    #expect(try again(photo).json == photo.json)
  }

  @Test("a line has its fields in one order and spelling")
  func spelling() throws {
    let expected = #"""
      {"geohash":"r3gx2u9pd9v8","path":"photos/a.jpg","latitude":-33.858612345,"longitude":151.214,\#
      "altitude":-38.25,"accuracy":4.125,"datum":"TOKYO","status":"V","source":"exif","method":"GPS",\#
      "taken":"2016-09-28T18:18:05.250-03:30","takenSource":"digitized","offsetSource":"gps",\#
      "gpsTime":"2016-09-28T18:18:05.120000000Z",\#
      "heading":359.5,"headingReference":"magnetic","speed":12.345,"speedUnit":"knots",\#
      "make":"Brand \"X\" \\ Co\u000a","model":"고양이 7\u007f","lens":"EF50mm","orientation":6,"width":4032,"height":3024,\#
      "tags":["street \"cats\"","cats/나비"],"title":"A\u0009B","description":"Nabi\u000asleeps","rating":-1,\#
      "format":"jpeg","size":1234,"modified":"2023-11-14T22:13:20.000000005Z",\#
      "problem":"cut off","unreadable":true,"cat":"Miso","toys":[1,{"a":"b c"}]}
      """#
    let line = String(decoding: try fullPhoto().json, as: UTF8.self)
    let fields = { (text: String) in String(text.drop { $0 != "," }) }
    #expect(fields(line) == fields(expected))
    let coordinate = try #require(try fullPhoto().position?.coordinate)
    #expect(line.hasPrefix("{\"geohash\":\"\(Geohash(coordinate))\","))
  }

  @Test("a photo of which little is known leaves out what is not")
  func sparse() throws {
    var photo = try SyntheticIndex.photo("a.jpg")
    #expect(try again(photo) == photo)
    #expect(
      String(decoding: photo.json, as: UTF8.self)
        == #"{"geohash":null,"path":"a.jpg","size":1234,"modified":"2023-11-14T22:13:20.000000005Z","problem":"no position"}"#
    )
    photo.problem = nil
    photo.taken = LocalTime(date: try #require(CalendarDate(year: 1999, month: 1, day: 2)), secondOfDay: 0)
    photo.heading = Heading(degrees: 0, reference: nil)
    photo.speed = Speed(value: 0, unit: nil)
    #expect(try again(photo) == photo)
  }

  @Test("fields may come in any order and with any blanks")
  func anyOrder() throws {
    let photo = try decode(
      "{ \"longitude\" : 1.26978e2 ,\n\t\"size\": 7, \"path\":\"a\\u002ejpg\" , \"latitude\":37.5665 }"
    )
    #expect(photo.path == FilePathBytes("a.jpg"))
    #expect(photo.size == 7)
    #expect(photo.position?.coordinate == (try Coordinate(latitude: 37.5665, longitude: 126.978)))
    #expect(photo.position?.source == nil)
  }

  @Test(
    "a date comes back with as much as is known of it, whoever wrote it",
    arguments: [
      ("1987", "1987"), ("1987-06", "1987-06"), ("1987-06-15", "1987-06-15"),
      ("1987-06-15T14:30", "1987-06-15T14:30"),
      ("1987-06-15T14:30:05.25+09:00", "1987-06-15T14:30:05.25+09:00"),
      ("1987-06-15T14:30:05Z", "1987-06-15T14:30:05+00:00"), ("1987:06:15 14:30:05", "1987-06-15T14:30:05"),
      ("last summer", nil),
    ] as [(String, String?)]
  )
  func taken(_ text: String, _ expected: String?) throws {
    let photo = try decode(#"{"path":"a","taken":"\#(text)","takenSource":"modified","offsetSource":"iptc"}"#)
    #expect(photo.taken?.description == expected)
    #expect(photo.takenSource == (expected == nil ? nil : .modified))
    #expect(photo.taken?.offset.map { $0.source == .iptc } ?? true)
    #expect(try again(photo) == photo)
  }

  @Test("where coordinate and geohash disagree, the coordinate is right")
  func editedCoordinate() throws {
    let photo = try decode(#"{"geohash":"000000000000","path":"a","latitude":37.5,"longitude":127}"#)
    #expect(photo.position?.coordinate == (try Coordinate(latitude: 37.5, longitude: 127)))
    #expect(!photo.json.starts(with: Array("{\"geohash\":\"000000000000\"".utf8)))
  }

  @Test("decimals beyond those of a line are rounded when it is read, so that it can be written again")
  func decimals() throws {
    let photo = try decode(
      #"{"path":"a","latitude":1.0000000004,"longitude":2,"altitude":38.2504,"accuracy":0.0004}"#
    )
    #expect(photo.position?.altitude == 38.25)
    #expect(photo.position?.accuracy == 0)
    #expect(try again(photo) == photo)
  }

  @Test("fields that are not known are kept in their order and without blanks between their parts")
  func unknownFields() throws {
    let photo = try decode(
      #"{"x" : [ 1 , { "a b" : "c  \" d" } ], "path":"a", "cat": "Mi so" , "age":-1.50e+2, "t":true}"#
    )
    #expect(
      String(decoding: photo.unknownFields, as: UTF8.self)
        == #","x":[1,{"a b":"c  \" d"}],"cat":"Mi so","age":-1.50e+2,"t":true"#
    )
    #expect(try again(photo).unknownFields == photo.unknownFields)
  }

  @Test("a field that is not known is kept when its value is null")
  func unknownNull() throws {
    let photo = try decode(#"{"path":"a","cat":null,"age":3}"#)
    #expect(String(decoding: photo.unknownFields, as: UTF8.self) == #","cat":null,"age":3"#)
  }

  @Test("a known field that is null is a field that is missing")
  func knownNull() throws {
    let photo = try decode(#"{"geohash":null,"path":"a","latitude":null,"longitude":null,"make":null}"#)
    #expect(photo.position == nil)
    #expect(photo.make == nil)
  }

  @Test(
    "a name that is not UTF-8 keeps its bytes beside a printable name",
    arguments: [[0xFF], [0x61, 0xC3, 0x2F, 0xA9], Array("a\n".utf8) + [0x80]] as [[UInt8]]
  )
  func pathBytes(_ bytes: [UInt8]) throws {
    var photo = try SyntheticIndex.photo("x", 1, 2)
    photo.path = FilePathBytes(bytes)
    #expect(try again(photo) == photo)
    let text = String(decoding: photo.json, as: UTF8.self)
    #expect(text.contains("\"pathBytes\":\""))
    #expect(try FoundPhoto(photo).coordinate() == photo.position?.coordinate)
  }

  @Test("a name that is UTF-8 has no second spelling, whatever is in it")
  func textPath() throws {
    for name in ["a\"b\\c.jpg", "line\nbreak\u{1}.jpg", "e\u{301}.jpg", "\u{FFFD}.jpg", "🐈/\u{2028}.jpg"] {
      let photo = try SyntheticIndex.photo(name, 1, 2)
      #expect(try again(photo).path.bytes == Array(name.utf8))
      #expect(!String(decoding: photo.json, as: UTF8.self).contains("pathBytes"))
      #expect(!photo.json.contains(UInt8(ascii: "\n")))
    }
  }

  @Test(
    "a photo that cannot be is not read",
    arguments: [
      "{}", "[]", #"{"path":""}"#, #"{"path":"a","latitude":1}"#, #"{"path":"a","longitude":1}"#,
      #"{"path":"a","latitude":91,"longitude":1}"#, #"{"path":"a","latitude":1,"longitude":"2"}"#,
      #"{"path":"a"} x"#, #"{"path":7}"#, #"{"path":"a",}"#, #"{"path":"\u0000a"}"#,
      #"{"path":"a","pathBytes":""}"#,
    ]
  )
  func impossible(_ text: String) {
    #expect(throws: JSONError.self) { try decode(text) }
  }

  @Test("every prefix of a line is refused")
  func prefixes() throws {
    let line = try fullPhoto().json
    for count in 0..<line.count {
      #expect(throws: JSONError.self) {
        try Array(line.prefix(count)).withUnsafeBytes { try PhotoLine.decode($0) }
      }
    }
  }
}
