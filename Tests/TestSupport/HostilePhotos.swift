@testable import CatalogKit

/// Photos that programs of other people could choke on.
enum HostilePhotos {
  /// Names that are text.
  static let names = [
    "photos/<b>&amp;\"'</b>.jpg", "]]>.jpg", "<!--.jpg", "photos/a,b;c.jpg", "=1+2.jpg",
    "=HYPERLINK(\"x\",\"y\")", "+1-1.jpg",
    "-x.jpg", "@SUM(A1).jpg", "\ttab.jpg", "\rreturn.jpg", "\nline.jpg", "line\nbreak\r\n.jpg", " blanks ",
    "'quote.jpg",
    "\u{202E}gpj.\u{2066}x.jpg", "\u{1B}[2J\u{1B}]0;x\u{7}.jpg", "nul\u{1}\u{1F}\u{7F}\u{85}.jpg",
    "back\\slash.jpg", "a:b.jpg",
    "http://x/y.jpg", "100%41 #1?.jpg", "e\u{301}.jpg", "\u{E9}.jpg", "\u{FFFE}\u{FFFF}\u{FFFD}.jpg",
    "골목/고양이 🐈.jpg",
    "\u{2028}\u{2029}.jpg", "${IFS}`id`$(id).jpg", "{\"a\":1}.jpg",
  ]
  /// Names that are none.
  static let bytes: [[UInt8]] = [
    [0xFF, 0x2E, 0x6A], [0x61, 0xC3, 0x28], [0xED, 0xA0, 0x80], [0x3D, 0x80],
  ]

  static let paths = names.map { FilePathBytes($0) } + bytes.map { FilePathBytes($0) }

  /// Photos with these names, each with a place and a camera of that name.
  static func photos() throws -> [Photo] {
    try paths.enumerated().map { number, path in
      var photo = try SyntheticIndex.photo("x", Double(number) - 10.125, 2 * Double(number) + 0.000000123)
      photo.path = path
      photo.model = path.utf8Text
      return photo
    }
  }

  /// A photo of which everything is known.
  static func fullPhoto() throws -> Photo {
    var photo = try SyntheticIndex.photo("photos/miso/IMG 1.jpg", -33.858612345, 151.214)
    photo.position?.altitude = -38.25
    photo.position?.accuracy = 4.125
    photo.position?.datum = "TOKYO"
    photo.position?.status = "V"
    photo.taken = CalendarDate(year: 2016, month: 9, day: 28).flatMap {
      LocalTime(date: $0, secondOfDay: 65_885, offset: LocalTime.Offset(minutes: -210, source: .gps))
    }
    photo.takenSource = .original
    photo.gpsTime = Timestamp(seconds: 1_475_086_685, nanoseconds: 120_000_000)
    photo.heading = Heading(degrees: 359.5, reference: .magneticNorth)
    photo.speed = Speed(value: 12.345, unit: .knots)
    photo.make = "Apple"
    photo.model = "iPhone 13 mini"
    photo.orientation = 6
    photo.pixelSize = PixelSize(width: 4032, height: 3024)
    photo.format = .jpeg
    photo.sidecars = [Sidecar(name: FilePathBytes([0x61, 0xFF]), size: 3, modified: photo.modified)]
    photo.unknownFields = Array(#","cat":"Miso","toys":[1,{"a":"b c"}]"#.utf8)
    return photo
  }

  /// A photo that could not be read.
  static func brokenPhoto() throws -> Photo {
    var photo = try SyntheticIndex.photo("photos/broken.jpg")
    photo.problem = PhotoProblem("the file is cut off at byte 40", isUnreadable: true)
    return photo
  }
}
