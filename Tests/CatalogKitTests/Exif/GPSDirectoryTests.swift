import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Where the GPS fields are")
struct GPSDirectoryTests {
  @Test(
    "A pointer to the GPS directory may be of any whole number",
    arguments: [3, 4, 9, 13] as [UInt16],
    ByteOrder.both
  )
  func pointerTypes(_ type: UInt16, _ order: ByteOrder) throws {
    let builder = TIFFBuilder.santiago.ordered(order).setting(.gpsPointer, .pointer(to: "gps", type: type))
    #expect(builder.photo.position?.coordinate == (try .santiago))
  }

  @Test("A pointer of another type is none", arguments: [2, 5, 7, 10, 12] as [UInt16])
  func otherPointerTypes(_ type: UInt16) {
    let pointer = TIFFValue.pointer(to: "gps").typed(type)
    #expect(TIFFBuilder.santiago.setting(.gpsPointer, pointer).photo.position == nil)
  }

  @Test("A GPS pointer in the Exif directory is followed", arguments: [3, 4, 13] as [UInt16])
  func pointerInExif(_ type: UInt16) throws {
    let field = ExifField(directory: .exif, tag: ExifField.gpsPointer.tag)
    let builder = TIFFBuilder.santiago.setting(field, .pointer(to: "gps", type: type))
    #expect(builder.photo.position?.coordinate == (try .santiago))
  }

  @Test("A pointer to the Exif directory may be SHORT, LONG or IFD", arguments: [3, 4, 13] as [UInt16])
  func exifPointerTypes(_ type: UInt16) throws {
    let photo = TIFFBuilder()
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
      .setting(.exifPointer, .pointer(to: "exif", type: type))
      .photo
    #expect(photo.taken?.description == "2016-09-28T18:18:05")
  }

  @Test("The GPS directory may come before all others, and any bytes before the first")
  func layout() throws {
    let moved = TIFFBuilder.santiago.setting(.make, .ascii("Acme Cameras")).movedToFront("gps")
    #expect(moved.photo.position?.coordinate == (try .santiago))
    let late = TIFFBuilder.santiago.changing { $0.gap = 30_001 }
    #expect(late.photo.position?.coordinate == (try .santiago))
  }

  @Test("Fields need not be sorted", arguments: ByteOrder.both)
  func unsorted(_ order: ByteOrder) throws {
    let builder = TIFFBuilder.santiago.ordered(order)
      .setting(.altitude, .rationals((100, 1)))
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
      .reversed("gps").reversed("image")
    #expect(builder.photo.position?.coordinate == (try .santiago))
    #expect(builder.photo.position?.altitude == 100)
    #expect(builder.photo.taken != nil)
  }

  @Test("The first of a repeated field wins")
  func repeatedField() throws {
    let builder = TIFFBuilder.santiago
      .adding(.latitude, .rationals((10, 1)))
      .adding(.latitudeRef, .ascii("N"))
      .adding(.longitudeRef, .ascii("E"))
      .adding(.longitude, .rationals((10, 1)))
      .setting(.make, .ascii("First"))
      .adding(.make, .ascii("Second"))
    #expect(builder.photo.position?.coordinate == (try .santiago))
    #expect(builder.photo.make == "First")
  }

  private static let elsewhere = [
    TIFFEntry(.latitudeRef, .ascii("N")), TIFFEntry(.latitude, .rationals((10, 1))),
    TIFFEntry(.longitudeRef, .ascii("E")), TIFFEntry(.longitude, .rationals((10, 1))),
  ]

  @Test("The first of two GPS directories wins")
  func repeatedPointer() throws {
    let builder = TIFFBuilder.santiago
      .adding(.gpsPointer, .pointer(to: "gps"))
      .adding(.gpsPointer, .pointer(to: "elsewhere"))
      .directory("elsewhere", Self.elsewhere)
    #expect(builder.photo.position?.coordinate == (try .santiago))
    let other = TIFFBuilder.santiago
      .adding(.gpsPointer, .pointer(to: "elsewhere"))
      .adding(.gpsPointer, .pointer(to: "gps"))
      .directory("elsewhere", Self.elsewhere)
    #expect(other.photo.position?.coordinate == (try Coordinate(latitude: 10, longitude: 10)))
  }

  @Test("The GPS directory that the first directory names wins over that of the Exif directory")
  func pointersInBoth() throws {
    let builder = TIFFBuilder.santiago
      .setting(.gpsPointer, .pointer(to: "gps"))
      .setting(ExifField(directory: .exif, tag: ExifField.gpsPointer.tag), .pointer(to: "elsewhere"))
      .directory("elsewhere", Self.elsewhere)
    #expect(builder.photo.position?.coordinate == (try .santiago))
  }

  @Test("Two GPS directories are not mixed")
  func noMixture() {
    let photo = TIFFBuilder.santiago.without(.longitude)
      .adding(.gpsPointer, .pointer(to: "gps"))
      .adding(.gpsPointer, .pointer(to: "elsewhere"))
      .directory("elsewhere", Self.elsewhere)
      .photo
    #expect(photo.problem?.reason == "no longitude")
  }

  @Test(
    "A GPS pointer that leads nowhere gives way to one that leads somewhere",
    arguments: [0, 4, 60_000] as [UInt32]
  )
  func lostPointer(_ offset: UInt32) throws {
    let photo = TIFFBuilder.santiago
      .adding(.gpsPointer, .longs(offset))
      .adding(.gpsPointer, .pointer(to: "gps"))
      .photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("The same tag numbers in another directory are no position")
  func foreignDirectory() {
    var builder = TIFFBuilder()
    for entry in Self.elsewhere {
      builder = builder.setting(ExifField(directory: .image, tag: entry.tag), entry.value)
      builder = builder.setting(ExifField(directory: .exif, tag: entry.tag), entry.value)
    }
    #expect(builder.photo.problem?.reason == "no position")
    let interoperability =
      builder
      .setting(ExifField(directory: .exif, tag: 0xA005), .pointer(to: "interoperability"))
      .directory("interoperability", Self.elsewhere)
    #expect(interoperability.photo.problem?.reason == "no position")
  }

  @Test("A second image directory, that of a thumbnail, is not read")
  func thumbnail() {
    let builder = TIFFBuilder().setting(.make, .ascii("Acme"))
    var bytes = builder.bytes
    let thumbnail = TIFFBuilder.santiago.changing { $0.gap = bytes.count - TIFFHeader.length }.bytes
    // The link to the next directory comes after the one entry of the first.
    bytes.replaceSubrange(22..<26, with: ByteOrder.little.encode(UInt64(bytes.count), size: 4))
    let photo = JPEGBuilder().exif(bytes + thumbnail[bytes.count...]).frame(width: 8, height: 8).scan().photo
    #expect(photo.make == "Acme")
    #expect(photo.position == nil)
  }
}
