import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Direction, speed and status")
struct HeadingTests {
  @Test(
    "A direction is brought into 0 ..< 360",
    arguments: [
      (.rationals((0, 1)), 0), (.rationals((3599, 10)), 359.9), (.rationals((360, 1)), 0),
      (.rationals((725, 1)), 5), (.signedRationals((-90, 1)), 270), (.signedRationals((-1, 1_000_000)), 0),
      (.rationals((3_599_999, 10_000)), 0), (.floats(90.5), 90.5), (.shorts(45), 45),
    ] as [(TIFFValue, Double)],
    ByteOrder.both
  )
  func modulo(_ row: (TIFFValue, Double), _ order: ByteOrder) {
    let (value, degrees) = row
    let photo = TIFFBuilder.santiago.ordered(order).setting(.imageDirection, value).photo
    #expect(photo.heading?.degrees == degrees)
  }

  @Test(
    "Its reference is true or magnetic north, otherwise unknown",
    arguments: [
      ("T", .trueNorth), ("t", .trueNorth), (" True", .trueNorth), ("M", .magneticNorth),
      ("m", .magneticNorth),
      ("", nil), ("X", nil), ("\0", nil),
    ] as [(String, Heading.Reference?)]
  )
  func reference(_ text: String, _ reference: Heading.Reference?) {
    let photo = TIFFBuilder.santiago
      .setting(.imageDirection, .rationals((90, 1)))
      .setting(.imageDirectionRef, .ascii(text))
      .photo
    #expect(photo.heading == Heading(degrees: 90, reference: reference))
  }

  @Test("A direction without a reference is one of unknown reference")
  func noReference() {
    let photo = TIFFBuilder.santiago.setting(.imageDirection, .rationals((90, 1))).photo
    #expect(photo.heading == Heading(degrees: 90, reference: nil))
  }

  @Test(
    "0/0, NaN and text are no direction",
    arguments: [.rationals((0, 0)), .doubles(.nan), .ascii("90")] as [TIFFValue]
  )
  func unknown(_ value: TIFFValue) throws {
    let photo = TIFFBuilder.santiago
      .setting(.imageDirection, value)
      .setting(.imageDirectionRef, .ascii("T"))
      .photo
    #expect(photo.heading == nil)
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("A direction is kept without a position")
  func withoutPosition() {
    let photo = TIFFBuilder().setting(.imageDirection, .rationals((90, 1))).photo
    #expect(photo.position == nil)
    #expect(photo.heading?.degrees == 90)
  }

  @Test(
    "Speed keeps its unit",
    arguments: [
      ("K", .kilometresPerHour), ("k", .kilometresPerHour), ("M", .milesPerHour), ("N", .knots),
      (" N", .knots),
      ("", nil), ("Z", nil),
    ] as [(String, Speed.Unit?)]
  )
  func speed(_ text: String, _ unit: Speed.Unit?) {
    let photo = TIFFBuilder.santiago
      .setting(.speed, .rationals((123, 10)))
      .setting(.speedRef, .ascii(text))
      .photo
    #expect(photo.speed == Speed(value: 12.3, unit: unit))
  }

  @Test("0/0 and a negative number are no speed, and 0 is one")
  func noSpeed() {
    #expect(TIFFBuilder.santiago.setting(.speed, .rationals((0, 0))).photo.speed == nil)
    #expect(TIFFBuilder.santiago.setting(.speed, .signedRationals((-1, 1))).photo.speed == nil)
    #expect(TIFFBuilder.santiago.setting(.speed, .rationals((0, 1))).photo.speed?.value == 0)
    #expect(TIFFBuilder.santiago.setting(.speedRef, .ascii("K")).photo.speed == nil)
  }

  @Test("A void status keeps the position and is kept itself", arguments: ["A", "V"])
  func status(_ status: String) throws {
    let photo = TIFFBuilder.santiago.setting(.status, .ascii(status)).photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.position?.status == status)
  }

  @Test("An empty status is none")
  func emptyStatus() {
    #expect(TIFFBuilder.santiago.setting(.status, .ascii("")).photo.position?.status == nil)
    #expect(TIFFBuilder.santiago.photo.position?.status == nil)
  }
}
