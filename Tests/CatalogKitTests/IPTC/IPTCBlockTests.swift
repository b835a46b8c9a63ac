import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IPTC blocks")
struct IPTCBlockTests {
  private static let good = IPTCBuilder().utf8().dataset(2, 0, [0, 2]).dataset(2, 5, "Nabi on the wall")
    .keyword("cats").keyword("Nabi").dataset(2, 120, "She \u{2019}sleeps").dataset(2, 55, "19870615")
    .dataset(2, 60, "143005+0200").dataset(2, 62, "20210703").dataset(2, 63, "120000+0000")

  @Test("Keywords, title, caption and both dates are read")
  func everything() throws {
    let (found, damage) = try Self.good.read()
    #expect(damage == nil)
    #expect(found.words.tags.joined == ["cats", "Nabi"])
    #expect(found.words.title == "Nabi on the wall")
    #expect(found.words.description == "She \u{2019}sleeps")
    #expect(found.dates.original?.description == "1987-06-15T14:30:05+02:00")
    #expect(found.dates.original?.offset?.source == .iptc)
    #expect(found.dates.digitized?.description == "2021-07-03T12:00:00+00:00")
  }

  @Test(
    "Text is UTF-8 where 1:90 says so or the bytes are valid UTF-8, else Latin-1",
    arguments: [
      (true, Array("Café".utf8), "Café"), (false, Array("Café".utf8), "Café"),
      (false, [0x43, 0x61, 0x66, 0xE9], "Café"), (true, [0x43, 0x61, 0x66, 0xE9], "Caf\u{FFFD}"),
      (false, Array("나비".utf8), "나비"),
    ] as [(Bool, [UInt8], String)]
  )
  func characters(isStated: Bool, bytes: [UInt8], text: String) throws {
    let block = (isStated ? IPTCBuilder().utf8() : IPTCBuilder()).dataset(2, 25, bytes).dataset(2, 5, bytes)
    let words = try block.read().metadata.words
    #expect(words.tags.joined == [text])
    #expect(words.title == text)
  }

