import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog extract and merge")
struct ExtractMergeTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<40 {
      try folder.write(
        SamplePhoto.at(Double(number % 7) * 10 + 1, Double(number), padding: number),
        to: "photos/\(number % 3)/\(number).jpg"
      )
    }
    try folder.write(Array(XMPSample.good.utf8), to: "photos/1/1.jpg.xmp")
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    #expect(try run("scan", "photos").status == 1)
  }

  private func run(_ arguments: String...) throws -> ProcessResult { try run(arguments) }

  private func run(_ arguments: [String]) throws -> ProcessResult {
    try CatalogProcess(in: folder.path).run(arguments.map { Array($0.utf8) })
  }

  /// Extracts photos by their names into a part.
  private func extract(_ names: [String], to part: String, _ options: String = "") throws {
    try folder.write(Array(names.map { $0 + "\n" }.joined().utf8), to: "names")
    let result = try OtherProgram.shell(
      "\"$0\" extract \(options) <names >'\(part)'",
      CatalogProcess.program.lossyText,
      in: folder.path
    )
    #expect(result.status == 0, "\(result.errors)")
  }

  private var names: [String] { (0..<40).map { "photos/\($0 % 3)/\($0).jpg" } + ["photos/broken.jpg"] }

  private func written() throws -> String {
    "\(try IndexFile(path: folder("catalog.json")).header().written)"
  }

  @Test(
    "the index is byte for byte that of a scan, whatever the parts, their order and repetitions",
    arguments: [1, 2, 8]
  )
  func sameBytes(_ count: Int) throws {
    var random = SeededGenerator(seed: 5)
    let shuffled = names.shuffled(using: &random)
    var parts: [String] = []
    for part in 0..<count {
      let own = shuffled.enumerated().filter { $0.offset % count == part }.map(\.element)
      try extract(own + own.prefix(2), to: "part \(part)")
      parts.append("part \(part)")
    }
    let merge = try run(
      ["merge"] + parts.reversed() + [
        parts[0], "-o", "merged.json", "--scanned", "photos", "--written", written(),
      ]
    )
    #expect(merge.status == 0 && merge.errors.contains("41 photos in merged.json: 40 located"))
    #expect(try folder.read("merged.json") == folder.read("catalog.json"))
    #expect(try folder.names().filter { $0.lossyText.hasSuffix(".tmp") }.isEmpty)
  }

  @Test(
    "lines come in the order of the names: with -0, as JSON lines, relative to a base, and for what cannot be read"
  )
  func notations() throws {
    try extract(["0/3.jpg", "0/missing.jpg", "0"], to: "part", "--base photos")
    let lines = String(decoding: try folder.read("part"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 5 && lines[0].contains("\"base\":{\"path\":\"\(folder("photos"))\"}"))
    #expect(lines[0].hasSuffix(",\"counted\":true}") && lines[4] == "{\"lines\":3}")
    #expect(lines[1].contains("\"path\":\"0/3.jpg\"") && lines[1].contains("\"latitude\":31"))
    #expect(lines[2].contains("\"path\":\"0/missing.jpg\"") && lines[2].contains("\"unreadable\":true"))
    #expect(lines[3].contains("\"unreadable\":true"))
    try folder.write(SamplePhoto.at(1, 2), to: "odd\nname {.jpg")
    let bytes = Base64.encode(Array("odd\nname {.jpg".utf8))
    try extract(
      ["{\"path\":\"odd\\nname {.jpg\"}", "{\"pathBytes\":\"\(String(decoding: bytes, as: UTF8.self))\"}"],
      to: "part"
    )
    let odd = String(decoding: try folder.read("part"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(odd.count == 3 && odd.dropLast().allSatisfy { $0.contains("\"latitude\":1,") })
    try folder.write(Array("odd\nname {.jpg\0photos/0/0.jpg".utf8), to: "names")
    let result = try OtherProgram.shell(
      "\"$0\" extract -0 <names",
      CatalogProcess.program.lossyText,
      in: folder.path
    )
    #expect(result.text.split(separator: "\n").count == 4)
    try folder.write(Array("{\"name\":1}\n".utf8), to: "names")
    #expect(
      try OtherProgram.shell("\"$0\" extract <names", CatalogProcess.program.lossyText, in: folder.path)
        .status == 65
    )
  }

  @Test(
    "indexes of other folders get the paths of this one, and members written by hand are those of all lines"
  )
  func indexes() throws {
    let photo = try SyntheticIndex.photo("a.jpg", 1, 2)
    var (older, newer) = (photo, photo)
    older.unknownFields = Array(",\"cat\":\"Nabi\",\"only\":1".utf8)
    newer.unknownFields = Array(",\"cat\":\"Miso\"".utf8)
    newer.modified = Timestamp(seconds: photo.modified.seconds + 1, nanoseconds: 0)
    try folder.makeFolder("phone")
    try SyntheticIndex.write([older], to: folder("phone/one.json"))
    try SyntheticIndex.write([newer], to: folder("phone/two.json"))
    var results: Set<[UInt8]> = []
    for order in [
      ["phone/one.json", "phone/two.json"], ["phone/two.json", "phone/one.json", "phone/one.json"],
    ] {
      #expect(try run(["merge"] + order + ["-o", "all.json", "--written", written()]).status == 0)
      results.insert(try folder.read("all.json"))
    }
    #expect(results.count == 1)
    let text = String(decoding: try folder.read("all.json"), as: UTF8.self)
    #expect(text.contains("\"path\":\"phone/a.jpg\"") && text.contains(",\"cat\":\"Miso\",\"only\":1}"))
    #expect(try run("verify", "--index", "all.json").status == 0)
  }

  @Test(
    "what somebody wrote into the heads of indexes, and where drives were, is in the merged one whatever their order"
  )
  func heads() throws {
    try folder.makeFolder("phone")
    func write(_ name: String, _ seconds: Int, _ members: [(String, String)], mounts: [String]?) throws {
      var header = SyntheticIndex.header
      header.written = Timestamp(seconds: header.written.seconds + seconds, nanoseconds: 0)
      header.mounts = mounts.map { $0.map { FilePathBytes($0) } }
      header.absent = header.mounts ?? []
      header.unknownMembers = members.map { IndexHeader.Member(name: Array($0.utf8), value: Array($1.utf8)) }
      try SyntheticIndex.write([try SyntheticIndex.photo("a.jpg", 1, 2)], to: folder(name), header: header)
    }
    try write("phone/old.json", 0, [("keeper", "\"Kim\""), ("only", "[1,2]")], mounts: ["drive"])
    try write("new.json", 1, [("keeper", "\"Lee\"")], mounts: ["stick"])
    try write("same.json", 1, [("keeper", "\"Han\"")], mounts: [])
    var heads: Set<String> = []
    for order in [
      ["phone/old.json", "new.json", "same.json"], ["same.json", "new.json", "phone/old.json", "new.json"],
    ] {
      #expect(try run(["merge"] + order + ["-o", "all.json", "--written", written()]).status == 0)
      let text = String(decoding: try folder.read("all.json"), as: UTF8.self)
      heads.insert(text.components(separatedBy: "\"photos\":")[0])
    }
    let head = try #require(heads.first)
    #expect(heads.count == 1)
    for line in [
      "\"mounts\":[\"phone/drive\",\"stick\"]", "\"absent\":[\"phone/drive\",\"stick\"]",
      "\"keeper\":\"Lee\"", "\"only\":[1,2]",
    ] { #expect(head.contains(line), "\(line)") }
    // Two heads that would read the same without their quotes.
    try write("one.json", 3, [("a", "12")], mounts: [])
    try write("two.json", 3, [("a1", "2")], mounts: [])
    heads = []
    for order in [["one.json", "two.json"], ["two.json", "one.json"]] {
      #expect(try run(["merge"] + order + ["-o", "all.json", "--written", written()]).status == 0)
      let text = String(decoding: try folder.read("all.json"), as: UTF8.self)
      heads.insert(text.components(separatedBy: "\"photos\":")[0])
    }
    #expect(heads.count == 1)
    // What one of them does not know, as a part never does, is not known of all.
    try extract(["photos/0/0.jpg"], to: "part")
    #expect(try run("merge", "new.json", "part", "-o", "all.json").status == 0)
    #expect(!String(decoding: try folder.read("all.json"), as: UTF8.self).contains("\"mounts\""))
    #expect(try run("merge", "new.json", "part", "--scanned", "photos", "-o", "all.json").status == 0)
    #expect(String(decoding: try folder.read("all.json"), as: UTF8.self).contains("\"mounts\":[\"stick\"]"))
    try write("unknown.json", 2, [], mounts: nil)
    #expect(try run("merge", "unknown.json", "new.json", "--scanned", "photos", "-o", "all.json").status == 0)
    let text = String(decoding: try folder.read("all.json"), as: UTF8.self)
    #expect(
      !text.contains("\"mounts\"") && text.contains("\"scanned\":[\"photos\"]")
        && text.contains("\"keeper\":\"Lee\"")
    )
  }

  @Test("an older extractor's lines say so, and missing ones stay missing")
  func olderAndMissing() throws {
    var header = SyntheticIndex.header
    header.reader = 2
    var gone = try SyntheticIndex.photo("gone.jpg", 1, 2)
    gone.missing = SyntheticIndex.written
    try SyntheticIndex.write(
      [try SyntheticIndex.photo("a.jpg", 1, 2)],
      to: folder("old.json"),
      header: header
    )
    try SyntheticIndex.write([gone], to: folder("new.json"))
    #expect(try run("merge", "old.json", "new.json", "-o", "all.json").status == 0)
    let text = String(decoding: try folder.read("all.json"), as: UTF8.self)
    #expect(text.contains("\"reader\":2}") && text.contains("\"missing\":\"20"))
    #expect(try run("list", "--index", "all.json", "--count").text == "1\n")
  }

  @Test(
    "a part that is cut off, empty, from a newer version or no part at all is an error that names it, and the output stays"
  )
  func wrongParts() throws {
    try extract(names, to: "part")
    let whole = try folder.read("part")
    try folder.write(Array("old".utf8), to: "all.json")
    let newer = String(decoding: whole, as: UTF8.self).replacing("\"version\":1", with: "\"version\":9")
    let lines = whole.split(separator: UInt8(ascii: "\n"))
    func part(_ lines: some Sequence<ArraySlice<UInt8>>) -> [UInt8] {
      Array(lines.joined(separator: [10])) + [10]
    }
    for bytes in [
      // No end, a photo less than it says, one more behind it.
      part(lines.dropLast()), part([lines[0]] + lines.dropFirst(2)), part(lines + [lines[1]]),
      part([lines[0]]),
      Array(whole.dropLast(1)), Array(whole.dropLast(40)), [], Array("{}\n".utf8), Array(newer.utf8),
      whole + Array("{\"path\":1}\n".utf8),
    ] {
      try folder.write(bytes, to: "bad")
      let result = try run("merge", "part", "bad", "-o", "all.json")
      #expect(result.status == 65 && result.errors.contains("bad"), "\(result.errors)")
      #expect(try folder.read("all.json") == Array("old".utf8))
    }
    #expect(try run("merge", "none", "-o", "all.json").status == 66)
    #expect(try run("merge", "part").status == 64)
  }

  @Test("many buckets give the same index as one")
  func buckets() throws {
    var photos: [Photo] = []
    for number in 0..<5000 {
      photos.append(try SyntheticIndex.photo("photos/\(number).jpg", Double(number % 90), 7))
    }
    let index = folder("large.json")
    try SyntheticIndex.write(photos, to: index)
    for size in [0, 40 * PartMerge.bucketSize] {
      let merge = PartMerge(into: folder.path, size: size, temporary: index)
      try merge.add(IndexFile(path: index))
      try merge.add(IndexFile(path: index))
      let builder = try IndexBuilder(replacing: folder("merged.json"))
      #expect(try merge.save(builder, SyntheticIndex.header).photos == 5000)
      #expect(try folder.read("merged.json") == folder.read("large.json"))
    }
  }
}
