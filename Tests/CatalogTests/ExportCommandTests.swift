import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog export")
struct ExportCommandTests {
  let catalog: CommandFixture
  private let exact = "catalog: positions are exact; --blur 1km hides where an animal sleeps\n"

  init() throws {
    catalog = try CommandFixture(SyntheticIndex.small())
  }

  @Test("every format is written, to standard output and to a file alike", arguments: ExportFormat.formats)
  func formats(_ format: OutputFormat) throws {
    let file = catalog.folder("out").lossyText
    let run = try catalog("export", format.rawValue)
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    let written = try catalog("export", format.rawValue, "-o", file)
    #expect(written.status == 0 && written.output.isEmpty)
    // A page on standard output has absolute links.
    if format != .html { #expect(try catalog.folder.read("out") == run.output) }
    #expect(run.words == written.words)
  }

  @Test(
    "a new file has the permissions that new files have, and an old one keeps its own",
    arguments: [("000", 0o666), ("022", 0o644), ("027", 0o640), ("077", 0o600)] as [(String, mode_t)]
  )
  func mode(_ mask: String, _ mode: mode_t) throws {
    try catalog.folder.write([1], to: "old")
    try catalog.folder.setMode(0o604, of: "old")
    for name in ["new", "old"] {
      let script = #"umask "$1" && cd "$2" && exec "$3" export json -o "$4""#
      let arguments =
        ["-c", script, "sh", mask].map { Array($0.utf8) }
        + [catalog.folder.path.bytes, CatalogProcess.program.bytes, Array(name.utf8)]
      #expect(try ChildProcess.run(FilePathBytes("/bin/sh"), arguments).status == 0)
    }
    #expect(try catalog.folder.status("new").mode == mode)
    #expect(try catalog.folder.status("old").mode == 0o604)
  }

  @Test(
    "below the exact level hidden photos are left out, and an export stops with 65 where nobody knows which they are"
  )
  func hidden() throws {
    func count(_ words: String...) throws -> Int {
      try catalog.run(["export", "jsonl"] + words).output.count { $0 == UInt8(ascii: "\n") }
    }
    let all = try count("--blur", "1km")
    try catalog.folder.makeFolder(".catalog")
    let index = catalog.folder("catalog.json")
    let photo = try #require(try SyntheticIndex.small().first)
    let entry = HiddenPhotos.Entry(path: photo.path, size: 1, modified: photo.modified, head: nil)
    try HiddenPhotos.write([entry], beside: index)
    #expect(try count("--blur", "1km") == all - 1)
    #expect(try count("--blur", "1km", "--anonymous") == all - 1)
    #expect(try count() == all)
    try catalog.folder.write([1, 2, 3], to: ".catalog/hidden.jsonl")
    let run = try catalog("export", "csv", "--blur", "1km")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.words.contains("hidden.jsonl is damaged"))
    #expect(try count() == all)
  }

  @Test("a message warns of exact positions once, coarse ones and no positions are not")
  func exactness() throws {
    for format in ["json", "jsonl", "csv", "geojson"] {
      #expect(try catalog("export", format).words == exact)
    }
    #expect(try catalog("export", "html", "--pictures", "none").words == exact)
    #expect(try catalog("export", "paths").words.isEmpty)
    #expect(try catalog("export", "json", "--unlocated").words.isEmpty)
    #expect(try catalog("export", "csv", "--columns", "path,taken").words.isEmpty)
    #expect(try catalog("export", "csv", "--columns", "path,geohash").words == exact)
    for format in ["json", "csv"] {
      #expect(try catalog("export", format, "--blur", "1km").words.isEmpty)
    }
    #expect(try catalog("export", "html", "--blur", "1km", "--pictures", "none").words.isEmpty)
  }

