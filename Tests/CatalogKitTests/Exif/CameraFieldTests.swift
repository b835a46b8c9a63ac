import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Camera, orientation and size")
struct CameraFieldTests {
  @Test(
    "Make and model are text up to the first NUL, without blanks around it",
    arguments: [
      ("Acme\0", "Acme"), ("Acme", "Acme"), (" Acme Corp  \0", "Acme Corp"), ("Acme\0junk\0", "Acme"),
      ("", nil), ("   ", nil), ("\0Acme", nil), ("Åcme 写真\0", "Åcme 写真"),
    ] as [(String, String?)],
    [2, 7, 129] as [UInt16]
  )
  func text(_ row: (String, String?), _ type: UInt16) {
    let (text, expected) = row
    let value = TIFFValue.text(text, type: type)
    let photo = TIFFBuilder().setting(.make, value).setting(.model, value).photo
    #expect(photo.make == expected)
    #expect(photo.model == expected)
  }

  @Test("Make and model are two fields")
  func makeAndModel() {
    let photo = TIFFBuilder().setting(.make, .ascii("Acme")).setting(.model, .ascii("One")).photo
    #expect(photo.make == "Acme")
    #expect(photo.model == "One")
  }

  @Test("A number is no make")
  func number() {
    #expect(TIFFBuilder().setting(.make, .shorts(65, 66)).photo.make == nil)
  }

  @Test("A long make is cut at 1,024 bytes", arguments: [1024, 1025, 60_000])
  func longText(_ count: Int) {
    let photo = TIFFBuilder.santiago.setting(.make, .text(String(repeating: "A", count: count))).photo
    #expect(photo.make?.count == 1024)
    #expect(photo.position != nil)
  }

  @Test("Orientation is 1 to 8", arguments: ByteOrder.both)
  func orientation(_ order: ByteOrder) {
    for number in UInt16(1)...8 {
      let photo = TIFFBuilder().ordered(order).setting(.orientation, .shorts(number)).photo
      #expect(photo.orientation == Int(number))
    }
    for number in [0, 9, 256, 65535] as [UInt16] {
      #expect(TIFFBuilder().ordered(order).setting(.orientation, .shorts(number)).photo.orientation == nil)
    }
    #expect(TIFFBuilder().ordered(order).setting(.orientation, .longs(6)).photo.orientation == 6)
    #expect(TIFFBuilder().ordered(order).setting(.orientation, .byte(6)).photo.orientation == 6)
    #expect(TIFFBuilder().ordered(order).setting(.orientation, .ascii("6")).photo.orientation == nil)
    #expect(TIFFBuilder().ordered(order).setting(.orientation, .rationals((13, 2))).photo.orientation == nil)
  }

  @Test("The size is that of the Exif fields, of both types")
  func exifSize() {
    let shorts = TIFFBuilder().setting(.pixelXDimension, .shorts(4000)).setting(
      .pixelYDimension,
      .shorts(3000)
    )
    #expect(shorts.photo.pixelSize == PixelSize(width: 4000, height: 3000))
    let longs = TIFFBuilder().setting(.pixelXDimension, .longs(70_000)).setting(.pixelYDimension, .longs(3))
    #expect(longs.photo.pixelSize == PixelSize(width: 70_000, height: 3))
  }

  @Test("The size is that of the frame where Exif has none, or only half of one, or a zero")
  func frameSize() {
    let frame = PixelSize(width: 640, height: 480)
    #expect(TIFFBuilder.santiago.photo.pixelSize == frame)
    #expect(TIFFBuilder.santiago.setting(.pixelXDimension, .shorts(4000)).photo.pixelSize == frame)
    let zero = TIFFBuilder.santiago.setting(.pixelXDimension, .shorts(0)).setting(
      .pixelYDimension,
      .shorts(3000)
    )
    #expect(zero.photo.pixelSize == frame)
  }
}
