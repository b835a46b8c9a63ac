import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Offsets derived from the receiver's time")
struct DerivedOffsetTests {
  /// The offset of a clock that is so many seconds ahead of the receiver's, at a longitude.
  private func minutes(ahead seconds: Int, at longitude: Double, nanoseconds: Int = 0) throws -> Int? {
    let date = try #require(CalendarDate(year: 2016, month: 9, day: 28))
    let fix = Timestamp(seconds: date.daysSince1970 * 86400 + 43200, nanoseconds: nanoseconds)
    let clock = fix.seconds + seconds
    let days = (clock >= 0 ? clock : clock - 86399) / 86400
    let local = try #require(
      LocalTime(date: CalendarDate(daysSince1970: days), secondOfDay: clock - days * 86400)
    )
    let offset = DerivedOffset.of(local, fix: fix, longitude: longitude)
    if let offset { #expect(offset.source == .gps) }
    return offset?.minutes
  }

  @Test("The difference is rounded to a quarter of an hour, if the rest is within three minutes")
  func rounding() throws {
    #expect(try minutes(ahead: 3600, at: 15) == 60)
    #expect(try minutes(ahead: 3600 + 180, at: 15) == 60)
    #expect(try minutes(ahead: 3600 - 180, at: 15) == 60)
    #expect(try minutes(ahead: 3600 + 181, at: 15) == nil)
    #expect(try minutes(ahead: 3600 - 181, at: 15) == nil)
    #expect(try minutes(ahead: 3600 + 450, at: 15) == nil)
    #expect(try minutes(ahead: 5 * 3600 + 45 * 60, at: 85) == 345)
    #expect(try minutes(ahead: -(3 * 3600 + 30 * 60), at: -55) == -210)
    #expect(try minutes(ahead: 12, at: 0) == 0)
  }

  @Test("Fractions of a second count")
  func fractions() throws {
    #expect(try minutes(ahead: 3600 + 180, at: 15, nanoseconds: 1) == 60)
    #expect(try minutes(ahead: 3600 - 180, at: 15, nanoseconds: 1) == nil)
  }

  @Test("It lies within -12:00 and +14:00")
  func range() throws {
    #expect(try minutes(ahead: 14 * 3600, at: -160) == 840)
    #expect(try minutes(ahead: 14 * 3600 + 900, at: -160) == nil)
    #expect(try minutes(ahead: -12 * 3600, at: -175) == -720)
    #expect(try minutes(ahead: -12 * 3600 - 900, at: -175) == nil)
    #expect(try minutes(ahead: -12 * 3600 - 180, at: -175) == -720)
  }

  @Test("It lies within three and a half hours of what the longitude says")
  func longitude() throws {
    #expect(try minutes(ahead: 3 * 3600 + 1800, at: 0) == 210)
    #expect(try minutes(ahead: 3 * 3600 + 2700, at: 0) == nil)
    #expect(try minutes(ahead: -(3 * 3600 + 1800), at: 0) == -210)
    #expect(try minutes(ahead: -(3 * 3600 + 2700), at: 0) == nil)
    #expect(try minutes(ahead: 8 * 3600, at: 73.5) == 480)
    #expect(try minutes(ahead: 8 * 3600, at: 67.4) == nil)
    #expect(try minutes(ahead: 8 * 3600, at: -100) == nil)
  }

  @Test("Longitude counts modulo 24 hours: east and west of the date line are near each other")
  func dateLine() throws {
    #expect(try minutes(ahead: 13 * 3600, at: -172) == 780)
    #expect(try minutes(ahead: 14 * 3600, at: -157.4) == 840)
    #expect(try minutes(ahead: -12 * 3600, at: 179.9) == -720)
    #expect(try minutes(ahead: 12 * 3600, at: -179.9) == 720)
  }

  @Test("Clocks a day and more apart give no offset")
  func days() throws {
    #expect(try minutes(ahead: 24 * 3600, at: 0) == nil)
    #expect(try minutes(ahead: 25 * 3600, at: 15) == nil)
    #expect(try minutes(ahead: 9_000 * 86400, at: 0) == nil)
    #expect(try minutes(ahead: -9_000 * 86400, at: 0) == nil)
  }

  private static let photo = TIFFBuilder.santiago
    .setting(.dateTimeOriginal, .ascii("2016:09:28 13:18:05"))
    .setting(.dateStamp, .ascii("2016:09:28"))
    .setting(.timeStamp, .rationals((17, 1), (18, 1), (1, 1)))

  @Test("A photo with a position, a time and a receiver's time has an offset")
  func whole() {
    #expect(Self.photo.photo.taken?.description == "2016-09-28T13:18:05-04:00")
    #expect(Self.photo.photo.taken?.offset?.source == .gps)
  }

  @Test("An offset in the file comes first, and 0 is one")
  func stated() {
    let stated = Self.photo.setting(.offsetTimeOriginal, .ascii("+00:00")).photo
    #expect(stated.taken?.offset == LocalTime.Offset(minutes: 0, source: .exif))
  }

  @Test("Without a position, or without a receiver's time, none is derived")
  func missing() {
    #expect(Self.photo.without(.latitude).photo.taken?.description == "2016-09-28T13:18:05")
    #expect(Self.photo.without(.timeStamp).photo.taken?.description == "2016-09-28T13:18:05")
    #expect(Self.photo.without(.dateStamp).photo.taken?.description == "2016-09-28T13:18:05")
  }

  @Test("The longitude has its sign")
  func hemisphere() {
    #expect(Self.photo.setting(.longitudeRef, .ascii("E")).photo.taken?.offset == nil)
  }
}
