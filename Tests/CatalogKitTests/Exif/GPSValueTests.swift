import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Latitude and longitude values")
struct GPSValueTests {
  @Test(
    "One, two and three components are summed, each with decimals where it has them",
    arguments: [
      .rationals((338_586, 10000)),
      .rationals((33, 1), (51516, 1000)),
      .rationals((33, 1), (51, 1), (3096, 100)),
      .rationals((335, 10), (21, 1), (3096, 100)),
      .rationals((33, 1), (505, 10), (6096, 100)),
      .rationals((338_586, 10000), (0, 1), (0, 1)),
      .rationals((32, 1), (111, 1), (3096, 100)),
      .rationals((33, 1), (50, 1), (9096, 100)),
      .rationals((0, 1), (0, 1), (12_189_096, 100)),
    ] as [TIFFValue],
    ByteOrder.both
  )
  func sums(_ latitude: TIFFValue, _ order: ByteOrder) throws {
    let photo = TIFFBuilder.santiago.ordered(order).setting(.latitude, latitude).photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("Longitude is summed like latitude")
  func longitudeSum() throws {
    let photo = TIFFBuilder.santiago.setting(.longitude, .rationals((69, 1), (100, 1), (12, 1))).photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("Four components and more are no position")
  func fourComponents() {
    let photo = TIFFBuilder.santiago.setting(.latitude, .rationals((33, 1), (51, 1), (30, 1), (0, 1))).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "latitude is not a number")
  }

  @Test(
    "Every number type is accepted",
    arguments: [
      (.rationals((33, 1), (30, 1), (36, 1)), 33.51),
      (.signedRationals((33, 1), (30, 1), (36, 1)), 33.51),
      (.floats(33, 30, 36), 33.51),
      (.floats(33.5), 33.5),
      (.doubles(33, 30, 36), 33.51),
      (.doubles(33.8586), 33.8586),
      (.shorts(33, 30, 36), 33.51),
      (.longs(33, 30, 36), 33.51),
      (.signedShorts(33, 30), 33.5),
      (.signedLongs(33, 30), 33.5),
    ] as [(TIFFValue, Double)],
    ByteOrder.both
  )
  func types(_ row: (TIFFValue, Double), _ order: ByteOrder) throws {
    let (value, degrees) = row
    let photo = TIFFBuilder.santiago.ordered(order)
      .setting(.latitude, value)
      .setting(.longitude, value)
      .photo
    let expected = try Coordinate(latitude: -degrees, longitude: -degrees)
    #expect(photo.position?.coordinate == expected)
  }

  @Test(
    "Every signed type keeps its sign where no reference is beside it",
    arguments: [
      .signedRationals((-335, 10)), .floats(-33.5), .doubles(-33.5), .signedShorts(-33, 30),
      .signedLongs(-33, -30),
      .text("-33.5"),
    ] as [TIFFValue],
    ByteOrder.both
  )
  func signs(_ value: TIFFValue, _ order: ByteOrder) {
    let photo = TIFFBuilder.santiago.ordered(order).without(.latitudeRef).setting(.latitude, value).photo
    #expect(photo.position?.coordinate.latitude == -33.5)
  }

  @Test(
    "NaN and infinity are no position, in any component",
    arguments: [
      .floats(.nan), .floats(.infinity), .floats(-.infinity), .floats(33, .nan), .floats(33, 51, .infinity),
      .doubles(.nan), .doubles(.infinity), .doubles(33, .nan, 0), .doubles(33, 51, -.infinity),
    ] as [TIFFValue]
  )
  func notFinite(_ value: TIFFValue) {
    let photo = TIFFBuilder.santiago.setting(.longitude, value).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "longitude is not a number")
  }

  @Test(
    "Text that is one plain decimal counts as degrees",
    arguments: ["33.8586", "33.8586\0", " 33.8586 \0", "+33.8586", "-33.8586", "033.85860"],
    [2, 7, 129] as [UInt16]
  )
  func decimalText(_ text: String, _ type: UInt16) throws {
    let photo = TIFFBuilder.santiago.setting(.latitude, .text(text, type: type)).photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test(
    "Other text is no position",
    arguments: [
      "33,51,30", "33,8586", "33 51 30", "33°51'30\"", "nan", "inf", "0x21", "3.3e1", "S33.5", "33.5S",
      "--33",
      "33.8.5", ".", "-", " ",
    ],
    [2, 7] as [UInt16]
  )
  func otherText(_ text: String, _ type: UInt16) {
    let photo = TIFFBuilder.santiago.setting(.latitude, .text(text, type: type)).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "latitude is not a number")
  }

  @Test(
    "0/0 in minutes or seconds is 0",
    arguments: [
      (.rationals((33, 1), (51516, 1000), (0, 0)), 33.8586),
      (.rationals((338_586, 10000), (0, 0), (0, 0)), 33.8586),
      (.signedRationals((338_586, 10000), (0, 0), (0, 0)), 33.8586),
      (.rationals((33, 1), (0, 0), (36, 1)), 33.01),
    ] as [(TIFFValue, Double)]
  )
  func unknownParts(_ value: TIFFValue, _ degrees: Double) {
    let photo = TIFFBuilder.santiago.setting(.latitude, value).photo
    #expect(photo.position?.coordinate.latitude == -degrees)
  }

  @Test(
    "0/0 and x/0 in degrees are no position, nor is 0/0 in all",
    arguments: [
      .rationals((0, 0), (51, 1), (30, 1)), .rationals((33, 0), (51, 1), (30, 1)),
      .rationals((0, 0), (0, 0), (0, 0)), .signedRationals((-33, 0), (51, 1)), .rationals((0, 0)),
    ] as [TIFFValue]
  )
  func unknownDegrees(_ value: TIFFValue) {
    let photo = TIFFBuilder.santiago.setting(.latitude, value).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "latitude is not a number")
  }

  @Test("x/0 in minutes or seconds is no position")
  func endlessParts() {
    let minutes = TIFFBuilder.santiago.setting(.latitude, .rationals((33, 1), (51, 0), (0, 1))).photo
    #expect(minutes.position == nil)
    let seconds = TIFFBuilder.santiago.setting(.latitude, .rationals((33, 1), (51, 1), (30, 0))).photo
    #expect(seconds.position == nil)
  }

  @Test("0/0 in all of both is no position")
  func allUnknown() {
    let unknown = TIFFValue.rationals((0, 0), (0, 0), (0, 0))
    let photo = TIFFBuilder.santiago.setting(.latitude, unknown).setting(.longitude, unknown).photo
    #expect(photo.position == nil)
  }
}
