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
    #expect(all.photo.takenSource == .original)
    let digitized = all.without(.dateTimeOriginal)
    #expect(digitized.photo.taken?.description == "2002-01-01T00:00:02")
    #expect(digitized.photo.takenSource == .digitized)
    let changed = digitized.without(.dateTimeDigitized)
    #expect(changed.photo.taken?.description == "2003-01-01T00:00:03")
    #expect(changed.photo.takenSource == .modified)
    #expect(changed.without(.dateTime).photo.taken == nil)
    #expect(changed.without(.dateTime).photo.takenSource == nil)
  }

  @Test("DateTimeOriginal may be in the first directory, where the Exif directory has none")
  func firstDirectory() {
    let builder = TIFFBuilder()
      .setting(.dateTime, .ascii("2003:01:01 00:00:03"))
      .setting(.imageDateTimeOriginal, .ascii("2001:01:01 00:00:01"))
    #expect(builder.photo.taken?.description == "2001-01-01T00:00:01")
    #expect(builder.photo.takenSource == .original)
    let both = builder.setting(.dateTimeOriginal, .ascii("2002:01:01 00:00:02"))
    #expect(both.photo.taken?.description == "2002-01-01T00:00:02")
  }

  @Test("The date of the first directory takes fraction and offset from there, else from the Exif directory")
  func firstDirectoryParts() {
    let date = TIFFBuilder().setting(.imageDateTimeOriginal, .ascii("2001:01:01 00:00:01"))
    let exif = date.setting(.subSecTimeOriginal, .ascii("5")).setting(.offsetTimeOriginal, .ascii("+02:00"))
    #expect(exif.photo.taken?.description == "2001-01-01T00:00:01.5+02:00")
    let both = exif.setting(.imageSubSecTimeOriginal, .ascii("25"))
      .setting(.imageOffsetTimeOriginal, .ascii("+01:00"))
    #expect(both.photo.taken?.description == "2001-01-01T00:00:01.25+01:00")
    // They belong to that date alone.
    let other = both.setting(.dateTimeOriginal, .ascii("2002:01:01 00:00:02"))
    #expect(other.photo.taken?.description == "2002-01-01T00:00:02.5+02:00")
  }

  @Test(
    "A field whose date does not exist gives way to the next",
    arguments: [
      "2001:02:29 00:00:01", "0000:00:00 00:00:00", "    :  :     :  :  ", "2001:13:01 00:00:00",
      "2001:01:01 25:00:00", "2001:01:01 foo", "", "yesterday",
    ]
  )
  func noDate(_ text: String) {
    let photo = TIFFBuilder()
      .setting(.dateTimeOriginal, .ascii(text))
      .setting(.dateTimeDigitized, .ascii("2002:01:01 00:00:02"))
      .photo
    #expect(photo.taken?.description == "2002-01-01T00:00:02")
    #expect(photo.takenSource == .digitized)
    #expect(TIFFBuilder().setting(.dateTimeOriginal, .ascii(text)).photo.taken == nil)
  }

  @Test(
    "A date is read leniently",
    arguments: [
      ("2016:09:28 18:18:05\0", "2016-09-28T18:18:05"), ("2016-09-28 18:18:05", "2016-09-28T18:18:05"),
      ("2016\0 09\0 28\0 18\0 18\0 05", "2016-09-28T18:18:05"),
      ("2016\09\028\018\018\005", "2016-09-28T18:18:05"),
      ("2014:09:259 18:18:05", "2014-09-16T18:18:05"),
      ("2016-09-28T18:18:05.250+02:00", "2016-09-28T18:18:05.250+02:00"),
      ("2016:09:28 18:18", "2016-09-28T18:18"), ("2016/09/28 18.18.05", "2016-09-28T18:18:05"),
      ("2016:09:28", "2016-09-28"), ("2016:  :     :  :  ", "2016"), ("2016:00:00 00:00:00", "2016"),
      ("2015:08:22 24:08:19", "2015-08-22T00:08:19"),
    ]
  )
  func lenient(_ text: String, _ expected: String) {
    let photo = TIFFBuilder().setting(.dateTimeOriginal, .text(text)).photo
    #expect(photo.taken?.description == expected)
  }

  @Test("Each date has its own fraction of a second")
  func fractions() {
    let all = TIFFBuilder()
      .setting(.dateTime, .ascii("2003:01:01 00:00:03")).setting(.subSecTime, .ascii("3"))
      .setting(.dateTimeDigitized, .ascii("2002:01:01 00:00:02")).setting(
        .subSecTimeDigitized,
        .ascii("200000")
      )
      .setting(.dateTimeOriginal, .ascii("2001:01:01 00:00:01")).setting(.subSecTimeOriginal, .ascii("05"))
    #expect(all.photo.taken?.description == "2001-01-01T00:00:01.05")
    let digitized = all.without(.dateTimeOriginal)
    #expect(digitized.photo.taken?.description == "2002-01-01T00:00:02.200000")
    let changed = digitized.without(.dateTimeDigitized)
    #expect(changed.photo.taken?.description == "2003-01-01T00:00:03.3")
  }

  @Test(
    "A fraction is digits, with blanks around them",
    arguments: [
      ("95  ", ".95"), ("0", ".0"), ("\095", ".95"), ("123456789", ".123456789"), ("   ", ""), ("", ""),
      ("-5", ""),
      ("9 5", ""),
    ]
  )
  func fractionText(_ text: String, _ expected: String) {
    let photo = Self.taken.setting(.subSecTimeOriginal, .text(text)).photo
    #expect(photo.taken?.description == "2016-09-28T18:18:05" + expected)
  }

  @Test("A date without a second has no fraction")
  func fractionOfMinute() {
    let photo = TIFFBuilder()
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18"))
      .setting(.subSecTimeOriginal, .ascii("95"))
      .setting(.offsetTimeOriginal, .ascii("+09:00"))
      .photo
    #expect(photo.taken?.description == "2016-09-28T18:18+09:00")
  }

  @Test("A date may be typed UNDEFINED, BYTE or 129", arguments: [1, 7, 129] as [UInt16])
  func types(_ type: UInt16) {
    let photo = TIFFBuilder().setting(.dateTimeOriginal, .text("2016:09:28 18:18:05\0", type: type)).photo
    #expect(photo.taken?.description == "2016-09-28T18:18:05")
  }

  private static let taken = TIFFBuilder().setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))

  @Test("The offset of another date counts only where that has the same digits")
  func offsets() {
    let edited = Self.taken
      .setting(.dateTime, .ascii("2016:09:28 18:18:05"))
      .setting(.offsetTime, .ascii("+05:00"))
      .setting(.offsetTimeOriginal, .ascii("-03:30"))
    #expect(edited.photo.taken?.offset == LocalTime.Offset(minutes: -210, source: .exif))
    #expect(edited.photo.taken?.description == "2016-09-28T18:18:05-03:30")
    let same = edited.without(.offsetTimeOriginal)
    #expect(same.photo.taken?.offset == LocalTime.Offset(minutes: 300, source: .exif))
    let other = same.setting(.dateTime, .ascii("2016:09:28 18:18:06"))
    #expect(other.photo.taken?.description == "2016-09-28T18:18:05")
    let alone = same.without(.dateTime)
    #expect(alone.photo.taken?.description == "2016-09-28T18:18:05")
  }

  @Test("An offset that says nothing is none", arguments: ["", "   :  ", "      ", "+ab:cd", "+25:00"])
  func emptyOffset(_ text: String) {
    let builder = Self.taken.setting(.offsetTimeOriginal, .ascii(text))
    #expect(builder.photo.taken?.description == "2016-09-28T18:18:05")
    let same =
      builder
      .setting(.dateTimeDigitized, .ascii("2016:09:28 18:18:05"))
      .setting(.offsetTimeDigitized, .ascii("+05:00"))
    #expect(same.photo.taken?.offset?.minutes == 300)
  }

  @Test(
    "Offsets are read from -12:00 to +14:00",
    arguments: [
      ("+14:00", 840), ("-12:00", -720), ("+14:15", nil), ("-12:15", nil), ("+99:00", nil), ("Z", 0),
      ("+00:00", 0),
      ("-00:00", 0), ("+0545", 345), ("+5:45", 345), ("+09", 540),
      ("UTC+9", 540), ("09:00", 540),
    ] as [(String, Int?)]
  )
  func offsetRange(_ text: String, _ minutes: Int?) {
    let photo = Self.taken.setting(.offsetTimeOriginal, .ascii(text)).photo
    #expect(photo.taken?.offset?.minutes == minutes)
    #expect(photo.taken?.description.hasPrefix("2016-09-28T18:18:05") == true)
  }

  @Test("DateTimeDigitized has its own offset")
  func digitizedOffset() {
    let photo = TIFFBuilder()
      .setting(.dateTimeDigitized, .ascii("2016:09:28 18:18:05"))
      .setting(.offsetTimeDigitized, .ascii("+01:00"))
      .setting(.offsetTimeOriginal, .ascii("+03:00"))
      .setting(.dateTime, .ascii("2016:09:28 18:18:05"))
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
