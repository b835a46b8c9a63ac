/// The bytes of small photos: a JPEG file whose Exif block holds a position and, perhaps, a date.
enum SamplePhoto {
  /// A photo that was taken somewhere.
  ///
  /// - Parameters:
  ///   - latitude: Degrees north, kept to seven decimals.
  ///   - longitude: Degrees east, kept to seven decimals.
  ///   - taken: `2024:11:23 17:40:00`, 19 characters, where the photo is to have a date.
  ///   - padding: Bytes of picture, so that photos can differ in size.
  /// - Returns: The file.
  static func at(
    _ latitude: Double,
    _ longitude: Double,
    taken: String? = nil,
    padding: Int = 16
  ) -> [UInt8] {
    jpeg(exif: block(place: (latitude, longitude), taken: taken), padding: padding)
  }

  /// A photo that does not say where it was taken.
  static func unlocated(taken: String? = "2024:11:23 17:40:00", padding: Int = 16) -> [UInt8] {
    jpeg(exif: block(place: nil, taken: taken), padding: padding)
  }

  /// A photo that breaks off in its metadata.
  static var broken: [UInt8] { Array(at(37.5, 127).prefix(40)) }

  private static func jpeg(exif: [UInt8], padding: Int) -> [UInt8] {
    let frame: [UInt8] = [8, 0, 3, 0, 4, 1, 1, 0x11, 0]
    let scan: [UInt8] = [1, 1, 0, 0, 63, 0]
    return [0xFF, 0xD8] + segment(0xE1, Array("Exif\0\0".utf8) + exif) + segment(0xC0, frame)
      + segment(0xDA, scan) + [UInt8](repeating: 0x55, count: padding) + [0xFF, 0xD9]
  }

  private static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count + 2
    return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + payload
  }

  /// A TIFF structure, little endian: the image's directory, then Exif's, then that of the position.
  private static func block(place: (Double, Double)?, taken: String?) -> [UInt8] {
    let pointers = (place == nil ? 0 : 1) + (taken == nil ? 0 : 1)
    let exifStart = 8 + 2 + 12 * pointers + 4
    let positionStart = exifStart + (taken == nil ? 0 : 2 + 12 + 4 + 20)
    var bytes = Array("II".utf8) + number(42, 2) + number(8, 4) + number(pointers, 2)
    if taken != nil { bytes += entry(0x8769, type: 4, count: 1, exifStart) }
    if place != nil { bytes += entry(0x8825, type: 4, count: 1, positionStart) }
    bytes += number(0, 4)
    if let taken {
      bytes += number(1, 2) + entry(0x9003, type: 2, count: 20, exifStart + 18) + number(0, 4)
      bytes += Array(taken.utf8.prefix(19)) + [0]
    }
    guard let (latitude, longitude) = place else { return bytes }
    let values = positionStart + 2 + 4 * 12 + 4
    bytes += number(4, 2)
    bytes += entry(1, type: 2, count: 2, Int(UInt8(ascii: latitude < 0 ? "S" : "N")))
    bytes += entry(2, type: 5, count: 1, values)
    bytes += entry(3, type: 2, count: 2, Int(UInt8(ascii: longitude < 0 ? "W" : "E")))
    bytes += entry(4, type: 5, count: 1, values + 8)
    bytes += number(0, 4)
    for degrees in [latitude, longitude] {
      bytes += number(Int((degrees.magnitude * 1e7).rounded()), 4) + number(10_000_000, 4)
    }
    return bytes
  }

  private static func entry(_ tag: Int, type: Int, count: Int, _ value: Int) -> [UInt8] {
    number(tag, 2) + number(type, 2) + number(count, 4) + number(value, 4)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
