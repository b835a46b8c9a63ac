import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("The forms of an answer")
struct OutputFormatTests {
  let catalog: CommandFixture
  /// Photos around one place with names that programs could choke on, and one without a position.
  let names: [FilePathBytes]

  init() throws {
    var photos = try HostilePhotos.photos()
    for number in photos.indices {
      photos[number].position = Position(
        try Coordinate(latitude: 37.5 + Double(number) * 1e-5, longitude: 127),
        source: .exif
      )
    }
    names = photos.map(\.path)
    catalog = try CommandFixture(photos + [SyntheticIndex.photo("nowhere.jpg")])
  }

  private func near(_ arguments: String...) throws -> CommandRun {
    try catalog.run(["near", "37.5", "127", "--limit", "0"] + arguments)
  }

  @Test("every form is written for every name, by near and list", arguments: AnswerFormat.formats)
  func all(_ format: OutputFormat) throws {
    for run in [try near("--format", format.rawValue), try catalog("list", "--format", format.rawValue)] {
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
    }
  }

  @Test("a table is one line a photo, and moves nothing on a terminal")
  func table() throws {
    let run = try near()
    #expect(run.lines.count == names.count + 1)
    let controls = run.output.filter { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }
    #expect(controls.isEmpty)
    #expect(!run.text.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "paths with a NUL behind each are the names, byte for byte",
    arguments: [["--print0"], ["--print0", "--format", "paths"]]
  )
  func print0(_ options: [String]) throws {
    let run = try catalog.run(["near", "37.5", "127", "--limit", "0"] + options)
    #expect(run.output.last == 0)
    // No name begins with a hyphen, so that no program takes it for an option.
    let expected = names.map { $0.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + $0.bytes : $0.bytes }
    #expect(Set(run.output.split(separator: 0).map(Array.init)) == Set(expected))
    let listed = try catalog.run(["list"] + options)
    #expect(listed.output.split(separator: 0).count == names.count + 1)
  }

  @Test("paths have a line break behind each; on a terminal they are escaped")
  func paths() throws {
    let raw = try near("--format", "paths")
    #expect(raw.output.contains(0x1B))
    var terminal = catalog
    terminal.width = 80
    let shown = try terminal.run(["near", "37.5", "127", "--limit", "0", "--format", "paths"])
    #expect(!shown.output.contains(0x1B))
    #expect(shown.lines.count == names.count)
    #expect(try terminal.run(["near", "37.5", "127", "--limit", "0", "--print0"]).output.contains(0x1B))
  }

  @Test("a table is cut to the terminal, and whole in a pipe")
  func width() throws {
    var terminal = catalog
    terminal.width = 60
    for line in try terminal("list", "--columns", "size,path").lines { #expect(CellWidth.of(line) <= 60) }
    #expect(try !catalog("list", "--columns", "size,path").text.contains("…"))
  }

  @Test("JSON and JSON lines hold the same objects, distance and bearing before the members of the index")
  func json() throws {
    let json = try near("--format", "json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [[String: Any]])
    #expect(rows.count == names.count)
    let distances = rows.compactMap { $0["distance"] as? Double }
    #expect(distances == distances.sorted() && distances.count == rows.count)
    #expect(rows.allSatisfy { (0..<360).contains($0["bearing"] as? Double ?? -1) })
    let lines = try near("--format", "jsonl").lines
    #expect(json.lines.dropFirst().dropLast().map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 } == lines)
    #expect(lines[0].hasPrefix(#"{"distance":0,"bearing":0,"geohash":"wy"#))
  }

  @Test("CSV has the columns that were named; without names, those of the question first")
  func csv() throws {
    #expect(try near("--format", "csv").text.hasPrefix("distance,bearing,path,latitude,"))
    #expect(try catalog("list", "--format", "csv").text.hasPrefix("path,latitude,"))
    let run = try near("--format", "csv", "--columns", "bearing, size,path")
    #expect(run.text.hasPrefix("bearing,size,path\r\n0,1234,"))
    #expect(try near("--columns", "size,path").lines.first == "SIZE  PATH")
  }

  @Test("a column that is not known is refused with the names of those that are")
  func unknownColumn() throws {
    for command in [["near", "1", "2"], ["list"]] {
      let run = try catalog.run(command + ["--columns", "path,cat"])
      #expect(run.status == 64)
      #expect(run.words.contains("--columns: there is no column “cat”: the columns are distance, bearing,"))
    }
  }

  @Test("GPX and KML say how many photos they have no room for")
  func leftOut() throws {
    for format in ["gpx", "kml"] {
      let list = try catalog("list", "--format", format)
      #expect(list.words == "catalog: 1 photo without a position left out: \(format) cannot hold it\n")
      #expect(try near("--format", format).words.isEmpty)
    }
  }

  @Test("distances in a table are in miles where that is asked")
  func units() throws {
    let run = try catalog("near", "37.6", "127", "--radius", "20km", "--nearest", "1", "--units", "imperial")
    #expect(run.lines.last?.contains(" mi  ") == true)
  }

  @Test(
    "options that do not go together are 64",
    arguments: [
      ["--print0", "--format", "json"], ["--format", "kml", "--columns", "path"],
      ["--format", "csv", "--units", "metric"], ["--units", "leagues"], ["--open", "--output", "x"],
      ["--columns", ""],
    ]
  )
  func refused(_ options: [String]) throws {
    for command in [["near", "1", "2"], ["list"]] {
      let run = try catalog.run(command + options)
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
    }
  }

  @Test("xargs opens every photo, whatever its name")
  func xargs() throws {
    let fixture = try ProgramFixture()
    for path in HostilePhotos.paths where !path.bytes.contains(FilePathBytes.slash) {
      let name = FilePathBytes("photos").appending(path)
      try fixture.folder.write(
        SamplePhoto.at(37.5665, 126.978),
        to: FilePathBytes(name.bytes + Array(".jpg".utf8))
      )
    }
    #expect(try fixture.catalog("scan", "photos").status == 0)
    let near = "\"$2\" near 37.5665 126.978 --limit 0 --print0"
    let script = "cd \"$1\" && \(near) | xargs -0 -n 1 sh -c 'cat -- \"$1\" >/dev/null && echo opened' sh"
    let opened = try ChildProcess.run(
      FilePathBytes("/bin/sh"),
      ["-c", script, "sh"].map { Array($0.utf8) } + [fixture.folder.path.bytes, CatalogProcess.program.bytes]
    )
    #expect(opened.errors.isEmpty)
    // And the two cats that are there anyway.
    let names = HostilePhotos.paths.filter { !$0.bytes.contains(FilePathBytes.slash) }
    #expect(opened.text == String(repeating: "opened\n", count: names.count + 2))
  }
}
