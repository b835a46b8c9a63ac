import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The program's answers")
struct NearCommandTests {
  let fixture: ProgramFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ProgramFixture()
  }

  /// The paths of an answer in JSON.
  private func paths(_ result: ProcessResult) throws -> [String] {
    try rows(result).compactMap { $0["path"] as? String }
  }

  private func rows(_ result: ProcessResult) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [[String: Any]])
  }

  @Test("a table has the nearest first")
  func table() throws {
    let result = try fixture.catalog("near", "37.5665", "126.978")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(
      result.text == """
        DISTANCE  BEARING   TAKEN             PATH
             0 m    0° N    2024-11-23 17:40  photos/miso.jpg
            80 m   34° NNE  -                 photos/sub/nabi.jpg

        """
    )
  }

  @Test("JSON is an array with distance and bearing, nearest first")
  func json() throws {
    let rows = try rows(fixture.catalog("near", "37.5670", "126.9785", "--format", "json"))
    #expect(rows.compactMap { $0["path"] as? String } == ["photos/sub/nabi.jpg", "photos/miso.jpg"])
    let distances = rows.compactMap { $0["distance"] as? Double }
    #expect(distances == distances.sorted() && distances.count == 2)
    #expect(rows.allSatisfy { (0..<360).contains($0["bearing"] as? Double ?? -1) })
  }

  @Test(
    "negative coordinates are coordinates wherever options are",
    arguments: [
      "near -33.8586 -151.2140 --format json",
      "near --format json -33.8586 -151.2140",
      "near -33.8586 --format json -151.2140",
      "near -33.8586 -151.2140 --radius 500m --format=json",
      "near --radius 500m -33.8586 --format json -151.2140",
      "near --index catalog.json -33.8586 -151.2140 --format json",
      "near --index=catalog.json --limit 0 -33.8586 --radius 1km -151.2140 --format json",
      "near --format json -- -33.8586 -151.2140",
    ]
  )
  func negative(_ line: String) throws {
    let result = try fixture.catalog.run(line.split(separator: " ").map { Array($0.utf8) })
    #expect(result.status == 0, "\(result.errors)")
    #expect(try paths(result) == ["photos/sub/hodu.jpg"])
  }

  @Test("a place is refused only for being off the earth: poles and date line are places")
  func edges() throws {
    for place in [["-90", "0"], ["90", "-180"], ["0", "180"], ["-0", "-.5"], ["+5", "007"]] {
      #expect(try fixture.catalog("near", place[0], place[1], "--radius", "0").status == 0)
    }
  }

  @Test("no hits are no error: nothing on standard output as a table, [] as JSON, and a sentence")
  func noHits() throws {
    let table = try fixture.catalog("near", "0", "0", "--radius", "5km")
    #expect(table.status == 0)
    #expect(table.output.isEmpty)
    #expect(table.errors.hasPrefix("catalog: no photo was taken within 5km of 0, 0."))
    let json = try fixture.catalog("near", "0", "0", "--format", "json")
    #expect(json.status == 0)
    #expect(json.text == "[]\n")
    #expect(json.errors.hasPrefix("catalog: no photo"))
  }

  @Test(
    "where there is no photo, it is said how the nearest one is found, and that finds it",
    arguments: [
      (0.0001, "--radius 12m"), (0.1, "--radius 12km"), (0.5, "--radius 56km"),
      (10, "--nearest 1, 1113 km away"),
      (180, "--nearest 1, 20004 km away"),
    ] as [(Double, String)]
  )
  func nearest(_ longitude: Double, _ advice: String) throws {
    let catalog = try CommandFixture([try SyntheticIndex.photo("photos/far.jpg", 0, longitude)])
    let run = try catalog("near", "0", "0", "--radius", "5m")
    #expect(run.status == 0)
    #expect(
      run.words == "catalog: no photo was taken within 5m of 0, 0. The nearest one is found with \(advice)\n"
    )
    let option = advice.prefix { $0 != "," }.split(separator: " ").map(String.init)
    #expect(try catalog.run(["near", "0", "0", "--format", "paths"] + option).lines.count == 1)
  }

  @Test("a limit gives the nearest, and a line tells how many more there are")
  func limit() throws {
    let one = try fixture.catalog("near", "37.5671", "126.9785", "--limit", "1", "--format", "json")
    #expect(try paths(one) == ["photos/sub/nabi.jpg"])
    #expect(one.errors == "catalog: 1 more within 1km; --limit 0 shows all\n")
    let all = try fixture.catalog("near", "37.5671", "126.9785", "--limit", "0", "--format", "json")
    #expect(try paths(all).count == 2)
    #expect(all.errors.isEmpty)
  }

  @Test("the nearest come however far they are, and with a radius no farther")
  func nearest() throws {
    let far = try fixture.catalog("near", "0", "100", "--nearest", "2", "--format", "json")
    #expect(try paths(far) == ["photos/miso.jpg", "photos/sub/nabi.jpg"])
    #expect(far.errors.isEmpty)
    let many = try fixture.catalog("near", "37.5671", "126.9785", "--nearest", "99", "--format", "json")
    #expect(try paths(many) == ["photos/sub/nabi.jpg", "photos/miso.jpg", "photos/sub/hodu.jpg"])
    let within = try fixture.catalog(
      "near",
      "37.5671",
      "126.9785",
      "--nearest",
      "9",
      "--radius",
      "50m",
      "--format",
      "json"
    )
    #expect(try paths(within) == ["photos/sub/nabi.jpg"])
    #expect(within.errors.isEmpty)
    let none = try fixture.catalog("near", "0", "0", "--nearest", "1", "--radius", "5km")
    #expect(none.status == 0)
    #expect(none.errors.hasPrefix("catalog: no photo was taken within 5km of 0, 0."))
  }

  @Test("where no photo has a position, the nearest are none, and a sentence tells what to do")
  func nearestOfNone() throws {
    try folder.write([], to: "none/empty.txt")
    #expect(try fixture.catalog("scan", "none", "--index", "none.json").status == 0)
    let result = try fixture.catalog("near", "0", "0", "--nearest", "3", "--index", "none.json")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("catalog: no photo in "))
    #expect(result.errors.hasSuffix("has a position. catalog status --problems lists the reasons\n"))
  }

  @Test(
    "the nearest none, fewer than none, or a number given twice are wrong arguments",
    arguments: [
      ("--nearest 0", "--nearest: \u{201C}0\u{201D} is not a number of photos: write 1 or more."),
      ("--nearest -3", "\u{201C}-3\u{201D} is not a number of photos"),
      ("--nearest 5 --limit 5", "--nearest already says how many photos; leave --limit out."),
      ("--nearest 5 --limit 0", "--nearest already says how many photos; leave --limit out."),
      ("--nearest few", "\u{201C}few\u{201D} is not a number of photos"),
      ("--nearest 5 --radius far", "--radius:"),
    ]
  )
  func wrongNearest(_ options: String, _ message: String) throws {
    let arguments = ["near", "0", "0"] + options.split(separator: " ").map(String.init)
    let result = try fixture.catalog.run(arguments.map { Array($0.utf8) })
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("--explain tells in its last line what an answer cost, and help does not mention it")
  func explain() throws {
    let line = /catalog: explain: cells (\d+), lines (\d+), preads (\d+), bytes (\d+)\n/
    for options in [["--radius", "2km"], ["--nearest", "1"], ["--radius", "0", "--limit", "1"]] {
      let arguments = ["near", "37.5", "127", "--explain"] + options
      let result = try fixture.catalog.run(arguments.map { Array($0.utf8) })
      #expect(result.status == 0)
      let match = try #require(result.errors.firstMatch(of: line))
      #expect(match.range.upperBound == result.errors.endIndex)
      #expect(Int(match.output.3).map { $0 > 0 } == true)
    }
    #expect(try !fixture.catalog("near", "--help").text.contains("explain"))
    #expect(try fixture.catalog("near", "--help").text.contains("Show the K nearest photos, however far."))
  }

  @Test("an index that was edited is asked, and standard error says so")
  func fallback() throws {
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    try folder.write(Array(text.replacing("37.5671", with: "39.5671").utf8), to: "catalog.json")
    let result = try fixture.catalog("near", "39.5671", "126.9785", "--format", "json")
    #expect(try paths(result) == ["photos/sub/nabi.jpg"])
    #expect(result.errors.contains("it was changed since the scan, so all of it was read"))
    let export = try fixture.catalog("export", "json")
    #expect(export.status == 0)
    #expect(export.errors.contains("it was changed since the scan"))
  }

  @Test("CATALOG_INDEX names the index, --index wins over it, and an empty one counts for nothing")
  func environment() throws {
    try folder.write(SamplePhoto.at(10, 20), to: "other/a.jpg")
    #expect(try fixture.catalog("scan", "other", "--index", "other.json").status == 0)
    var catalog = fixture.catalog
    catalog.environment["CATALOG_INDEX"] = "other.json"
    #expect(try paths(catalog("near", "10", "20", "--format", "json")) == ["other/a.jpg"])
    #expect(try paths(catalog("near", "10", "20", "--format", "json", "--index", "catalog.json")).isEmpty)
    catalog.environment["CATALOG_INDEX"] = ""
    #expect(try paths(catalog("near", "37.5665", "126.978", "--format", "json")).count == 2)
  }

  @Test("paths can be opened from where the program runs")
  func openable() throws {
    try folder.makeFolder("work")
    for name in ["photos/sub", "photos", "work", "."] {
      let catalog = CatalogProcess(in: folder(name))
      let result = try catalog(
        "near",
        "37.5665",
        "126.978",
        "--index",
        folder("catalog.json").lossyText,
        "--format",
        "json"
      )
      let found = try paths(result)
      #expect(found.count == 2)
      for path in found {
        #expect(try SystemCalls.status(of: folder(name).appending(FilePathBytes(path))).kind == .file)
      }
    }
  }

  @Test("folders and an index whose names are not UTF-8 are taken as arguments")
  func strangeNames() throws {
    let name: [UInt8] = [0x70, 0xFF, 0xC3]
    let index: [UInt8] = [0xFE] + Array(".json".utf8)
    try folder.write(SamplePhoto.at(10, 20), to: FilePathBytes(name + Array("/a.jpg".utf8)))
    let scan = try fixture.catalog.run([Array("scan".utf8), name, Array("--index".utf8), index])
    #expect(scan.status == 0, "\(scan.errors)")
    #expect(try folder.names().contains(FilePathBytes(index)))
    let near = try fixture.catalog.run(
      ["near", "10", "20", "--format", "json", "--index"].map { Array($0.utf8) } + [index]
    )
    let row = try #require(try rows(near).first)
    let bytes = (row["pathBytes"] as? String).flatMap { Data(base64Encoded: $0) }
    #expect(bytes == Data(name + Array("/a.jpg".utf8)))
  }

  @Test("a folder and a file whose names are negative numbers keep their names")
  func negativeNames() throws {
    try folder.write(SamplePhoto.at(10, 20), to: "-2024/a.jpg")
    #expect(try fixture.catalog("scan", "-2024").status == 0)
    #expect(try fixture.catalog("export", "json", "-o", "-1.json").status == 0)
    #expect(try folder.names().contains(FilePathBytes("-1.json")))
  }

  @Test("a scan says what it did on standard error, and nothing on standard output")
  func scan() throws {
    let result = try fixture.catalog("scan")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors == "3 photos in catalog.json: 3 located\n0 read, 3 unchanged\n")
    #expect(try fixture.catalog("scan", "--full").errors.hasSuffix("3 read, 0 unchanged\n"))
  }

  @Test("an export is the index's photos, on standard output or in a file")
  func export() throws {
    let result = try fixture.catalog("export", "json")
    #expect(result.status == 0)
    #expect(try rows(result).count == 3)
    #expect(try fixture.catalog("export", "json", "-o", "cats.json").output.isEmpty)
    #expect(try folder.read("cats.json") == result.output)
  }
}
