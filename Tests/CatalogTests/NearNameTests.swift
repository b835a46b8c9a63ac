import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Places by name in near and list")
struct NearNameTests {
  private var fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture([
      SyntheticIndex.photo("photos/miso.jpg", 37.5665, 126.978),
      SyntheticIndex.photo("photos/suwon.jpg", 37.2871, 127.0119),
      SyntheticIndex.photo("photos/camden.jpg", 51.539, -0.1426),
      SyntheticIndex.photo("photos/arezzo.jpg", 43.4664, 11.8838),
      SyntheticIndex.photo("photos/sea.jpg", 34.742, 129.05),
      SyntheticIndex.photo("photos/sydney.jpg", -33.8586, 151.214),
      SyntheticIndex.photo("photos/nowhere.jpg"),
    ])
  }

  private func paths(_ words: [String]) throws -> CommandRun {
    try fixture.run(words + ["--format", "paths"])
  }

  @Test("near a name looks as far as its inhabitants say, and says which place that is")
  func near() throws {
    let run = try paths(["near", "Seoul"])
    #expect(run.lines == ["photos/miso.jpg"])
    #expect(run.words == "catalog: around Seoul, South Korea (10,349,312 inhabitants)\n")
    #expect(try paths(["near", "서울"]).lines == ["photos/miso.jpg"])
    #expect(
      try paths(["near", "Seoul", "--radius", "40km"]).lines == ["photos/miso.jpg", "photos/suwon.jpg"]
    )
    #expect(try paths(["near", "Seoul", "--nearest", "2"]).lines.count == 2)
    #expect(try paths(["near", "Seoul", "--quiet"]).words.isEmpty)
    let none = try paths(["near", "Paris,", "Texas"])
    #expect(none.status == 0)
    #expect(none.words.contains("no photo was taken within 2km of 33.66094, -95.55551"))
  }

  @Test("the radius is six metres times the root of the inhabitants, from 2 to 20 km")
  func radius() throws {
    let gazetteer = try SamplePlaces.gazetteer()
    for (name, metres) in [("Seoul", 19_000.0), ("Shanghai", 20_000), ("Arezzo", 2_000), ("Suwon", 6_700)] {
      #expect(try gazetteer.find(PlaceName(name)).place.radius == metres, "\(name)")
    }
  }

  @Test(
    "a name that is also a geohash is the place that has exactly that name, and a line says so; a prefix forces either"
  )
  func geohashNames() throws {
    let name = try paths(["near", "sydney"])
    #expect(name.lines == ["photos/sydney.jpg"])
    #expect(name.words.contains("catalog: sydney is also a geohash: geohash:sydney is that\n"))
    #expect(try paths(["near", "place:sydney"]).lines == ["photos/sydney.jpg"])
    #expect(try !paths(["near", "place:sydney"]).words.contains("geohash"))
    #expect(try paths(["near", "geohash:sydney"]).lines.isEmpty)
    // No place is called so.
    #expect(try paths(["near", "wydmqq"]).words.hasPrefix("catalog: around the centre of geohash wydmqq"))
  }

  @Test("a runner-up comes with a line that says how to say it")
  func runnerUp() throws {
    #expect(try paths(["near", "Birmingham"]).words.contains("say “Birmingham, United States”"))
    #expect(try paths(["near", "Italy"]).words.contains("Italy is also a country: catalog list --in IT"))
  }

  @Test("a radius that was typed behind a name is explained, and so is a place that is written wrongly")
  func advice() throws {
    let run = try paths(["near", "Seoul", "500m"])
    #expect(run.status == 64)
    #expect(run.words.contains("did you mean --radius 500m?"))
    let wrong = try paths(["near", "37.5", "126.9", "north"])
    #expect(wrong.status == 64)
    #expect(!wrong.words.contains("Did you mean"))
    #expect(try paths(["near", "100 Mile House"]).words.contains("around 100 Mile House"))
  }

  @Test(
    "--in takes photos of a country, a state, a place or a district",
    arguments: [
      ("KR", ["photos/miso.jpg", "photos/suwon.jpg"]), ("대한민국", ["photos/miso.jpg", "photos/suwon.jpg"]),
      ("Italy", ["photos/arezzo.jpg"]), ("Arezzo", ["photos/arezzo.jpg"]),
      ("place:Arezzo", ["photos/arezzo.jpg"]),
      ("Camden Town", ["photos/camden.jpg"]), ("place:London", ["photos/camden.jpg"]),
      ("Greater London", ["photos/camden.jpg"]), ("New South Wales", ["photos/sydney.jpg"]),
      ("place:Busan", []), ("Iceland", []),
    ]
  )
  func area(_ name: String, _ wanted: [String]) throws {
    let run = try paths(["list", "--in", name])
    #expect(run.status == 0, "\(run.words)")
    #expect(run.lines == wanted)
    if wanted.isEmpty { #expect(run.words.contains("no photo matches --in \(name)")) }
    #expect(try fixture.run(["list", "--in", name, "--count", "-q"]).text == "\(wanted.count)\n")
  }

  @Test("--in narrows near, export and tags too, and says what else it could mean")
  func areaElsewhere() throws {
    #expect(
      try paths(["near", "Seoul", "--radius", "40km", "--in", "place:Suwon"]).lines == ["photos/suwon.jpg"]
    )
    #expect(try fixture.run(["export", "paths", "--in", "Italy", "-q"]).lines == ["photos/arezzo.jpg"])
    #expect(try fixture.run(["tags", "--in", "Italy"]).status == 0)
    #expect(
      try paths(["list", "--in", "Georgia"]).words.contains(
        "--in is the country Georgia; the state Georgia, United States is Georgia, US"
      )
    )
    let unknown = try paths(["list", "--in", "Itally"])
    #expect(unknown.status == 64)
    #expect(try paths(["list", "--in", " "]).status == 64)
    #expect(try paths(["list", "--in", String(repeating: "x", count: 1 << 20)]).status == 64)
  }

  @Test("with --blur a photo is where the middle of its cell is, for --in and for the columns")
  func blurred() throws {
    let columns = ["--columns", "place,country", "--blur", "1000km", "-q"]
    let exported = try fixture.run(["export", "csv", "--in", "IT"] + columns)
    let all = try fixture.run(["export", "csv"] + columns)
    // The cell's centre of Arezzo's photo lies where that cell's lies: what is reported agrees with itself.
    #expect(exported.lines.dropFirst().allSatisfy { $0.hasSuffix(",IT") })
    #expect(exported.lines.count - 1 == all.lines.count { $0.hasSuffix(",IT\r") || $0.hasSuffix(",IT") })
  }

  @Test("columns name place, district, country and time zone, in every format that has fields")
  func columns() throws {
    let run = try fixture.run([
      "list", "--in", "GB", "--columns", "path,place,district,country,timeZone", "--format", "csv",
    ])
    #expect(
      run.text
        == "path,place,district,country,timeZone\r\nphotos/camden.jpg,London,Camden Town,GB,Europe/London\r\n"
    )
    let json = try fixture.run(["list", "--in", "GB", "--places", "--format", "jsonl"])
    #expect(
      json.text.hasPrefix(
        #"{"place":"London","district":"Camden Town","country":"GB","timeZone":"Europe/London","geohash":"#
      )
    )
    let map = try fixture.run(["list", "--in", "GB", "--places", "--format", "geojson"])
    #expect(map.text.contains(#""properties":{"place":"London","district":"Camden Town","country":"GB","#))
    #expect(
      try fixture.run(["list", "--in", "GB", "--places", "--format", "gpx"]).text.contains(
        "<desc>Camden Town, London, GB, time zone Europe/London</desc>"
      )
    )
    #expect(
      try fixture.run(["list", "--in", "GB", "--places", "--format", "kml"]).text.contains(
        #"<Data name="district"><value>Camden Town</value></Data>"#
      )
    )
    #expect(
      try fixture.run(["near", "Seoul", "--places"]).lines.first?.split(separator: " ").joined(separator: " ")
        == "DISTANCE BEARING TAKEN PLACE COUNTRY PATH"
    )
    #expect(
      try fixture.run(["list", "--columns", "path,place", "--format", "json", "--path", "*sea*"]).text
        .contains("40 km off Busan")
    )
  }

  @Test("a photo without a position has no place")
  func unlocated() throws {
    let run = try fixture.run(["list", "--columns", "path,place,timeZone", "--format", "json", "--unlocated"])
    #expect(run.text.contains(#"{"path":"photos/nowhere.jpg","place":null,"timeZone":null}"#))
  }

  @Test("a table follows the terminal's language, formats for programs are English unless they ask")
  func language() throws {
    var korean = fixture
    korean.environment["LANG"] = "ko_KR.UTF-8"
    let columns = ["--columns", "place", "--path", "*miso*"]
    #expect(try korean.run(["list"] + columns).lines == ["PLACE", "서울"])
    #expect(try korean.run(["list", "--format", "csv"] + columns).text == "place\r\nSeoul\r\n")
    #expect(
      try korean.run(["list", "--format", "csv", "--language", "ko"] + columns).text == "place\r\n서울\r\n"
    )
    #expect(try korean.run(["list", "--language", "en"] + columns).lines == ["PLACE", "Seoul"])
    #expect(try korean.run(["near", "Seoul", "--format", "paths"]).words.contains("around 서울, 대한민국"))
  }

  @Test("what goes with --places and what does not")
  func refused() throws {
    for words in [
      ["list", "--places", "--format", "paths"], ["list", "--places", "--columns", "path"],
      ["list", "--places", "--count"], ["export", "html", "--places"], ["list", "--places", "--open"],
    ] { #expect(try fixture.run(words).status == 64, "\(words)") }
  }

  @Test("status counts by country and town where it is asked to")
  func status() throws {
    let text = try fixture.run(["status", "--places"]).text
    #expect(text.contains("countries  2 South Korea\n"))
    #expect(text.contains("1 London, United Kingdom\n"))
    // The photo at sea is in none.
    #expect(!text.contains("Busan"))
    #expect(try !fixture.run(["status"]).text.contains("South Korea"))
    let json = try fixture.run(["status", "--places", "--format", "json"]).text
    #expect(json.contains(#""countries":{"Australia":1,"Italy":1,"South Korea":2,"United Kingdom":1}"#))
    #expect(json.contains(#""Arezzo, Italy":1"#))
    #expect(try !fixture.run(["status", "--format", "json"]).text.contains("countries"))
    #expect(try fixture.run(["status", "--places", "--language", "ko"]).text.contains("2 대한민국"))
  }

  @Test("show says which place a photo is in and that place's time zone, and invents no offset")
  func show() throws {
    let text = try fixture.run(["show", "photos/camden.jpg"]).text
    #expect(
      text.contains(
        "place       Camden Town, London, United Kingdom\ntime zone   Europe/London, that of the place\n"
      )
    )
    #expect(try !fixture.run(["show", "photos/nowhere.jpg"]).text.contains("time zone"))
    #expect(try !fixture.run(["show", "photos/sea.jpg"]).text.contains("time zone"))
    #expect(try !fixture.run(["show", "photos/camden.jpg", "--format", "json"]).text.contains("timeZone"))
    var without = fixture
    without.environment["CATALOG_PLACES"] = "/nonexistent"
    let run = try without.run(["show", "photos/camden.jpg"])
    #expect(run.status == 0)
    #expect(run.words.isEmpty)
    #expect(!run.text.contains("time zone"))
  }

  @Test("without the file of names questions by name are 66, and all others work")
  func noFile() throws {
    var without = fixture
    without.environment["CATALOG_PLACES"] = "/nonexistent/places"
    for words in [
      ["near", "Seoul"], ["list", "--in", "KR"], ["list", "--places"], ["list", "--columns", "place"],
      ["status", "--places"], ["export", "json", "--places"],
    ] {
      let run = try without.run(words)
      #expect(run.status == 66, "\(words)")
      #expect(run.words.contains("names of places are not known"))
    }
    #expect(
      try without.run(["near", "37.5665", "126.978", "--format", "paths"]).lines == ["photos/miso.jpg"]
    )
    #expect(try without.run(["near", "37.5", "126.9", "north"]).status == 64)
    #expect(try without.run(["status"]).status == 0)
  }

  @Test("a gazetteer that is damaged where only some answers need it is an error of those")
  func damaged() throws {
    var other = fixture
    var bytes = GazetteerBuilder.small.bytes()
    let entry = 20 + 16 * GazetteerFile.Section.places.rawValue
    let offset = bytes[entry..<(entry + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
    bytes[offset + 9] ^= 1
    try other.folder.write(bytes, to: "damaged")
    other.environment["CATALOG_PLACES"] = other.folder("damaged").lossyText
    for words in [
      ["list", "--columns", "place"], ["near", "Catford"], ["list", "--in", "place:Catford"],
      ["status", "--places"],
    ] {
      let run = try other.run(words)
      #expect(run.status == 65, "\(words) \(run.words)")
      #expect(run.words.contains("is damaged"))
    }
  }
}
