/// Waypoints for GPS programs: GPX 1.1 (Topografix), elements in the order of its schema. Photos without a position are left out.
public struct GPXExporter: PhotoExporter {
  /// Photos without a position so far.
  public private(set) var leftOut = 0

  /// Nothing written yet.
  public init() {}

  public mutating func begin(_ sink: some ByteSink) throws {
    let root = "<gpx version=\"1.1\" creator=\"catalog\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n"
    try sink.write(XMLText.declaration + Array(root.utf8))
  }

  public mutating func add(_ exported: FoundPhoto, to sink: some ByteSink) throws {
    let photo = exported.photo
    guard let position = photo.position else {
      leftOut += 1
      return
    }
    // The schema's longitudes end before 180.
    let longitude = position.coordinate.longitude == 180 ? -180 : position.coordinate.longitude
    let decimals = FixedPoint.coordinateDecimals
    let place =
      "lat=\"\(FixedPoint.text(position.coordinate.latitude, decimals: decimals))\" "
      + "lon=\"\(FixedPoint.text(longitude, decimals: decimals))\""
    var xml = Array("  <wpt \(place)>\n".utf8)
    if let altitude = position.altitude {
      XMLText.appendElement("ele", FixedPoint.text(altitude, decimals: 3), indent: 4, to: &xml)
    }
    if let time = photo.takenInUTC { XMLText.appendElement("time", time, indent: 4, to: &xml) }
    XMLText.appendElement("name", photo.path.lastComponent.lossyText, indent: 4, to: &xml)
    let description = Self.description(exported)
    if !description.isEmpty { XMLText.appendElement("desc", description, indent: 4, to: &xml) }
    xml += Array("    <link href=\"".utf8)
    XMLText.append(photo.path.reference, to: &xml)
    xml += Array("\"/>\n  </wpt>\n".utf8)
    try sink.write(xml)
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write("</gpx>\n")
  }

  /// `taken 2024-11-23T17:40:00, Apple iPhone 13 mini, 40.2 m at 208°, within 354 m`.
  private static func description(_ exported: FoundPhoto) -> String {
    var parts: [String] = []
    if let taken = exported.photo.taken { parts.append("taken \(taken)") }
    if let camera = exported.photo.camera { parts.append(camera) }
    if let distance = PhotoField.distance.text(of: exported) {
      parts.append("\(distance) m" + (PhotoField.bearing.text(of: exported).map { " at \($0)°" } ?? ""))
    }
    if let uncertainty = PhotoField.uncertainty.text(of: exported) { parts.append("within \(uncertainty) m") }
    return parts.joined(separator: ", ")
  }
}
