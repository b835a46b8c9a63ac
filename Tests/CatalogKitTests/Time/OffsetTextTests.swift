import Testing

@testable import CatalogKit

@Suite("Offsets as cameras write them")
struct OffsetTextTests {
  @Test(
    "Hours and minutes, or hours alone, with a sign or a colon, or behind a name of UTC",
    arguments: [
      ("+09:00", 540), ("+9:00", 540), ("+9", 540), ("+0900", 540), ("+09", 540), ("09:00", 540), ("Z", 0),
      ("UTC+09:00", 540), ("GMT+9", 540), ("-03:30", -210), ("-0330", -210), ("-3", -180), ("z", 0),
      (" Z ", 0),
      ("+05:45\0", 345), ("+00:00", 0), ("-00:00", 0), ("-00:30", -30), ("UTC", 0), ("gmt -3:30", -210),
      ("+ 9:00", 540), ("9:00", 540), ("\0 +09:00\0\0", 540),
    ]
  )
  func spellings(_ text: String, _ minutes: Int) {
    #expect(OffsetText.minutes(text.utf8) == minutes)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "\0", "+", "-", "9", "09", "0900", "+09:60", "+0960", "+09:0", "+090:00", "+090", "z9", "   :  ",
      "+ab:cd",
      "+09:00:00", "+09:00Z", "ZZ", "UTC+", "EST", "++9", "+-9", "+9.5", ":00", "+:30", "+00900",
    ]
  )
  func nonsense(_ text: String) {
    #expect(OffsetText.minutes(text.utf8) == nil)
  }

  @Test("More than 64 bytes are none")
  func long() {
    #expect(OffsetText.minutes("+09:00".utf8 + [UInt8](repeating: 0, count: 58)) == 540)
    #expect(OffsetText.minutes("+09:00".utf8 + [UInt8](repeating: 0, count: 59)) == nil)
  }
}
