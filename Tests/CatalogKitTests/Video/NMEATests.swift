import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Sentences of receivers")
struct NMEATests {
  private func fix(_ text: String) -> TrackFix? { NMEA.fix(in: Array(text.utf8)) }

  private static let rmc = "$GPRMC,082138.25,A,5330.6683,N,00641.9749,W,012.5,87.86,050213,002.1,A"
  private static let gga = "$GNGGA,082138.25,5330.6683,N,00641.9749,W,1,08,0.9,545.4,M,46.9,M,,"

  @Test("RMC has place and moment", arguments: ["", "\r\n", "*", "~, 794021 \n", "\0"])
  func rmc(_ ending: String) throws {
    let found = try #require(fix(Self.rmc + ending))
    #expect(abs(found.latitude - 53.511138333) < 1e-9)
    #expect(abs(found.longitude + 6.699581667) < 1e-9)
    #expect(found.altitude == nil)
    #expect(found.time?.description == "2013-02-05T08:21:38.250000000Z")
  }

  @Test("GGA has place and height, and the sentence of the same moment adds what it lacks, in any order")
  func gga() throws {
    let alone = try #require(fix(Self.gga))
    #expect(abs(alone.latitude - 53.511138333) < 1e-9)
    #expect(alone.altitude == 545.4)
    #expect(alone.time == nil)
    for text in [Self.gga + "\r\n" + Self.rmc, "X0000.2340Y-000.0720" + Self.rmc + Self.gga] {
      let both = try #require(fix(text))
      #expect(both.altitude == 545.4)
      #expect(both.time?.description == "2013-02-05T08:21:38.250000000Z")
    }
    let later = try #require(fix(Self.rmc + Self.gga.replacing("082138.25", with: "082139.25")))
    #expect(later.altitude == nil)
  }

  @Test(
    "A sentence that is wrong, or of a receiver without a fix, is no place",
    arguments: [
      ("A,", "V,"), ("N,00", "X,00"), ("N,00", ",00"), ("W,0", "NW,0"), ("5330.6683", "9030.6683"),
      ("5330.6683", "5360.6683"), ("5330.6683", ""), ("5330.6683", "-5330.6683"), ("5330.6683", "nan"),
      ("00641", "18041"), ("RMC", "RMB"), ("$GP", "$G"), ("$", ""), (",A,", "*00,A,"),
    ]
  )
  func noFix(_ part: String, _ other: String) {
    let wrong = Self.rmc.replacing(part, with: other, maxReplacements: 1)
    #expect(wrong != Self.rmc)
    #expect(fix(wrong) == nil)
  }

  @Test("The quality of GGA says whether there is a fix", arguments: Array("012345678"))
  func quality(_ quality: Character) {
    let found = fix(Self.gga.replacing("W,1,", with: "W,\(quality),"))
    #expect((found != nil) == ("1"..."6").contains(quality))
  }

  @Test(
    "A checksum that is wrong ends a sentence's word, and one that is right or missing does not",
    arguments: [("", true), ("*", true), ("*zz", true), ("*CHECK", true), ("*00", false)]
  )
  func checksum(_ ending: String, _ isRead: Bool) {
    let sum = String(Self.rmc.utf8.dropFirst().reduce(0, ^), radix: 16, uppercase: true)
    #expect((fix(Self.rmc + ending.replacing("CHECK", with: sum)) != nil) == isRead)
  }

  @Test(
    "A moment that is none leaves the place",
    arguments: [
      ("050213", "310213"), ("050213", "0502"), ("082138", "242138"), ("082138", "086038"),
      ("082138.25", "0821"),
      ("082138.25", "082138.x"), ("082138.25", "082138.1234567890"), ("050213", "a50213"),
    ]
  )
  func noMoment(_ part: String, _ other: String) throws {
    let found = try #require(fix(Self.rmc.replacing(part, with: other)))
    #expect(found.time == nil)
  }

  @Test("Years from 80 on are of the last century")
  func century() throws {
    let time = { (date: String) in fix(Self.rmc.replacing("050213", with: date))?.time?.description.prefix(4)
    }
    #expect(time("010180") == "1980")
    #expect(time("010179") == "2079")
  }

  @Test("No prefix of a text traps, and none has a place before the sentence has it whole")
  func prefixes() {
    let text = Array((Self.rmc + "\r\n" + Self.gga).utf8)
    let hemisphere = Array(Self.rmc.utf8).firstIndex(of: UInt8(ascii: "W")) ?? 0
    for count in 0...text.count {
      let found = NMEA.fix(in: Array(text[..<count]))
      #expect((found != nil) == (count > hemisphere))
    }
  }
}
