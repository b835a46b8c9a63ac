import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Exit codes", .timeLimit(.minutes(5)))
struct ExitCodeTests {
  let fixture: ProgramFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ProgramFixture()
  }

  /// Runs the program in the folder of the photos.
  private func run(_ arguments: [String], output: ChildProcess.Output = .captured) throws -> ProcessResult {
    var catalog = fixture.catalog
    catalog.output = output
    let result = try catalog.run(arguments.map { Array($0.utf8) })
    #expect(result.output.isEmpty || result.status == 0)
    return result
  }

  @Test(
    "help and version are data, and no error",
    arguments: ["--help", "--version", "help", "scan --help", "near -h"]
  )
  func help(_ line: String) throws {
    let result = try run(line.split(separator: " ").map { String($0) })
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
    #expect(result.errors.isEmpty)
  }

  @Test("the version is a number alone")
  func version() throws {
    #expect(try run(["--version"]).text == "0.1.0\n")
  }

  @Test(
    "wrong arguments are 64, with what would be right on standard error",
    arguments: [
      ["near"], ["near", "37"], ["near", "91", "0"], ["near", "-91", "0"], ["near", "0", "181"],
      ["near", "nan", "0"], ["near", "1e1", "0"], ["near", "1", "2", "3"],
      ["near", "1", "2", "--radius", "5parsec"],
      ["near", "1", "2", "--radius", "-5"], ["near", "1", "2", "--radius", ""],
      ["near", "1", "2", "--limit", "-1"],
      ["near", "1", "2", "--limit", "x"], ["near", "1", "2", "--format", "xml"], ["export"],
      ["export", "xml"],
      ["bogus"], ["scan", "photos", "--jobs", "0"], ["scan", "photos", "--jobs", "-1"], ["scan", "--bogus"],
      ["near", "1", "2", "--index"],
    ]
  )
  func usage(_ arguments: [String]) throws {
    let result = try run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("catalog: "))
  }

  @Test("a missing folder and a file in its place are 66, by name")
  func missingFolder() throws {
    let missing = try run(["scan", "nope"])
    #expect(missing.status == 66)
    #expect(
      missing.errors
        == "catalog: there is no folder nope. Name the folder that holds your photos: catalog scan FOLDER\n"
    )
    let file = try run(["scan", "photos/miso.jpg"])
    #expect(file.status == 66)
    #expect(file.errors.contains("photos/miso.jpg is not a folder"))
  }

  @Test(
    "a missing index is 66, with the command that makes one",
    arguments: [["near", "1", "2"], ["export", "json"]]
  )
  func missingIndex(_ arguments: [String]) throws {
    let result = try run(arguments + ["--index", "nope.json"])
    #expect(result.status == 66)
    #expect(result.errors == "catalog: there is no index at nope.json. Make one with: catalog scan FOLDER\n")
    #expect(try run(["scan", "--index", "nope.json"]).status == 66)
  }

  @Test(
    "an index that is damaged, or another file, is 65 for every command",
    arguments: ["", "{\"catalog\":", "cats", "{}"]
  )
  func damaged(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "catalog.json")
    for arguments in [["near", "1", "2"], ["scan", "photos"], ["export", "json"]] {
      var catalog = fixture.catalog
      catalog.environment = ["LC_ALL": "C"]
      let result = try catalog.run(arguments.map { Array($0.utf8) })
      #expect(result.status == 65)
      #expect(result.errors.contains("catalog.json is "))
    }
  }

  @Test("a newer index is 65 and says what to do")
  func newer() throws {
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    try folder.write(Array(text.replacing("\"version\":1", with: "\"version\":7").utf8), to: "catalog.json")
    for arguments in [["near", "1", "2"], ["scan", "photos"]] {
      let result = try run(arguments)
      #expect(result.status == 65)
      #expect(result.errors.contains("(index version 7; this one reads up to 1). Upgrade catalog"))
    }
  }

  @Test("an index that cannot be made is 73")
  func cannotCreate() throws {
    #expect(try run(["scan", "photos", "--index", "nope/catalog.json"]).status == 73)
    #expect(try run(["scan", "photos", "--index", "photos"]).status == 73)
    #expect(try run(["export", "json", "-o", "photos"]).status == 73)
  }

  @Test("a file that cannot be made in a missing folder is 73, for an export too")
  func exportIntoMissingFolder() throws {
    #expect(try run(["export", "json", "-o", "nope/cats.json"]).status == 73)
  }

  @Test("a folder in the place of an index that is read is no index: 65")
  func folderAsIndex() throws {
    #expect(try run(["near", "1", "2", "--index", "photos"]).status == 65)
  }

  @Test("the index as an export's file is 64")
  func exportOntoIndex() throws {
    #expect(try run(["export", "json", "-o", "catalog.json"]).status == 64)
  }

  @Test(
    "a full disk is 74",
    .enabled(if: access("/dev/full", W_OK) == 0, "this system has no /dev/full"),
    arguments: [
      ["export", "json"], ["near", "37.5665", "126.978"], ["--help"], ["export", "json", "-o", "/dev/full"],
    ]
  )
  func fullDisk(_ arguments: [String]) throws {
    let result = try run(arguments, output: .file("/dev/full"))
    #expect(result.status == 74)
    #expect(result.errors.contains("No space left on device"))
  }

  @Test("another scan that holds the index is 75, and is named")
  func locked() throws {
    let lock = try FileLock(protecting: folder("catalog.json"), since: SyntheticIndex.written)
    let result = try run(["scan", "photos"])
    #expect(result.status == 75)
    #expect(result.errors.contains("process \(getpid()) on "))
    #expect(try run(["near", "1", "2"]).status == 0)
    withExtendedLifetime(lock) {}
  }

  @Test("a photo that cannot be read is 1, and a message names it")
  func broken() throws {
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    let result = try run(["scan", "photos"])
    #expect(result.status == 1)
    #expect(result.errors.contains("catalog: photos/broken.jpg: "))
    #expect(
      result.errors.contains("4 photos in catalog.json: 3 located, 1 unreadable\n1 read, 3 unchanged\n")
    )
  }

  @Test("a scanned folder that is not there is 1 when that is new, 0 when it was said before")
  func kept() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "stick/a.jpg")
    #expect(try run(["scan", "stick"]).status == 0)
    try folder.move("stick", to: "away")
    for status: Int32 in [1, 0] {
      let result = try run(["scan"])
      #expect(result.status == status)
      #expect(result.errors.contains("1 record kept: no photo was found in stick."))
      #expect(result.errors.contains("catalog forget "))
    }
    #expect(try run(["scan", "stick"]).status == 66)
    try folder.move("away", to: "stick")
    #expect(try run(["scan"]).status == 0)
    try folder.move("stick", to: "away")
    #expect(try run(["scan"]).status == 1)
  }

  @Test("photos that could not be read before are 0, in one line")
  func knownProblems() throws {
    for number in 0..<7 { try folder.write(SamplePhoto.broken, to: "photos/broken \(number).jpg") }
    #expect(try run(["scan"]).status == 1)
    let again = try run(["scan"])
    #expect(again.status == 0)
    #expect(again.errors.contains("7 photos could not be read, as before"))
    #expect(!again.errors.contains("broken 3"))
    try folder.write(SamplePhoto.broken, to: "photos/broken 8.jpg")
    let other = try run(["scan"])
    #expect(other.status == 1)
    #expect(other.errors.contains("photos/broken 8.jpg") && !other.errors.contains("broken 3"))
  }

  @Test("a reader that has had enough ends the program quietly")
  func closedPipe() throws {
    for arguments in [["export", "json"], ["near", "37.5665", "126.978"]] {
      let result = try run(arguments, output: .closedPipe)
      #expect(result.errors.isEmpty)
      #expect(result.signal == SIGPIPE || result.status == 74)
    }
  }

  @Test("a reader that has had enough ends the program quietly where its signal is ignored")
  func ignoredSignal() throws {
    let script = #"trap "" PIPE; cd "$1" && exec "$2" export json"#
    let arguments =
      ["-c", script, "sh"].map { Array($0.utf8) } + [folder.path.bytes, CatalogProcess.program.bytes]
    let result = try ChildProcess.run(FilePathBytes("/bin/sh"), arguments, output: .closedPipe)
    #expect(result.errors.isEmpty)
    #expect(result.status == 74)
  }
}
