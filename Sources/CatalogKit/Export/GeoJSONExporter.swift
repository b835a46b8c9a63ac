/// A GeoJSON feature collection (RFC 7946), one feature a line.
///
/// A photo is a point: longitude, latitude, and altitude where it is known, in degrees with at most seven decimals and in metres.
/// The standard counts heights from the ellipsoid, cameras count them from the sea. A photo without a position is a feature whose
/// geometry is null. Properties are the members that the photo has in the index, but for those of the place.
public struct GeoJSONExporter: PhotoExporter {
  private var count = 0

  /// RFC 7946, section 11.2: six decimals are about ten centimetres; seven are one.
  private static let decimals = 7
  private static let properties = PhotoField.allCases.filter { !PhotoField.ofPlace.contains($0) }

  /// Nothing written yet.
  public init() {}

  public mutating func begin(_ sink: some ByteSink) throws {
    try sink.write("{\"type\":\"FeatureCollection\",\"features\":[")
  }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    var feature = Array((count == 0 ? "\n" : ",\n").utf8)
    feature += Array("{\"type\":\"Feature\",\"geometry\":".utf8)
    if let position = photo.photo.position {
      feature += Array("{\"type\":\"Point\",\"coordinates\":[".utf8)
      FixedPoint.append(position.coordinate.longitude, decimals: Self.decimals, to: &feature)
      feature.append(UInt8(ascii: ","))
      FixedPoint.append(position.coordinate.latitude, decimals: Self.decimals, to: &feature)
      if let altitude = position.altitude {
        feature.append(UInt8(ascii: ","))
        FixedPoint.append(altitude, decimals: 3, to: &feature)
      }
      feature += Array("]}".utf8)
    } else {
      feature += Array("null".utf8)
    }
    feature += Array(",\"properties\":".utf8)
    photo.appendJSON(Self.properties, to: &feature)
    feature.append(UInt8(ascii: "}"))
    try sink.write(feature)
    count += 1
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write(count == 0 ? "]}\n" : "\n]}\n")
  }
}
