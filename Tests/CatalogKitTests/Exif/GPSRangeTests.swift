import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Positions that are none")
struct GPSRangeTests {
  @Test(
    "Exactly zero in both is no position, with any reference, or none",
    arguments: [
      (.rationals((0, 1), (0, 1), (0, 1)), "N"), (.signedRationals((0, 1)), "S"), (.doubles(-0.0), "N"),
      (.text("0.000"), "N"), (.rationals((0, 1), (0, 1), (0, 1)), ""),
      (.rationals((0, 7), (0, 0), (0, 0)), "N"),
    ] as [(TIFFValue, String)]
  )
  func zero(_ value: TIFFValue, _ reference: String) {
    let photo = TIFFBuilder.santiago
      .setting(.latitude, value)
      .setting(.longitude, value)
      .setting(.latitudeRef, .ascii(reference))
      .photo
    #expect(photo.position == nil)
    #expect(photo.problem == PhotoProblem("zero position", isUnreadable: false))
  }

  @Test("Exactly zero in one of both is a real place")
  func oneZero() throws {
    let zero = TIFFValue.rationals((0, 1), (0, 1), (0, 1))
    let equator = TIFFBuilder.santiago.setting(.latitude, zero).photo
    #expect(equator.position?.coordinate == (try Coordinate(latitude: 0, longitude: -70.67)))
    let greenwich = TIFFBuilder.santiago.setting(.longitude, zero).photo
    #expect(greenwich.position?.coordinate == (try Coordinate(latitude: -33.8586, longitude: 0)))
  }

  @Test("A place near zero in both is a real place")
  func nearZero() throws {
    let near = TIFFValue.rationals((0, 1), (0, 1), (36, 10000))
    let photo = TIFFBuilder.santiago.setting(.latitude, near).setting(.longitude, near).photo
    #expect(photo.position?.coordinate == (try Coordinate(latitude: -0.000001, longitude: -0.000001)))
  }

  @Test("A zero in both needs no reference to be called zero")
  func zeroWithoutReferences() {
    let zero = TIFFValue.rationals((0, 1))
    let photo = TIFFBuilder().setting(.latitude, zero).setting(.longitude, zero).photo
    #expect(photo.problem?.reason == "zero position")
  }

  @Test("The poles and the date line are in range")
  func bounds() throws {
    let photo = TIFFBuilder.santiago
      .setting(.latitude, .rationals((90, 1)))
      .setting(.longitude, .rationals((180, 1), (0, 1), (0, 1)))
      .photo
    #expect(photo.position?.coordinate == (try Coordinate(latitude: -90, longitude: -180)))
  }

  @Test(
    "A latitude out of range is no position, and is never wrapped",
    arguments: [
      (.rationals((91, 1)), "S", "latitude -91 out of range"),
      (.rationals((91, 1)), "N", "latitude 91 out of range"),
      (.rationals((90, 1), (0, 1), (1, 1)), "N", "latitude 90.000277778 out of range"),
      (.rationals((89, 1), (60, 1), (36, 1)), "N", "latitude 90.01 out of range"),
      (.longs(8_000_000), "N", "latitude 8000000 out of range"),
      (.text("393.8586"), "N", "latitude 393.8586 out of range"),
    ] as [(TIFFValue, String, String)]
  )
  func latitudeOutOfRange(_ value: TIFFValue, _ reference: String, _ problem: String) {
    let photo = TIFFBuilder.santiago.setting(.latitude, value).setting(.latitudeRef, .ascii(reference)).photo
    #expect(photo.position == nil)
    #expect(photo.problem == PhotoProblem(problem, isUnreadable: false))
  }

  @Test(
    "A longitude out of range is no position, and is never wrapped",
    arguments: [
      (.rationals((181, 1)), "longitude -181 out of range"),
      (.rationals((180, 1), (1, 1)), "longitude -180.016666667 out of range"),
      (.doubles(360), "longitude -360 out of range"),
    ] as [(TIFFValue, String)]
  )
  func longitudeOutOfRange(_ value: TIFFValue, _ problem: String) {
    let photo = TIFFBuilder.santiago.setting(.longitude, value).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == problem)
  }

  @Test("A missing value is a problem that names it")
  func missingValue() {
    #expect(TIFFBuilder.santiago.without(.latitude).photo.problem?.reason == "no latitude")
    #expect(TIFFBuilder.santiago.without(.longitude).photo.problem?.reason == "no longitude")
    #expect(
      TIFFBuilder.santiago.without(.latitude).without(.longitude).photo.problem?.reason == "no position"
    )
  }

  @Test("A photo without GPS fields has no position, and that is no failure to read it")
  func noGPS() {
    let photo = TIFFBuilder().setting(.make, .ascii("Acme")).photo
    #expect(photo.position == nil)
    #expect(photo.problem == PhotoProblem("no position", isUnreadable: false))
    #expect(photo.make == "Acme")
  }

  @Test("A photo with a position has no problem, and its position comes from Exif")
  func noProblem() {
    let photo = TIFFBuilder.santiago.photo
    #expect(photo.problem == nil)
    #expect(photo.position?.source == .exif)
  }

  @Test("A position is rounded to nine decimals")
  func rounding() {
    let photo = TIFFBuilder.santiago.setting(.latitude, .rationals((33, 1), (1, 3), (0, 1))).photo
    #expect(photo.position?.coordinate.latitude == -33.005555556)
  }
}
