@testable import CatalogKit

/// Packets and sidecars for tests.
enum XMPSample {
  /// A sidecar as an editor writes it.
  static let good = packet(
    attributes: #"""
      exif:GPSLatitude="37,33.98N" exif:GPSLongitude="126,58.68E" exif:GPSAltitude="3825/100"
      exif:GPSAltitudeRef="0" exif:GPSImgDirection="2701/10" exif:GPSImgDirectionRef="T"
      exif:GPSTimeStamp="2026-05-01T03:00:05Z" tiff:Orientation="6" xmp:CreateDate="2020-01-01T00:00:00"
      """#,
    children: """
      <exif:DateTimeOriginal>2026-05-01T12:00:05+09:00</exif:DateTimeOriginal>
      <tiff:Make>Apple</tiff:Make><tiff:Model>iPhone 15</tiff:Model>
      """
  )

  /// A packet around attributes and child elements of its one description.
  static func packet(attributes: String = "", children: String = "") -> String {
    #"""
    <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" \#(namespaces) \#(attributes)>\#(children)</rdf:Description>
    </rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>
    """#
  }

  static let namespaces = [
    "exif": "http://ns.adobe.com/exif/1.0/", "exifEX": "http://cipa.jp/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/", "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/", "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "mwg-kw": "http://www.metadataworkinggroup.com/schemas/keywords/",
    "MP": "http://ns.microsoft.com/photo/1.2/", "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/", "xmpNote": "http://ns.adobe.com/xmp/note/",
    "drone-dji": "http://www.dji.com/drone-dji/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/", "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
  ].sorted { $0.key < $1.key }.map { "xmlns:\($0.key)=\"\($0.value)\"" }.joined(separator: " ")

  /// A property that is a list.
  static func list(_ property: String, _ items: [String], kind: String = "Bag") -> String {
    let items = items.map { "<rdf:li>\($0)</rdf:li>" }.joined()
    return "<\(property)><rdf:\(kind)>\(items)</rdf:\(kind)></\(property)>"
  }

  /// What a packet with these child elements alone says.
  static func read(children: String) throws(ContainerError) -> PhotoMetadata {
    try read(packet(children: children))
  }

  static func read(_ text: String) throws(ContainerError) -> PhotoMetadata {
    try read(Array(text.utf8))
  }

  static func read(_ bytes: [UInt8]) throws(ContainerError) -> PhotoMetadata {
    try XMPPacket.read(ByteReader(ByteSource(bytes)), source: .sidecar)
  }

  /// What a packet with these attributes alone says.
  static func read(attributes: String) throws(ContainerError) -> PhotoMetadata {
    try read(packet(attributes: attributes))
  }

  /// The position of latitude and longitude as they are in the packet.
  static func position(
    _ latitude: String,
    _ longitude: String,
    _ more: String = ""
  ) throws -> Result<Position, PositionProblem> {
    try read(attributes: "exif:GPSLatitude='\(latitude)' exif:GPSLongitude='\(longitude)' \(more)").position
  }
}

extension Result where Success == Position, Failure == PositionProblem {
  /// Latitude and longitude, rounded to a millionth of a degree; empty where there is no position.
  var rounded: [Double] {
    guard case .success(let position) = self else { return [] }
    return [position.coordinate.latitude, position.coordinate.longitude].map { ($0 * 1e6).rounded() / 1e6 }
  }

  var problem: PositionProblem? {
    guard case .failure(let problem) = self else { return nil }
    return problem
  }
}