  @Test("1:90 counts wherever it is, and another character set is none")
  func characterSet() throws {
    #expect(
      try IPTCBuilder().dataset(2, 25, [0x61, 0xE9]).utf8().read().metadata.words.tags.joined == ["a\u{FFFD}"]
    )
    let latin = IPTCBuilder().dataset(1, 90, [0x1B, 0x2E, 0x41]).dataset(2, 25, [0x61, 0xE9])
    #expect(try latin.read().metadata.words.tags.joined == ["aé"])
  }

  @Test(
    "A date says what is known",
    arguments: [
      ("19870000", "143005+0200", "1987"), ("19870600", "143005+0200", "1987-06"),
      ("19870615", "", "1987-06-15"),
      ("19870615", "000000+0000", "1987-06-15T00:00:00+00:00"), ("19870615", "143005", "1987-06-15T14:30:05"),
      ("1987-06-15", "14:30:05-05:00", "1987-06-15T14:30:05-05:00"),
      ("19870615", "143005-0330", "1987-06-15T14:30:05-03:30"),
      ("00000000", "143005+0200", nil), ("19871315", "", nil), ("", "143005", nil), ("19870615", "noon", nil),
    ] as [(String, String, String?)]
  )
  func dates(_ day: String, _ time: String, _ expected: String?) throws {
    var block = IPTCBuilder().dataset(2, 55, day)
    if !time.isEmpty { block = block.dataset(2, 60, time) }
    #expect(try block.read().metadata.dates.original?.description == expected)
  }

  @Test("The first title counts, and keywords of blanks alone are none")
  func repeated() throws {
    let words = try IPTCBuilder().dataset(2, 5, "A").dataset(2, 5, "B").keyword("  ").keyword(" cat ").read()
      .metadata.words
    #expect(words.title == "A")
    #expect(words.tags.joined == ["cat"])
  }

  @Test("A block whose words of four bytes were turned is read")
  func turned() throws {
    var bytes = Self.good.bytes
    bytes += [UInt8](repeating: 0, count: 4 - bytes.count % 4)
    var turned: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 4) { turned += bytes[start..<(start + 4)].reversed() }
    let (found, damage) = try IPTCBuilder().raw(turned).read()
    #expect(damage == nil)
    #expect(found.words.tags.joined == ["cats", "Nabi"])
  }

  @Test("Datasets with extended lengths are read")
  func extended() throws {
    let long = [UInt8](repeating: 0x61, count: 300)
    let block = IPTCBuilder().extended(2, 25, width: 4, length: 300, long).extended(
      2,
      5,
      width: 2,
      length: 3,
      Array("cat".utf8)
    )
    .extended(2, 120, width: 0, length: 0, []).keyword("after")
    let (found, damage) = try block.read()
    #expect(damage == nil)
    #expect(found.words.tags.joined == [String(repeating: "a", count: 300), "after"])
    #expect(found.words.title == "cat")
    #expect(found.words.description == nil)
  }

  @Test("A dataset of 2 GB is damage, and what came before it is read", arguments: [2, 4])
  func huge(width: Int) throws {
    let length = width == 4 ? 2 << 30 : 0xFFFF
    let block = IPTCBuilder().keyword("cat").extended(2, 120, width: width, length: length, [0x61])
    let (found, damage) = try block.read()
    #expect(found.words.tags.joined == ["cat"])
    #expect(damage == .damaged("an IPTC dataset of \(length) bytes, longer than its block,", offset: 8))
  }

  @Test("A length of more than four bytes is damage")
  func wideLength() throws {
    let block = IPTCBuilder().keyword("cat").extended(2, 120, width: 8, length: 1, [0x61])
    #expect(try block.read().damage == .damaged("an IPTC dataset without a length", offset: 8))
    let longest = IPTCBuilder().raw([0x1C, 2, 25, 0xFF, 0xFF, 1, 2])
    #expect(try longest.read().damage == .damaged("an IPTC dataset without a length", offset: 0))
  }

  @Test("Padding ends a block, anything else between its datasets is damage")
  func between() throws {
    #expect(try IPTCBuilder().keyword("cat").raw([0, 0, 0]).read().damage == nil)
    let (found, damage) = try IPTCBuilder().keyword("cat").raw([0, 1]).keyword("dog").read()
    #expect(found.words.tags.joined == ["cat"])
    #expect(damage == .damaged("no IPTC dataset", offset: 8))
  }

  @Test("A keyword of a megabyte and a million keywords are bounded and named")
  func tooMuch() throws {
    let long = IPTCBuilder().extended(
      2,
      25,
      width: 4,
      length: 1_000_000,
      [UInt8](repeating: 0x61, count: 1_000_000)
    ).keyword("cat")
    let words = try long.read().metadata.words
    #expect(words.tags.joined == ["cat"])
    #expect(words.problem == "a tag of more than 1024 bytes")
    var many = IPTCBuilder()
    let keyword: [UInt8] = IPTCBuilder().keyword("ab").bytes
    many = many.raw([[UInt8]](repeating: keyword, count: 140_000).flatMap { $0 })
    let tags = try many.read().metadata.words.tags
    #expect(tags.words.count == TagCollection.countLimit)
    #expect(tags.problem == "more than 1000 tags")
  }

  @Test("Every prefix of a block is read as far as it goes")
  func prefixes() throws {
    let bytes = Self.good.bytes
    var complete = 0
    for count in 0...bytes.count {
      let (found, damage) = try IPTCBuilder().raw(Array(bytes[..<count])).read()
      if damage == nil { complete += 1 }
      #expect(found.words.tags.joined.allSatisfy { ["cats", "Nabi"].contains($0) })
    }
    // Where a dataset ends.
    #expect(complete == 11)
  }
}
