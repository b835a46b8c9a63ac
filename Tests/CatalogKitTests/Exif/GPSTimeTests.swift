import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The receiver's time")
struct GPSTimeTests {
  private static func photo(date: TIFFValue?, time: TIFFValue?, _ order: ByteOrder = .little) -> Photo {
    var builder = TIFFBuilder.santiago.ordered(order)
    if let date { builder = builder.setting(.dateStamp, date) }
    if let time { builder = builder.setting(.timeStamp, time) }
    return builder.photo
  }

  private static let time = TIFFValue.rationals((17, 1), (18, 1), (105, 10))

  @Test("Date and time stamp are one moment in UTC, summed without rounding", arguments: ByteOrder.both)
  func moment(_ order: ByteOrder) {
    let photo = Self.photo(date: .ascii("2016:09:28"), time: Self.time, order)
    #expect(photo.gpsTime?.description == "2016-09-28T17:18:10.500000000Z")
    let thirds = Self.photo(date: .ascii("2016:09:28"), time: .rationals((0, 1), (0, 1), (10, 3)), order)
    #expect(thirds.gpsTime?.description == "2016-09-28T00:00:03.333333333Z")
    let sum = Self.photo(date: .ascii("2016:09:28"), time: .rationals((12, 1), (1, 60), (288, 100)), order)
    #expect(sum.gpsTime?.description == "2016-09-28T12:00:03.880000000Z")
    let decimals = Self.photo(date: .ascii("2016:09:28"), time: .doubles(12, 0, 2.88), order)
    #expect(decimals.gpsTime?.description == "2016-09-28T12:00:02.880000000Z")
  }

  @Test("It is a field of its own, and no time at which the photo was taken")
  func ownField() {
    #expect(Self.photo(date: .ascii("2016:09:28"), time: Self.time).taken == nil)
  }

  @Test("A date alone or a time alone is none")
  func half() {
    #expect(Self.photo(date: .ascii("2016:09:28"), time: nil).gpsTime == nil)
    #expect(Self.photo(date: nil, time: Self.time).gpsTime == nil)
  }

  @Test(
    "The date stamp is read leniently",
    arguments: ["2016-09-28", "2016:09:28 ", "2016\09\028", "2016:09:272", "20160928", "2016/09/28"]
  )
  func lenientDate(_ text: String) {
    let photo = Self.photo(date: .text(text), time: Self.time)
    #expect(photo.gpsTime?.description == "2016-09-28T17:18:10.500000000Z")
  }

  @Test("A date stamp may hold the time as well; the time stamp comes first")
  func bothInOne() {
    let date = TIFFValue.ascii("2016:09:28 03:04:05")
    #expect(Self.photo(date: date, time: nil).gpsTime?.description == "2016-09-28T03:04:05.000000000Z")
    #expect(Self.photo(date: date, time: Self.time).gpsTime?.description == "2016-09-28T17:18:10.500000000Z")
  }

  @Test(
    "A date that does not exist is none",
    arguments: ["2016:02:30", "2016:00:10", "2015:02:29", "0000:00:00", "", "A"]
  )
  func noDate(_ text: String) {
    #expect(Self.photo(date: .ascii(text), time: Self.time).gpsTime == nil)
  }

  @Test(
    "A time that no day has is none",
    arguments: [
      .rationals((24, 1), (0, 1), (0, 1)), .rationals((1, 1), (60, 1), (0, 1)),
      .rationals((1, 1), (0, 1), (60, 1)),
      .rationals((1, 1), (0, 1)), .rationals((1, 0), (0, 1), (0, 1)), .rationals((1, 1), (0, 0), (0, 1)),
      .signedRationals((-1, 1), (0, 1), (0, 1)), .doubles(.nan, 0, 0), .doubles(1, .infinity, 0),
      .rationals((239_999, 10_000), (1, 1), (0, 1)),
    ] as [TIFFValue]
  )
  func noTime(_ value: TIFFValue) {
    #expect(Self.photo(date: .ascii("2016:09:28"), time: value).gpsTime == nil)
  }

  @Test("The time stamp may have other number types, or be text")
  func timeTypes() {
    for value in [.longs(17, 18, 10), .shorts(17, 18, 10), .doubles(17, 18, 10), .ascii("17:18:10")]
      as [TIFFValue]
    {
      let photo = Self.photo(date: .ascii("2016:09:28"), time: value)
      #expect(photo.gpsTime?.description == "2016-09-28T17:18:10.000000000Z", "\(value)")
    }
  }
}
