import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog show")
struct ShowCommandTests {
  let catalog: CommandFixture

  init() throws {
    catalog = try CommandFixture([
      HostilePhotos.fullPhoto(), HostilePhotos.brokenPhoto(), SyntheticIndex.photo("photos/nowhere.jpg"),
    ])
  }

  @Test("all that the index knows, a line each")
  func full() throws {
    let run = try catalog("show", "photos/miso/IMG 1.jpg")
    #expect(run.status == 0)
    #expect(run.words.isEmpty)
    #expect(
      run.text == """
        photo       photos/miso/IMG 1.jpg
        known from  the index
        position    -33.858612345, 151.214
        geohash     r3gx2unxm94w
        source      Exif
        altitude    -38.3 m above the sea
        accuracy    give or take 4.1 m
        datum       TOKYO
        fix         V: none, perhaps an old one
        place       The Rocks, Sydney, Australia
        time zone   Australia/Sydney, that of the place
        taken       2016-09-28 18:18:05 -03:30 (offset by the GPS time)
        GPS time    2016-09-28 18:18:05 UTC
        looking     0° N from magnetic north
        speed       12.345 knots
        camera      Apple iPhone 13 mini
        picture     jpeg, 4032 × 3024, orientation 6
        sidecar     a\u{FFFD}
        file        1234 bytes, changed 2023-11-14 22:13:20 UTC
        other       "cat":"Miso","toys":[1,{"a":"b c"}]

        """
    )
  }

  @Test(
    "as much of a date as is known; that of the file's last change is never called taken",
    arguments: [
      ("1987", .original, "taken       1987"), ("1987-06", .original, "taken       1987-06"),
      ("1987-06-15", .digitized, "taken       1987-06-15"),
      ("1987-06-15T14:30", .original, "taken       1987-06-15 14:30, by the clock on the spot"),
      (
        "1987-06-15T14:30:05.25+09:00", .original,
        "taken       1987-06-15 14:30:05.25 +09:00 (offset by IPTC)"
      ),
      ("2021-07-03", .modified, "file changed 2021-07-03"),
      ("2021-07-03T12:00:00", .modified, "file changed 2021-07-03 12:00:00, by the clock on the spot"),
    ] as [(String, TakenSource, String)]
  )
  func taken(_ text: String, _ source: TakenSource, _ expected: String) throws {
    var photo = try SyntheticIndex.photo("a.jpg")
    photo.taken = LenientDateText.read(text.utf8, offsetSource: .iptc)
    photo.takenSource = source
    let lines = try CommandFixture([photo])("show", "a.jpg").lines
    #expect(lines.contains(expected))
    #expect(lines.contains { $0.hasPrefix("taken ") } == (source != .modified))
  }

  @Test("a photo without a position has the reason in its place")
  func unlocated() throws {
    let run = try catalog("show", "photos/nowhere.jpg")
    #expect(run.status == 0)
    #expect(run.lines.contains("position    none"))
    var photo = try SyntheticIndex.photo("a.jpg")
    photo.problem = PhotoProblem("zero position", isUnreadable: false)
    #expect(try CommandFixture([photo])("show", "a.jpg").lines.contains("position    none: zero position"))
  }

  @Test("one that could not be read is 1, as after a scan")
  func unreadable() throws {
    let run = try catalog("show", "photos/broken.jpg", "photos/nowhere.jpg")
    #expect(run.status == 1)
    #expect(run.lines.contains("unreadable  the file is cut off at byte 40"))
    #expect(run.text.contains("\n\nphoto       photos/nowhere.jpg\n"))
  }

  @Test("JSON is an array of the members that the index has")
  func json() throws {
    let run = try catalog("show", "photos/miso/IMG 1.jpg", "photos/nowhere.jpg", "--format", "json")
    let line = String(decoding: try HostilePhotos.fullPhoto().json, as: UTF8.self)
    #expect(run.text.hasPrefix("[\n\(line),\n"))
    #expect(try JSONSerialization.jsonObject(with: Data(run.output)) is [[String: Any]])
  }

  @Test("a photo that is not in the index is read now, and both outputs say so")
  func readNow() throws {
    try catalog.folder.write(SamplePhoto.at(10, 20, taken: "2024:11:23 17:40:00"), to: "new.jpg")
    let run = try catalog("show", "new.jpg")
    #expect(run.status == 0)
    #expect(run.words == "catalog: new.jpg is not in the index: the file was read now\n")
    #expect(
      run.lines.prefix(3) == ["photo       new.jpg", "known from  the file, read now", "position    10, 20"]
    )
    #expect(run.lines.contains("taken       2024-11-23 17:40:00, by the clock on the spot"))
    #expect(try catalog("show", "new.jpg", "--format", "json").text.contains("\"latitude\":10"))
  }

  @Test("without any index photos are read; an index that was named has to be there")
  func withoutIndex() throws {
    let folder = try TemporaryFolder()
    try folder.write(SamplePhoto.at(10, 20), to: "new.jpg")
    let program = CatalogProcess(in: folder.path)
    let run = try program("show", "new.jpg")
    #expect(run.status == 0)
    #expect(run.text.contains("position    10, 20\n"))
    #expect(try program("show", "new.jpg", "--index", "nope.json").status == 66)
  }

  @Test("those that are nowhere are 66, and the others are shown")
  func missing() throws {
    let run = try catalog("show", "nope.jpg", "photos/nowhere.jpg", "nor.jpg")
    #expect(run.status == 66)
    #expect(run.lines.first == "photo       photos/nowhere.jpg")
    #expect(
      run.words
        == "catalog: nope.jpg is neither in the index nor a file\ncatalog: nor.jpg is neither in the index nor a file\n"
    )
    #expect(try catalog("show").status == 64)
  }

  @Test("a file that is no photo, and a folder, are shown with what is wrong")
  func others() throws {
    try catalog.folder.write(Array("cats".utf8), to: "cats.txt")
    try catalog.folder.makeFolder("photos")
    for name in ["cats.txt", "photos"] {
      let run = try catalog("show", name)
      #expect(run.status == 1)
      #expect(run.text.contains("\nunreadable  "))
    }
  }

  @Test("what a file says takes one line and moves nothing on a terminal")
  func hostile() throws {
    var photo = try SyntheticIndex.photo("x.jpg")
    photo.path = FilePathBytes([0x78, 0x1B, 0xFF, 0x0A])
    photo.make = "\u{1B}[2J\nphoto       y.jpg"
    photo.problem = PhotoProblem("\r\u{202E}", isUnreadable: false)
    let catalog = try CommandFixture([photo])
    let name = photo.path.bytes.withUnsafeBytes { CommandLineArguments.text($0) }
    let run = try catalog("show", name)
    #expect(run.status == 0)
    #expect(run.lines.count == 5)
    #expect(!run.output.contains(0x1B))
  }
}
