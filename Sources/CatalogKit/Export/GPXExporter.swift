/// Waypoints for GPS programs: GPX 1.1 (Topografix), elements in the order of its schema. Photos without a position are left out.
public struct GPXExporter: RowExporter {
  public var rows = ExportedRows()

  private static let fields: PhotoFieldSet = [.path, .latitude, .taken, .gpsTime, .make, .model]

  /// Nothing written yet.
  public init() {}

  public var opening: [UInt8] {
    let root = "<gpx version=\"1.1\" creator=\"catalog\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n"
    return XMLText.declaration + Array(root.utf8)
  }

  public func appendRow(_ found: FoundPhoto, to xml: inout [UInt8]) throws(JSONError) -> Bool {
    guard found.isLocated else { return false }
    let photo = try found.photo(Self.fields)
    guard let position = photo.position else { return false }
    // The schema's longitudes end before 180.
    let longitude = position.coordinate.longitude == 180 ? -180 : position.coordinate.longitude
    let decimals = FixedPoint.coordinateDecimals
    let place =
      "lat=\"\(FixedPoint.text(position.coordinate.latitude, decimals: decimals))\" "
      + "lon=\"\(FixedPoint.text(longitude, decimals: decimals))\""
    xml += Array("  <wpt \(place)>\n".utf8)
    if let altitude = position.altitude {
      XMLText.appendElement("ele", FixedPoint.text(altitude, decimals: 3), indent: 4, to: &xml)
    }
    if let time = photo.takenInUTC { XMLText.appendElement("time", time, indent: 4, to: &xml) }
    XMLText.appendElement("name", photo.path.lastComponent.lossyText, indent: 4, to: &xml)
    let description = try Self.description(found, photo)
    if !description.isEmpty { XMLText.appendElement("desc", description, indent: 4, to: &xml) }
    xml += Array("    <link href=\"".utf8)
    XMLText.append(photo.path.reference, to: &xml)
    xml += Array("\"/>\n  </wpt>\n".utf8)
    return true
  }

  public func closing(isEmpty: Bool) -> [UInt8] { Array("</gpx>\n".utf8) }

  /// `taken 2024-11-23T17:40:00, Apple iPhone 13 mini, 40.2 m at 208°, within 354 m`.
  private static func description(_ found: FoundPhoto, _ photo: Photo) throws(JSONError) -> String {
    var parts: [String] = []
    if let taken = photo.taken {
      parts.append("\(photo.takenSource == .modified ? "file changed" : "taken") \(taken)")
    }
    if let camera = photo.camera { parts.append(camera) }
    if let distance = try found.text(.distance) {
      parts.append("\(distance) m" + (try found.text(.bearing).map { " at \($0)°" } ?? ""))
    }
    if let uncertainty = try found.text(.uncertainty) { parts.append("within \(uncertainty) m") }
    parts += try whereabouts(found)
    return parts.joined(separator: ", ")
  }

  /// `Camden Town, London, GB`, and the time zone.
  private static func whereabouts(_ found: FoundPhoto) throws(JSONError) -> [String] {
    var names: [String] = []
    for field in [PhotoField.district, .place, .country] {
      if let name = try found.text(field) { names.append(name) }
    }
    if let zone = try found.text(.timeZone) { names.append("time zone \(zone)") }
    return names
  }
}
