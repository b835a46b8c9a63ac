/// Placemarks for Google Earth and other globes: KML 2.2 (OGC 07-147r2), elements in the order of its schema. Photos without a
/// position are left out.
///
/// Altitudes are those above the sea, which KML means too. A time without its distance from UTC would be taken for UTC, so that only
/// its day is told. Everything else that the index knows is extended data.
public struct KMLExporter: PhotoExporter {
  /// Photos without a position so far.
  public private(set) var leftOut = 0

  private static let data = PhotoField.allCases.filter { !PhotoField.ofPlace.contains($0) }

  /// Nothing written yet.
  public init() {}

  public mutating func begin(_ sink: some ByteSink) throws {
    let root = "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n  <name>Photos</name>\n"
    try sink.write(XMLText.declaration + Array(root.utf8))
  }

  public mutating func add(_ exported: FoundPhoto, to sink: some ByteSink) throws {
    let photo = exported.photo
    guard let position = photo.position else {
      leftOut += 1
      return
    }
    var xml = Array("  <Placemark>\n".utf8)
    XMLText.appendElement("name", photo.path.lastComponent.lossyText, indent: 4, to: &xml)
    if let when = photo.takenInUTC ?? photo.taken?.date.description {
      xml += Array("    <TimeStamp><when>\(when)</when></TimeStamp>\n".utf8)
    }
    xml += Array("    <ExtendedData>\n".utf8)
    for field in Self.data {
      guard let text = field.text(of: exported) else { continue }
      xml += Array("      <Data name=\"\(field.rawValue)\"><value>".utf8)
      XMLText.append(text, to: &xml)
      xml += Array("</value></Data>\n".utf8)
    }
    xml += Array("    </ExtendedData>\n".utf8)
    Self.appendPoint(position, to: &xml)
    xml += Array("  </Placemark>\n".utf8)
    try sink.write(xml)
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write("</Document>\n</kml>\n")
  }

  private static func appendPoint(_ position: Position, to xml: inout [UInt8]) {
    let mode = position.altitude == nil ? "clampToGround" : "absolute"
    xml += Array("    <Point><altitudeMode>\(mode)</altitudeMode><coordinates>".utf8)
    FixedPoint.append(position.coordinate.longitude, decimals: FixedPoint.coordinateDecimals, to: &xml)
    xml.append(UInt8(ascii: ","))
    FixedPoint.append(position.coordinate.latitude, decimals: FixedPoint.coordinateDecimals, to: &xml)
    if let altitude = position.altitude {
      xml.append(UInt8(ascii: ","))
      FixedPoint.append(altitude, decimals: 3, to: &xml)
    }
    xml += Array("</coordinates></Point>\n".utf8)
  }
}
