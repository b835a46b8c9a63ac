/// Placemarks for Google Earth and other globes: KML 2.2 (OGC 07-147r2), elements in the order of its schema. Photos without a
/// position are left out.
///
/// Altitudes are those above the sea, which KML means too. A time without its distance from UTC would be taken for UTC, so that only
/// its day is written, or its month or year where no more is known. Everything else that the index knows is extended data.
public struct KMLExporter: RowExporter {
  public var rows = ExportedRows()
  /// The address of the next photo's picture; `nil` where it has none.
  var picture: String?

  private static let data = PhotoField.allCases.filter { !PhotoField.ofPlace.contains($0) }

  private static let fields: PhotoFieldSet = [.path, .latitude, .taken, .gpsTime]

  /// Nothing written yet.
  public init() {}

  public var opening: [UInt8] {
    let root = "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n  <name>Photos</name>\n"
    return XMLText.declaration + Array(root.utf8)
  }

  public func appendRow(_ found: FoundPhoto, to xml: inout [UInt8]) throws(JSONError) -> Bool {
    guard found.isLocated else { return false }
    let photo = try found.photo(Self.fields)
    guard let position = photo.position else { return false }
    xml += Array("  <Placemark>\n".utf8)
    XMLText.appendElement("name", photo.path.lastComponent.lossyText, indent: 4, to: &xml)
    if let picture {
      xml += Array("    <description><![CDATA[<img src=\"\(picture)\">]]></description>\n".utf8)
    }
    if let when = photo.takenInUTC ?? Self.date(photo) {
      xml += Array("    <TimeStamp><when>\(when)</when></TimeStamp>\n".utf8)
    }
    if let picture {
      let icon = "<IconStyle><scale>1.5</scale><Icon><href>\(picture)</href></Icon></IconStyle>"
      xml += Array("    <Style>\(icon)</Style>\n".utf8)
    }
    xml += Array("    <ExtendedData>\n".utf8)
    for field in Self.data {
      guard let text = try found.text(field) else { continue }
      xml += Array("      <Data name=\"\(field.name)\"><value>".utf8)
      XMLText.append(text, to: &xml)
      xml += Array("</value></Data>\n".utf8)
    }
    xml += Array("    </ExtendedData>\n".utf8)
    Self.appendPoint(position, to: &xml)
    xml += Array("  </Placemark>\n".utf8)
    return true
  }

  public func closing(isEmpty: Bool) -> [UInt8] { Array("</Document>\n</kml>\n".utf8) }

  /// The date alone. When a file was last changed is not when its photo was taken.
  private static func date(_ photo: Photo) -> String? {
    guard photo.takenSource != .modified else { return nil }
    return photo.taken?.truncated(to: .day).description
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
