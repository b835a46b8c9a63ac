import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Where near asks")
struct NearPlaceTests {
  /// Two cats in Seoul and one without a place.
  let near: CommandFixture

  init() throws {
    near = try CommandFixture([
      SyntheticIndex.photo("photos/miso.jpg", 37.5665, 126.978),
      SyntheticIndex.photo("photos/nabi.jpg", 37.5671, 126.9785),
      SyntheticIndex.photo("photos/nowhere.jpg"),
    ])
  }

  private func paths(_ words: [String]) throws -> CommandRun {
    try near.run(["near"] + words + ["--format", "paths"])
  }

  @Test(
    "every notation of a place finds the photos around it",
    arguments: [
      ["37.5665", "126.9780"], ["37.5665,126.9780"], ["37.5665,", "126.9780"], ["37°33′59.4″N 126°58′40.8″E"],
      ["37°33'59.4\"N", "126°58'40.8\"E"], ["geo:37.5665,126.978"], ["wydm9qy"], ["8Q98HX8H+JF"],
      ["https://www.openstreetmap.org/?mlat=37.5665&mlon=126.9780"],
      ["https://map.kakao.com/link/map/37.5665,126.978"],
    ]
  )
  func notations(_ words: [String]) throws {
    let run = try paths(words)
    #expect(run.status == 0, "\(run.words)")
    #expect(run.lines.sorted() == ["photos/miso.jpg", "photos/nabi.jpg"])
  }

  @Test("a message says what words leave open: the centre of an area, the place in a link")
  func explained() throws {
    #expect(try paths(["37.5665", "126.9780"]).words.isEmpty)
    #expect(
      try paths(["wydm9qy"]).words == "catalog: around the centre of geohash wydm9qy, 120 m × 150 m\n"
    )
    #expect(
      try paths(["8Q98HX8H+JF"]).words.hasPrefix("catalog: around the centre of Plus Code 8Q98HX8H+JF, ")
    )
    #expect(
      try paths(["geo:37.5665,126.978;u=35"]).words == "catalog: around 37.5665, 126.978, give or take 35 m\n"
    )
    #expect(
      try paths(["https://map.kakao.com/link/map/37.5665,126.978"]).words
        == "catalog: around 37.5665, 126.978 from a link to Kakao\n"
    )
  }

  @Test(
    "what is no place is explained, and is 64",
    arguments: [
      (["Seoull"], "Did you mean Seoul, South Korea"),
      (["126.978", "37.5665"], "did you mean 37.5665, 126.978?"),
      (["37.5"], "only one of latitude and longitude"), ([], "a place is missing"),
      (["1", "2", "--photo", "a.jpg"], "give a place or --photo, not both"),
    ] as [([String], String)]
  )
  func refused(_ words: [String], _ sentence: String) throws {
    let run = try paths(words)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.words.contains(sentence))
  }

  // MARK: A photo

  @Test(
    "around a photo of the index, whose file need not be there, named from the working folder or from that of the index",
    arguments: [
      ("photos/miso.jpg", "."), ("./photos/../photos/miso.jpg", "."), ("miso.jpg", "photos"),
      ("../photos/miso.jpg", "work"),
      ("photos/miso.jpg", "work"),
    ]
  )
  func indexed(_ name: String, _ place: String) throws {
    try near.folder.makeFolder("photos")
    try near.folder.makeFolder("work")
    let run = try near.run(["near", "--photo", name, "--format", "jsonl"], in: place)
    #expect(run.words == "catalog: around 37.5665, 126.978, where \(name) was taken\n")
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("nabi.jpg") == true)
  }

  @Test("a photo that is not in the index is read now, with the files beside it")
  func readNow() throws {
    try near.folder.write(SamplePhoto.at(37.567, 126.9785), to: "new.jpg")
    #expect(
      try paths(["--photo", "new.jpg", "--nearest", "1"]).lines == ["photos/nabi.jpg"]
    )
    try near.folder.write(SamplePhoto.unlocated(), to: "side.jpg")
    try near.folder.write(Array(XMPSample.good.utf8), to: "side.xmp")
    #expect(
      try paths(["--photo", "side.jpg", "--nearest", "1"]).lines == ["photos/miso.jpg"]
    )
  }

  @Test("a photo without a position is 65 with the reason, one that is nowhere 66")
  func withoutPosition() throws {
    let indexed = try paths(["--photo", "photos/nowhere.jpg"])
    #expect(indexed.status == 65)
    #expect(
      indexed.words == "catalog: photos/nowhere.jpg has no position. Name another photo, or a place\n"
    )
    try near.folder.write(SamplePhoto.broken, to: "broken.jpg")
    let broken = try paths(["--photo", "broken.jpg"])
    #expect(broken.status == 65)
    #expect(broken.words.hasPrefix("catalog: broken.jpg has no position: the file is cut off at byte 40."))
    let missing = try paths(["--photo", "nope.jpg"])
    #expect(missing.status == 66)
    #expect(missing.words == "catalog: nope.jpg is neither in the index nor a file\n")
  }

  @Test("a photo whose name is no text can be asked for")
  func strangeName() throws {
    let name: [UInt8] = [0x61, 0xFF, 0x2E, 0x6A, 0x70, 0x67]
    try near.folder.write(SamplePhoto.at(37.5665, 126.978), to: FilePathBytes(name))
    let argument = name.withUnsafeBytes { CommandLineArguments.text($0) }
    #expect(try paths(["--photo", argument]).lines.count == 2)
  }
}
