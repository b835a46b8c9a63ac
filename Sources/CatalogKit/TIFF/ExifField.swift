/// A field of Exif: a tag number *in a directory*. The same number means something else in another one, as GPS 1 and 2
/// do in the interoperability directory.
struct ExifField: Hashable {
  /// The directories that are read.
  enum Directory: Int, CaseIterable {
    case image
    case exif
    case gps
  }

  let directory: Directory
  let tag: UInt16

  // TIFF 6.0 and CIPA DC-008-2019, table 4
  static let imageDescription = ExifField(directory: .image, tag: 0x010E)
  static let make = ExifField(directory: .image, tag: 0x010F)
  static let model = ExifField(directory: .image, tag: 0x0110)
  static let orientation = ExifField(directory: .image, tag: 0x0112)
  static let dateTime = ExifField(directory: .image, tag: 0x0132)
  /// As TIFF/EP and DNG write it; a camera's Exif directory has its own.
  static let imageDateTimeOriginal = ExifField(directory: .image, tag: 0x9003)
  static let imageOffsetTimeOriginal = ExifField(directory: .image, tag: 0x9011)
  static let imageSubSecTimeOriginal = ExifField(directory: .image, tag: 0x9291)
  // Windows' own: "PhotoMetadata" in its imaging component
  static let rating = ExifField(directory: .image, tag: 0x4746)
  static let xpTitle = ExifField(directory: .image, tag: 0x9C9B)
  static let xpKeywords = ExifField(directory: .image, tag: 0x9C9E)
  static let exifPointer = ExifField(directory: .image, tag: 0x8769)
  static let gpsPointer = ExifField(directory: .image, tag: 0x8825)

  // Table 7 and 8
  static let dateTimeOriginal = ExifField(directory: .exif, tag: 0x9003)
  static let dateTimeDigitized = ExifField(directory: .exif, tag: 0x9004)
  static let offsetTime = ExifField(directory: .exif, tag: 0x9010)
  static let offsetTimeOriginal = ExifField(directory: .exif, tag: 0x9011)
  static let offsetTimeDigitized = ExifField(directory: .exif, tag: 0x9012)
  static let subSecTime = ExifField(directory: .exif, tag: 0x9290)
  static let subSecTimeOriginal = ExifField(directory: .exif, tag: 0x9291)
  static let subSecTimeDigitized = ExifField(directory: .exif, tag: 0x9292)
  static let pixelXDimension = ExifField(directory: .exif, tag: 0xA002)
  static let pixelYDimension = ExifField(directory: .exif, tag: 0xA003)
  static let lensModel = ExifField(directory: .exif, tag: 0xA434)

  // Table 15
  static let latitudeRef = ExifField(directory: .gps, tag: 0x0001)
  static let latitude = ExifField(directory: .gps, tag: 0x0002)
  static let longitudeRef = ExifField(directory: .gps, tag: 0x0003)
  static let longitude = ExifField(directory: .gps, tag: 0x0004)
  static let altitudeRef = ExifField(directory: .gps, tag: 0x0005)
  static let altitude = ExifField(directory: .gps, tag: 0x0006)
  static let timeStamp = ExifField(directory: .gps, tag: 0x0007)
  static let status = ExifField(directory: .gps, tag: 0x0009)
  static let speedRef = ExifField(directory: .gps, tag: 0x000C)
  static let speed = ExifField(directory: .gps, tag: 0x000D)
  static let imageDirectionRef = ExifField(directory: .gps, tag: 0x0010)
  static let imageDirection = ExifField(directory: .gps, tag: 0x0011)
  static let mapDatum = ExifField(directory: .gps, tag: 0x0012)
  static let processingMethod = ExifField(directory: .gps, tag: 0x001B)
  static let dateStamp = ExifField(directory: .gps, tag: 0x001D)
  static let horizontalError = ExifField(directory: .gps, tag: 0x001F)

  /// All fields that are taken out of a photo; MakerNote and the rest are never looked at.
  static let wanted: [ExifField] = [
    make, model, orientation, dateTime, imageDateTimeOriginal, imageOffsetTimeOriginal,
    imageSubSecTimeOriginal,
    dateTimeOriginal, dateTimeDigitized, offsetTime, offsetTimeOriginal, offsetTimeDigitized,
    subSecTime, subSecTimeOriginal, subSecTimeDigitized,
    pixelXDimension, pixelYDimension, lensModel,
    imageDescription, rating, xpTitle, xpKeywords,
    latitudeRef, latitude, longitudeRef, longitude, altitudeRef, altitude, timeStamp, status, speedRef, speed,
    imageDirectionRef, imageDirection, mapDatum, processingMethod, dateStamp,
    horizontalError,
  ]

  /// Whether it holds what people write, which may be long.
  var holdsWords: Bool { self == .imageDescription || self == .xpTitle || self == .xpKeywords }

  /// Whether it says where the photo was taken: these fields are read with libexif.
  var isPosition: Bool { directory == .gps && (0x0001...0x0006).contains(tag) }

  /// The places of a position's fields in ``wanted``, in the order of their tags.
  static let positionNumbers: Range<Int> = {
    let numbers = wanted.indices.filter { wanted[$0].isPosition }
    return (numbers.first ?? 0)..<((numbers.last ?? -1) + 1)
  }()

  /// The place of a field in ``wanted``; `nil` for all that is never looked at.
  static func number(of tag: UInt16, in directory: Directory) -> Int? { Numbers(of: directory)[tag] }

  /// The places of a directory's fields in ``wanted``, by their tags.
  ///
  /// A photo has some hundred entries, so this is a look into a table and not into a list.
  struct Numbers {
    private let directory: Directory
    private let slots = ExifField.slots

    init(of directory: Directory) { self.directory = directory }

    /// The place of a field; `nil` for all that is never looked at.
    subscript(tag: UInt16) -> Int? {
      let found = slots[ExifField.slot(tag, directory)]
      return found.tag == tag && found.number != .max ? Int(found.number) : nil
    }
  }

  /// Tags and numbers by slot. No two wanted fields share one, which a test holds. They are never freed.
  nonisolated(unsafe) private static let slots: UnsafeBufferPointer<(tag: UInt16, number: UInt8)> = {
    let slots = UnsafeMutableBufferPointer<(tag: UInt16, number: UInt8)>.allocate(
      capacity: Directory.allCases.count << 8
    )
    slots.initialize(repeating: (0, .max))
    for (number, field) in wanted.enumerated() {
      slots[slot(field.tag, field.directory)] = (field.tag, UInt8(truncatingIfNeeded: number))
    }
    return UnsafeBufferPointer(slots)
  }()

  static func slot(_ tag: UInt16, _ directory: Directory) -> Int {
    directory.rawValue << 8 | Int((tag ^ tag >> 8) & 0xFF)
  }
}
