import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("When a photo was taken")
struct TakenTests {
  @Test("DateTimeOriginal comes before DateTimeDigitized, and that before DateTime")
  func order() {
    let all = TIFFBuilder()
      .setting(.dateTime, .ascii("2003:01:01 00:00:03"))
      .setting(.dateTimeDigitized, .ascii("2002:01:01 00:00:02"))
      .setting(.dateTimeOriginal, .ascii("2001:01:01 00:00:01"))
    #expect(all.photo.taken?.description == "2001-01-01T00:00:01")
    let digitized = all.without(.dateTimeOriginal)
    #expect(digitized.photo.taken?.description == "2002-01-01T00:00:02")
    let changed = digitized.without(.dateTimeDigitized)
    #expect(changed.photo.taken?.description == "2003-01-01T00:00:03")
    #expect(changed.without(.dateTime).photo.taken == nil)
  }

  @Test(
    "A field whose date does not exist gives way to the next",
    arguments: [
      "2001:02:29 00:00:01", "0000:00:00 00:00:00", "    :  :     :  :  ", "2001:13:01 00:00:00",
      "2001:01:01 24:00:00",
      "2001:01:01", "", "yesterday",
    ]
  )
  func noDate(_ text: String) {
    let photo = TIFFBuilder()
      .setting(.dateTimeOriginal, .ascii(text))
      .setting(.dateTimeDigitized, .ascii("2002:01:01 00:00:02"))
      .photo
    #expect(photo.taken?.description == "2002-01-01T00:00:02")
    #expect(TIFFBuilder().setting(.dateTimeOriginal, .ascii(text)).photo.taken == nil)
  }

  @Test(
    "A date is read leniently",
    arguments: [
      ("2016:09:28 18:18:05\0", "2016-09-28T18:18:05"), ("2016-09-28 18:18:05", "2016-09-28T18:18:05"),
      ("2016\0 09\0 28\0 18\0 18\0 05", "2016-09-28T18:18:05"),
      ("2016\09\028\018\018\005", "2016-09-28T18:18:05"),
      ("2014:09:259 18:18:05", "2014-09-16T18:18:05"),
      ("2016-09-28T18:18:05.250+02:00", "2016-09-28T18:18:05+02:00"),
      ("2016:09:28 18:18", "2016-09-28T18:18:00"), ("2016/09/28 18.18.05", "2016-09-28T18:18:05"),
    ]
  )
  func lenient(_ text: String, _ expected: String) {
    let photo = TIFFBuilder().setting(.dateTimeOriginal, .text(text)).photo
    #expect(photo.taken?.description == expected)
  }

  @Test("A date may be typed UNDEFINED, BYTE or 129", arguments: [1, 7, 129] as [UInt16])
  func types(_ type: UInt16) {
    let photo = TIFFBuilder().setting(.dateTimeOriginal, .text("2016:09:28 18:18:05\0", type: type)).photo
    #expect(photo.taken?.description == "2016-09-28T18:18:05")
  }

  private static let taken = TIFFBuilder().setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))

  @Test("OffsetTimeOriginal comes before OffsetTime")
  func offsets() {
    let both = Self.taken
      .setting(.offsetTime, .ascii("+05:00"))
      .setting(.offsetTimeOriginal, .ascii("-03:30"))
    #expect(both.photo.taken?.offset == LocalTime.Offset(minutes: -210, source: .exif))
    #expect(both.photo.taken?.description == "2016-09-28T18:18:05-03:30")
    let one = both.without(.offsetTimeOriginal)
    #expect(one.photo.taken?.offset == LocalTime.Offset(minutes: 300, source: .exif))
    #expect(Self.taken.photo.taken?.offset == nil)
  }

  @Test("An offset that says nothing gives way to the next", arguments: ["", "   :  ", "      ", "+ab:cd"])
  func emptyOffset(_ text: String) {
    let photo = Self.taken
      .setting(.offsetTimeOriginal, .ascii(text))
      .setting(.offsetTime, .ascii("+05:00"))
      .photo
    #expect(photo.taken?.offset?.minutes == 300)
    #expect(Self.taken.setting(.offsetTimeOriginal, .ascii(text)).photo.taken?.offset == nil)
  }

  @Test(
    "Offsets are read from -12:00 to +14:00",
    arguments: [
      ("+14:00", 840), ("-12:00", -720), ("+14:15", nil), ("-12:15", nil), ("+99:00", nil), ("Z", 0),
      ("+00:00", 0),
      ("-00:00", 0), ("+0545", 345), ("+5:45", 345), ("+09", nil),
    ] as [(String, Int?)]
  )
  func offsetRange(_ text: String, _ minutes: Int?) {
    let photo = Self.taken.setting(.offsetTimeOriginal, .ascii(text)).photo
    #expect(photo.taken?.offset?.minutes == minutes)
    #expect(photo.taken?.description.hasPrefix("2016-09-28T18:18:05") == true)
  }

  @Test("DateTimeDigitized takes its own offset first")
  func digitizedOffset() {
    let photo = TIFFBuilder()
      .setting(.dateTimeDigitized, .ascii("2016:09:28 18:18:05"))
      .setting(.offsetTimeDigitized, .ascii("+01:00"))
      .setting(.offsetTime, .ascii("+02:00"))
      .photo
    #expect(photo.taken?.description == "2016-09-28T18:18:05+01:00")
    let original = Self.taken.setting(.offsetTimeDigitized, .ascii("+01:00")).photo
    #expect(original.taken?.offset == nil)
  }

  @Test("An offset in its own field wins over one in the date")
  func offsetInDate() {
    let photo = TIFFBuilder()
      .setting(.dateTimeOriginal, .ascii("2016-09-28T18:18:05+02:00"))
      .setting(.offsetTimeOriginal, .ascii("+03:00"))
      .photo
    #expect(photo.taken?.offset?.minutes == 180)
  }
}