  @Test("CSV of blurred photos says how far off they may be, and has no column for what blurring takes away")
  func blurredColumns() throws {
    func lines(_ arguments: String...) throws -> [String] {
      try catalog.run(["export", "csv", "--blur", "1km"] + arguments).text.components(separatedBy: "\r\n")
    }
    let table = try lines()
    #expect(
      table.first == "path,latitude,longitude,uncertainty,taken,takenSource,tags,format,width,height,problem"
    )
    #expect(table.contains { $0.hasPrefix("photos/miso.jpg,37.") && $0.contains(",71") })
    #expect(try lines("--columns", "path,altitude").first == "path,altitude")
  }

  @Test(
    "Blurred photos have the tags below cats or the names that are asked for, and are not chosen by camera"
  )
  func blurredWords() throws {
    #expect(try catalog("export", "jsonl", "--public-tags", "cats").status == 64)
    #expect(try catalog("export", "jsonl", "--blur", "1km", "--camera", "apple").status == 64)
    #expect(try catalog("export", "jsonl", "--blur", "1km", "--public-tags", "trees").status == 0)
  }

  @Test("GPX and KML leave photos without a position out, and say how many", arguments: ["gpx", "kml"])
  func leftOut(_ format: String) throws {
    let left = "catalog: 2 photos without a position left out: \(format) cannot hold them\n"
    #expect(try catalog("export", format).words == left + exact)
    #expect(try catalog("export", format, "--blur", "1km").words == left)
    #expect(try catalog("export", format, "--located").words == exact)
  }

  @Test("blurred positions are all in the middle of a cell; anonymous ones have no names, in no format")
  func blurred() throws {
    let run = try catalog("export", "jsonl", "--blur", "2km")
    #expect(run.status == 0)
    #expect(!run.text.contains("37.5665"))
    #expect(run.text.contains("\"path\":\"photos/miso.jpg\""))
    for format in ExportFormat.formats {
      let text = try catalog("export", format.rawValue, "--blur", "2km", "--anonymous").text
      #expect(!text.contains("miso") && !text.contains(catalog.folder.path.lossyText))
      // What is packed is looked at where archives are tested.
      #expect(text.contains("photo-00000") || format == .html || format == .kmz)
    }
  }

  @Test("paths are those of the index, or absolute")
  func paths() throws {
    #expect(try catalog("export", "paths", "--sort", "path").lines.first == "photos/broken.jpg")
    let folder = try SystemCalls.resolve(catalog.folder.path).lossyText
    #expect(
      try catalog("export", "paths", "--absolute").lines.allSatisfy { $0.hasPrefix("\(folder)/photos/") }
    )
    #expect(try catalog("export", "paths", "--print0").output.split(separator: 0).count == 5)
  }

  @Test("without an order the photos come in that of the index; a limit takes the first")
  func order() throws {
    let all = try catalog("export", "jsonl").lines
    #expect(try catalog("export", "jsonl", "--limit", "2").lines == Array(all.prefix(2)))
    #expect(try catalog("export", "jsonl", "--sort", "path").lines.sorted() == all.sorted())
    #expect(try catalog("export", "jsonl", "--limit", "0").lines == all)
    #expect(
      try catalog("export", "jsonl", "--blur", "1km", "--limit", "1", "--sort", "path").lines.count == 1
    )
  }

  @Test("a page has its title and its map")
  func page() throws {
    let tiles = "https://tiles.example/{z}/{x}/{y}.png"
    let run = try catalog(
      "export",
      "html",
      "--title",
      "Cats <of> us",
      "--tiles",
      tiles,
      "--attribution",
      "© somebody"
    )
    #expect(run.status == 0)
    #expect(run.text.contains("https://tiles.example"))
    #expect(run.text.contains("© somebody"))
    #expect(run.text.contains("Cats ") && !run.text.contains("<of>"))
  }

  @Test(
    "options that are wrong, or belong to another format, are 64 and write nothing",
    arguments: [
      ["kml", "--columns", "path"], ["csv", "--columns", "cat"], ["json", "--title", "x"],
      ["csv", "--tiles", "x"],
      ["json", "--print0"], ["json", "--anonymous"], ["html", "--tiles", "https://a/{z}/{x}/{y}.png"],
      ["html", "--tiles", "https://a/", "--attribution", "x"], ["html", "--attribution", "x"],
      ["json", "--blur", "0"],
      ["json", "--blur", "far"], ["json", "--blur", "2000km"], ["json", "--reverse"], ["table"],
    ]
  )
  func refused(_ options: [String]) throws {
    let file = catalog.folder("out").lossyText
    let run = try catalog.run(["export"] + options + ["-o", file])
    #expect(run.status == 64)
    #expect(try catalog.folder.names() == [FilePathBytes("catalog.json")])
    #expect(run.words.hasPrefix("catalog: "))
  }
}
