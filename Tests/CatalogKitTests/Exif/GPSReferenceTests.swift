import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("GPS references")
struct GPSReferenceTests {
  @Test(
    "A reference is read by its first letter, whatever surrounds it",
    arguments: ["S", "s", " S", "  s", "South", "SOUTH", "south", "S ", "S\0\0", "\0S", " \0 S"]
  )
  func southSpellings(_ spelling: String) throws {
    let photo = TIFFBuilder.santiago.setting(.latitudeRef, .text(spelling)).photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test(
    "A reference is read whatever its type",
    arguments: [1, 2, 6, 7, 129] as [UInt16],
    ByteOrder.both
  )
  func types(_ type: UInt16, _ order: ByteOrder) throws {
    let photo = TIFFBuilder.santiago.ordered(order)
      .setting(.latitudeRef, .text("S\0", type: type))
      .setting(.longitudeRef, .text("W", type: type))
      .photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("A reference with room for more than four bytes is read where its offset points")
  func longReference() throws {
    let photo = TIFFBuilder.santiago.setting(.longitudeRef, .ascii("   West of Greenwich")).photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test(
    "The references give the signs",
    arguments: [
      ("N", "E", 1, 1), ("N", "W", 1, -1), ("S", "E", -1, 1), ("n", "e", 1, 1), ("North", "East", 1, 1),
    ]
      as [(String, String, Double, Double)]
  )
  func signs(_ latitude: String, _ longitude: String, _ north: Double, _ east: Double) throws {
    let photo = TIFFBuilder.santiago
      .setting(.latitudeRef, .ascii(latitude))
      .setting(.longitudeRef, .ascii(longitude))
      .photo
    let expected = try Coordinate(latitude: 33.8586 * north, longitude: 70.67 * east)
    #expect(photo.position?.coordinate == expected)
  }

  @Test("Without a reference there is no position, and the problem names the axis")
  func missing() {
    let noLatitude = TIFFBuilder.santiago.without(.latitudeRef).photo
    #expect(noLatitude.position == nil)
    #expect(noLatitude.problem == PhotoProblem("no latitude reference", isUnreadable: false))
    let noLongitude = TIFFBuilder.santiago.without(.longitudeRef).photo
    #expect(noLongitude.position == nil)
    #expect(noLongitude.problem == PhotoProblem("no longitude reference", isUnreadable: false))
  }

  @Test(
    "An empty or foreign reference is none",
    arguments: ["", "\0", "  ", "X", "?", "0", "1", "-", "\u{D}"]
  )
  func foreign(_ reference: String) {
    let photo = TIFFBuilder.santiago.setting(.longitudeRef, .text(reference + "\0")).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "no longitude reference")
  }

  @Test("A reference without any bytes is none")
  func noBytes() {
    let photo = TIFFBuilder.santiago.setting(.latitudeRef, .ascii("S").counting(0)).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "no latitude reference")
  }

  @Test("A negative value is its own reference", arguments: [nil, "", "X"] as [String?])
  func signInstead(_ reference: String?) throws {
    var builder = TIFFBuilder.santiago
      .without(.latitudeRef)
      .without(.longitudeRef)
      .setting(.latitude, .signedRationals((-33, 1), (51, 1), (3096, 100)))
      .setting(.longitude, .signedRationals((-70, 1), (-40, 1), (-12, 1)))
    if let reference {
      builder = builder.setting(.latitudeRef, .ascii(reference)).setting(.longitudeRef, .ascii(reference))
    }
    #expect(builder.photo.position?.coordinate == (try .santiago))
  }

  @Test("A negative value on one axis is no reference for the other")
  func signOfOneAxis() {
    let photo = TIFFBuilder.santiago
      .without(.latitudeRef)
      .without(.longitudeRef)
      .setting(.latitude, .signedRationals((-33, 1)))
      .photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "no longitude reference")
  }

  @Test("A positive signed value without a reference is no position")
  func positiveWithoutReference() {
    let photo = TIFFBuilder.santiago
      .without(.latitudeRef)
      .setting(.latitude, .signedRationals((33, 1), (51, 1), (3096, 100)))
      .photo
    #expect(photo.position == nil)
  }

  @Test("Swapped references are no position", arguments: [("W", "S"), ("E", "N"), ("E", "E"), ("w", "W")])
  func swapped(_ latitude: String, _ longitude: String) {
    let photo = TIFFBuilder.santiago
      .setting(.latitudeRef, .ascii(latitude))
      .setting(.longitudeRef, .ascii(longitude))
      .photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "latitude and longitude references are swapped")
  }

  @Test("Swapped references are no position even where the values are negative")
  func swappedAndNegative() {
    let photo = TIFFBuilder.santiago
      .setting(.latitudeRef, .ascii("W"))
      .setting(.longitudeRef, .ascii("S"))
      .setting(.latitude, .signedRationals((-33, 1)))
      .setting(.longitude, .signedRationals((-70, 1)))
      .photo
    #expect(photo.position == nil)
  }

  @Test(
    "Negative parts with a reference lose their sign to it",
    arguments: [
      .signedRationals((-33, 1), (-51, 1), (-3096, 100)),
      .signedRationals((-33, 1), (51, 1), (3096, 100)),
      .signedRationals((33, 1), (-51, 1), (3096, 100)),
      .signedRationals((33, -1), (51, 1), (3096, -100)),
    ] as [TIFFValue]
  )
  func negativeParts(_ latitude: TIFFValue) throws {
    let south = TIFFBuilder.santiago.setting(.latitude, latitude)
    #expect(south.photo.position?.coordinate == (try .santiago))
    let north = south.setting(.latitudeRef, .ascii("N"))
    #expect(north.photo.position?.coordinate.latitude == 33.8586)
  }
}
