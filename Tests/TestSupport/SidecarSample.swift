@testable import CatalogKit

/// The contents of sidecars, and photos that they are beside.
enum SidecarSample {
  /// An XMP file with attributes of `rdf:Description`.
  static func xmp(_ attributes: String) -> String {
    """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" \(attributes)/>
    </rdf:RDF></x:xmpmeta>
    """
  }

  /// An XMP file with a position.
  static func xmp(_ latitude: Int, _ longitude: Int) -> String {
    xmp("exif:GPSLatitude=\"\(latitude)\" exif:GPSLongitude=\"\(longitude)\"")
  }

  /// Google Takeout's JSON about `IMG.jpg`.
  static func takeout(_ shown: String, _ uploaded: String? = nil) -> String {
    let more = uploaded.map { ",\"geoDataExif\":\($0)" } ?? ""
    return "{\"title\":\"IMG.jpg\",\"photoTakenTime\":{\"timestamp\":\"1\"},\"geoData\":\(shown)\(more)}"
  }

  static func place(_ latitude: Double, _ longitude: Double) -> String {
    "{\"latitude\":\(latitude),\"longitude\":\(longitude),\"altitude\":0.0}"
  }

  /// A JPEG with Exif on Sydney's coast, or with a time and a camera only, and perhaps an XMP packet.
  static func photo(isLocated: Bool, xmp: String? = nil) -> [UInt8] {
    let image: RawTIFF.Directory = [
      RawTIFF.Entry(tag: 0x010F, value: .text("Cat")), RawTIFF.Entry(tag: 0x8769, value: .directory(1)),
    ]
    let exif = isLocated ? RawTIFF.photo() : RawTIFF([image, RawTIFF.exif])
    return jpeg(exif.bytes, xmp: xmp)
  }

  /// A JPEG with an Exif block and perhaps an XMP packet.
  static func jpeg(_ exif: [UInt8], xmp: String? = nil) -> [UInt8] {
    let jpeg = RawBuilder.jpeg(exif)
    guard let xmp else { return jpeg }
    let packet = Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(xmp.utf8)
    let length = packet.count + 2
    return jpeg.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + packet
      + jpeg.dropFirst(2)
  }
}
