import ArgumentParser
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog where")
struct WhereCommandTests {
  private var fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture(nil)
  }

  private func ask(_ words: [String]) throws -> CommandRun { try fixture.run(["where"] + words) }

  @Test("a position: the place, how far from its centre, the time zone")
  func position() throws {
    let run = try ask(["37.5665", "126.9780"])
    #expect(run.status == 0)
    #expect(run.text == "Seoul, South Korea · 66 m from its centre · time zone Asia/Seoul\n")
    #expect(run.words.isEmpty)
    #expect(
      try ask(["51.539", "-0.1426"]).text
        == "Camden Town, London, United Kingdom · 3.6 km from the centre of London · time zone Europe/London\n"
    )
    #expect(try ask(["34.742", "129.05"]).text == "40 km off Busan · at sea\n")
  }

  @Test("a name: where it is, how many live there, the time zone")
  func name() throws {
    let run = try ask(["Paris,", "Texas"])
    #expect(
      run.text
        == "Paris, Texas, United States · 33.66094, -95.55551 · 24,782 inhabitants · time zone America/Chicago\n"
    )
    #expect(run.words.isEmpty)
  }

  @Test("JSON has numbers as numbers, and the country's code")
  func json() throws {
    #expect(
      try ask(["Seoul", "--format", "json"]).text
        == #"{"latitude":37.566,"longitude":126.9784,"name":"Seoul","state":"Seoul","country":"KR","# + ""
        + #""countryName":"South Korea","inhabitants":10349312,"timeZone":"Asia/Seoul"}"# + "\n"
    )
    let point = try ask(["51.539", "-0.1426", "--format", "json"]).text
    #expect(point.hasPrefix(#"{"latitude":51.539,"longitude":-0.1426,"name":"London","distance":"#))
    #expect(point.contains(#""district":"Camden Town""#))
    #expect(point.hasSuffix(#""timeZone":"Europe/London"}"# + "\n"))
    #expect(try !ask(["35.0", "129.6", "--format", "json"]).text.contains("timeZone"))
  }

  @Test(
    "a terminal's language is that of LC_ALL, LC_MESSAGES and LANG in this order; programs get English unless they ask"
  )
  func language() throws {
    var korean = fixture
    for (variables, isKorean) in [
      (["LANG": "ko_KR.UTF-8"], true), (["LC_MESSAGES": "ko"], true),
      (["LC_ALL": "C", "LANG": "ko_KR.UTF-8"], false),
      (["LC_ALL": "ko_KR", "LC_MESSAGES": "en_US", "LANG": "C"], true), (["LANG": "kok_IN"], false),
      ([:], false),
    ] {
      korean.environment = fixture.environment.merging(variables) { $1 }
      let run = try korean.run(["where", "37.5665", "126.9780"])
      #expect(run.text.hasPrefix(isKorean ? "서울, 대한민국 · 서울 중심에서 66 m" : "Seoul"), "\(variables)")
    }
    korean.environment["LANG"] = "ko_KR.UTF-8"
    #expect(try korean.run(["where", "Seoul", "-f", "json"]).text.contains(#""name":"Seoul""#))
    #expect(try ask(["Seoul", "-f", "json", "--language", "ko"]).text.contains(#""name":"서울""#))
    #expect(try korean.run(["where", "Seoul", "--language", "en"]).text.hasPrefix("Seoul, South Korea"))
  }

  @Test("the code of an airport in capitals is the place, and in small letters a geohash")
  func airport() throws {
    let busan = try ask(["PUS"])
    #expect(
      busan.text.hasPrefix("Busan, South Korea")
        && busan.words.contains("PUS is also a geohash: geohash:PUS is that")
    )
    #expect(try !ask(["pus"]).text.contains("Busan, South Korea ·"))
    #expect(try !ask(["geohash:PUS"]).text.contains("Busan, South Korea ·"))
  }

  @Test("what cannot be meant is 64 with a sentence; an unknown name with suggestions")
  func refused() throws {
    for (words, sentence) in [
      ([], "a place is missing"), (["  "], "a place is missing"),
      (["Seoull"], "Did you mean Seoul, South Korea"),
      (["Paris, Narnia"], "there is no “Paris” in “Narnia”"), (["place:"], "a place is missing"),
      (["97", "126"], "latitude 97 is out of range"), (["대한민국"], "catalog list --in “대한민국”"),
    ] as [([String], String)] {
      let run = try ask(words)
      #expect(run.status == 64, "\(words)")
      #expect(run.words.contains(sentence), "\(run.words)")
      #expect(run.output.isEmpty)
    }
  }

  @Test("without the file of names it says so, and is 66; with a damaged one 65, a newer one too")
  func noFile() throws {
    var other = fixture
    other.environment["CATALOG_PLACES"] = other.folder("none").lossyText
    let missing = try other.run(["where", "Seoul"])
    #expect(missing.status == 66)
    #expect(missing.words.contains("names of places are not known"))
    var bytes = GazetteerBuilder.small.bytes()
    bytes[60] ^= 1
    try other.folder.write(bytes, to: "none")
    #expect(try other.run(["where", "Catford"]).status == 65)
    bytes[60] ^= 1
    bytes[8] = 9
    try other.folder.write(bytes, to: "none")
    let newer = try other.run(["where", "1", "2"])
    #expect(newer.status == 65)
    #expect(newer.words.contains("belongs to another catalog"))
  }

  @Test("its help names GeoNames with the licence, and what is not in it")
  func help() throws {
    let text = try ask(["--help"]).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("GeoNames (geonames.org, CC BY 4.0)"))
    #expect(text.contains("no Jongno, no 서울역"))
  }

  @Test("what the shortcut reads, the parser reads alike")
  func shortcut() throws {
    for words in [
      ["Seoul"], ["37.5665", "126.9780"], ["Paris,", "Texas", "--format", "json"],
      ["서울", "--language", "ko"],
      ["-33.8586", "151.2140", "-f", "text"], ["geohash:sydney"], ["100", "Mile", "House"],
    ] {
      let arguments = CommandLineArguments.protectingNegativeNumbers(["where"] + words)
      let request = try #require(WhereShortcut.request(arguments))
      #expect(try (CatalogCommand.parseAsRoot(arguments) as? WhereCommand)?.request() == request)
    }
    for words in [
      [], ["Seoul", "--help"], ["Seoul", "--format", "xml"], ["Seoul", "-q"], ["--", "Seoul"],
    ] {
      #expect(WhereShortcut.request(["where"] + words) == nil)
    }
  }
}
