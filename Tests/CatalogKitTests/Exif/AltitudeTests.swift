import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Altitude and accuracy")
struct AltitudeTests {
  private static func photo(_ altitude: TIFFValue, reference: TIFFValue? = nil, _ order: ByteOrder = .little)
    -> Photo
  {
    let builder = TIFFBuilder.santiago.ordered(order).setting(.altitude, altitude)
    return (reference.map { builder.setting(.altitudeRef, $0) } ?? builder).photo
  }

  @Test(
    "References 0 and 2 are above, 1 and 3 below, and none is above",
    arguments: [
      (.byte(0), 123.45), (.byte(1), -123.45), (.byte(2), 123.45), (.byte(3), -123.45), (nil, 123.45),
      (.byte(4), 123.45), (.byte(255), 123.45),
    ] as [(TIFFValue?, Double)],
    ByteOrder.both
  )
  func references(_ row: (TIFFValue?, Double), _ order: ByteOrder) {
    let (reference, metres) = row
    let photo = Self.photo(.rationals((12345, 100)), reference: reference, order)
    #expect(photo.position?.altitude == metres)
  }

  @Test(
    "A reference may be a digit or have another type",
    arguments: [
      (.ascii("1"), -50), (.ascii("3"), -50), (.ascii("0"), 50), (.ascii("2"), 50), (.text("1"), -50),
      (.bytes([1]), -50), (.bytes([0]), 50), (.bytes([3], type: 129), -50), (.shorts(1), -50),
      (.shorts(0), 50),
      (.longs(3), -50), (.signedByte(1), -50),
    ] as [(TIFFValue, Double)],
    ByteOrder.both
  )
  func referenceTypes(_ row: (TIFFValue, Double), _ order: ByteOrder) {
    let (reference, metres) = row
    let photo = Self.photo(.rationals((50, 1)), reference: reference, order)
    #expect(photo.position?.altitude == metres)
  }

  @Test("A negative value is below whatever the reference", arguments: [nil, 0, 1, 2, 3] as [UInt8?])
  func negative(_ reference: UInt8?) {
    let value = TIFFValue.signedRationals((-12345, 100))
    #expect(Self.photo(value, reference: reference.map(TIFFValue.byte)).position?.altitude == -123.45)
  }

  @Test("0/0 and x/0 are no altitude, and the position stays", arguments: [0, 7] as [UInt32])
  func unknown(_ numerator: UInt32) throws {
    let photo = Self.photo(.rationals((numerator, 0)), reference: .byte(1))
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.position?.altitude == nil)
  }

  @Test(
    "Above 1,000,000 m the numerator is a signed number",
    arguments: [
      (.rationals((4_294_967_196, 1)), -100),
      (.rationals((4_294_954_951, 100)), -123.45),
      (.rationals((4_294_843_846, 1000)), -123.45),
      (.rationals((1_000_000, 1)), 1_000_000),
      (.rationals((1_000_001, 1)), 1_000_001),
      (.longs(4_294_967_295), -1),
    ] as [(TIFFValue, Double)]
  )
  func signedNumerator(_ value: TIFFValue, _ metres: Double) {
    #expect(Self.photo(value).position?.altitude == metres)
    #expect(Self.photo(value, reference: .byte(0)).position?.altitude == metres)
  }

  @Test("An unsigned altitude below 1,000,000 m stays what it is, though its numerator is large")
  func largeNumerator() {
    #expect(Self.photo(.rationals((4_294_967_295, 10_000))).position?.altitude == 429_496.73)
  }

  @Test("Altitude is rounded to millimetres, and is never minus zero")
  func rounding() throws {
    #expect(Self.photo(.rationals((123_456_789, 1_000_000))).position?.altitude == 123.457)
    let zero = try #require(Self.photo(.rationals((0, 1)), reference: .byte(1)).position?.altitude)
    #expect(zero == 0 && zero.sign == .plus)
  }

  @Test("Altitude may have any number type, but not be text", arguments: ByteOrder.both)
  func types(_ order: ByteOrder) {
    #expect(Self.photo(.floats(12.5), order).position?.altitude == 12.5)
    #expect(Self.photo(.doubles(-12.5), order).position?.altitude == -12.5)
    #expect(Self.photo(.shorts(12), order).position?.altitude == 12)
    #expect(Self.photo(.signedLongs(-12), order).position?.altitude == -12)
    #expect(Self.photo(.doubles(.nan), order).position?.altitude == nil)
    #expect(Self.photo(.ascii("12.5"), order).position?.altitude == nil)
  }

  @Test("A photo without an altitude has none")
  func missing() {
    #expect(TIFFBuilder.santiago.setting(.altitudeRef, .byte(1)).photo.position?.altitude == nil)
  }

  @Test("GPSHPositioningError is the accuracy in metres")
  func accuracy() {
    let accuracy = { (value: TIFFValue) in
      TIFFBuilder.santiago.setting(.horizontalError, value).photo.position?.accuracy
    }
    #expect(accuracy(.rationals((65, 10))) == 6.5)
    #expect(accuracy(.rationals((0, 1))) == 0)
    #expect(accuracy(.rationals((20, 3))) == 6.667)
    #expect(accuracy(.rationals((0, 0))) == nil)
    #expect(accuracy(.signedRationals((-5, 1))) == nil)
    #expect(TIFFBuilder.santiago.photo.position?.accuracy == nil)
  }
}
