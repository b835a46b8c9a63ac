/// A GeoJSON feature collection (RFC 7946), one feature a line.
///
/// A photo is a point: longitude, latitude, and altitude where it is known, in degrees with at most seven decimals and in metres.
/// The standard counts heights from the ellipsoid, cameras count them from the sea. A photo without a position is a feature whose
/// geometry is null. Properties are the members that the photo has in the index, but for those of the place.
public struct GeoJSONExporter: RowExporter {
  public var rows = ExportedRows()

  /// RFC 7946, section 11.2: six decimals are about ten centimetres; seven are one.
  private static let decimals = 7
  private static let ofPlace: PhotoFieldSet = [.geohash, .latitude, .longitude, .altitude]

  /// Nothing written yet.
  public init() {}

  public var opening: [UInt8] { Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8) }
  public var firstSeparator: [UInt8] { Array("\n".utf8) }
  public var separator: [UInt8] { Self.betweenRows }
  public func closing(isEmpty: Bool) -> [UInt8] { Array((isEmpty ? "]}\n" : "\n]}\n").utf8) }

  private static let betweenRows = Array(",\n".utf8)

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    bytes += Self.beforeGeometry
    if let coordinate = try photo.coordinate() {
      bytes += Self.beforeCoordinates
      FixedPoint.append(coordinate.longitude, decimals: Self.decimals, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      FixedPoint.append(coordinate.latitude, decimals: Self.decimals, to: &bytes)
      let comma = bytes.count
      bytes.append(UInt8(ascii: ","))
      if try !photo.appendValue(.altitude, to: &bytes) { bytes.removeLast(bytes.count - comma) }
      bytes += Self.afterCoordinates
    } else {
      bytes += Self.noGeometry
    }
    bytes += Self.beforeProperties
    try photo.appendJSON(without: Self.ofPlace, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    return true
  }

  private static let beforeGeometry = Array("{\"type\":\"Feature\",\"geometry\":".utf8)
  private static let beforeCoordinates = Array("{\"type\":\"Point\",\"coordinates\":[".utf8)
  private static let afterCoordinates = Array("]}".utf8)
  private static let noGeometry = Array("null".utf8)
  private static let beforeProperties = Array(",\"properties\":".utf8)
}
