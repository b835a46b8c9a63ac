import CatalogKit

/// An answer as one JSON array of photos, one a line, each with `distance` in metres and `bearing` in degrees before what the
/// index keeps of it.
enum NearJSON {
  static func render(_ rows: [NearRow]) -> [UInt8] {
    guard !rows.isEmpty else { return Array("[]\n".utf8) }
    var bytes = Array("[".utf8)
    for (index, row) in rows.enumerated() {
      bytes += Array((index == 0 ? "\n" : ",\n").utf8)
      append(row, to: &bytes)
    }
    return bytes + Array("\n]\n".utf8)
  }

  private static func append(_ row: NearRow, to bytes: inout [UInt8]) {
    var photo = row.hit.photo
    photo.path = row.path
    // Rounding may reach a full turn, which is north.
    let bearing = FixedPoint.round(row.hit.bearing, decimals: 4)
    bytes += Array("{\"distance\":".utf8)
    FixedPoint.append(row.hit.distance, decimals: 3, to: &bytes)
    bytes += Array(",\"bearing\":".utf8)
    FixedPoint.append(bearing == 360 ? 0 : bearing, decimals: 4, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    bytes += photo.json.dropFirst()
  }
}
