/// A property of XMP that is read, known by namespace and local name, never by prefix (XMP specification part 2,
/// "Exif schema for EXIF-specific properties"; CIPA DC-X010).
enum XMPProperty: Int, CaseIterable {
  case gpsLatitude, gpsLatitudeRef, gpsLongitude, gpsLongitudeRef
  case gpsAltitude, gpsAltitudeRef, gpsHPositioningError, gpsMapDatum, gpsStatus
  case gpsImgDirection, gpsImgDirectionRef, gpsSpeed, gpsSpeedRef
  case gpsTimeStamp, gpsDateTime
  case dateTimeOriginal, dateCreated, dateTimeDigitized, createDate, modifyDate
  case make, model, orientation, lens, lensModel
  case rating, microsoftRating
  case gpsProcessingMethod, droneLatitude, droneLongitude
  case hasExtendedXMP, sidecarForExtension

  /// Finds the property of a name as ``XMLEvent`` gives it.
  init?(_ name: XMLName) {
    guard let property = Self.names[name] else { return nil }
    self = property
  }

  private static let names = XMLNameTable(
    allCases.flatMap { property in property.spellings.map { ($0, property) } }
  )

  private var spellings: [String] {
    switch self {
    case .gpsLatitude: [Self.exif + "GPSLatitude"]
    case .gpsLatitudeRef: [Self.exif + "GPSLatitudeRef"]
    case .gpsLongitude: [Self.exif + "GPSLongitude"]
    case .gpsLongitudeRef: [Self.exif + "GPSLongitudeRef"]
    case .gpsAltitude: [Self.exif + "GPSAltitude"]
    case .gpsAltitudeRef: [Self.exif + "GPSAltitudeRef"]
    // Part of Exif since 2.31, after XMP had its list of Exif's properties.
    case .gpsHPositioningError: [Self.exif + "GPSHPositioningError", Self.exifEX + "GPSHPositioningError"]
    case .gpsMapDatum: [Self.exif + "GPSMapDatum"]
    case .gpsStatus: [Self.exif + "GPSStatus"]
    case .gpsImgDirection: [Self.exif + "GPSImgDirection"]
    case .gpsImgDirectionRef: [Self.exif + "GPSImgDirectionRef"]
    case .gpsSpeed: [Self.exif + "GPSSpeed"]
    case .gpsSpeedRef: [Self.exif + "GPSSpeedRef"]
    case .gpsTimeStamp: [Self.exif + "GPSTimeStamp"]
    case .gpsDateTime: [Self.exif + "GPSDateTime"]
    case .dateTimeOriginal: [Self.exif + "DateTimeOriginal"]
    case .dateCreated: ["http://ns.adobe.com/photoshop/1.0/\nDateCreated"]
    case .dateTimeDigitized: [Self.exif + "DateTimeDigitized"]
    case .createDate: [Self.xmp + "CreateDate"]
    case .modifyDate: [Self.xmp + "ModifyDate"]
    case .make: [Self.tiff + "Make"]
    case .model: [Self.tiff + "Model"]
    case .orientation: [Self.tiff + "Orientation"]
    // Lightroom's, and that of Exif 2.3 and later.
    case .lens: ["http://ns.adobe.com/exif/1.0/aux/\nLens"]
    case .lensModel: [Self.exifEX + "LensModel"]
    case .rating: [Self.xmp + "Rating"]
    // Windows writes the slash at the end of its namespace, and other programs do not.
    case .microsoftRating:
      ["http://ns.microsoft.com/photo/1.0/\nRating", "http://ns.microsoft.com/photo/1.0\nRating"]
    case .gpsProcessingMethod: [Self.exif + "GPSProcessingMethod"]
    case .droneLatitude: [Self.drone + "GpsLatitude"]
    // Some of DJI's models have a letter too many.
    case .droneLongitude: [Self.drone + "GpsLongitude", Self.drone + "GpsLongtitude"]
    case .hasExtendedXMP: ["http://ns.adobe.com/xmp/note/\nHasExtendedXMP"]
    case .sidecarForExtension: ["http://ns.adobe.com/photoshop/1.0/\nSidecarForExtension"]
    }
  }

  private static let xmp = "http://ns.adobe.com/xap/1.0/\n"
  private static let exif = "http://ns.adobe.com/exif/1.0/\n"
  private static let exifEX = "http://cipa.jp/exif/1.0/\n"
  private static let drone = "http://www.dji.com/drone-dji/1.0/\n"
  private static let tiff = "http://ns.adobe.com/tiff/1.0/\n"
}
