/// The geodetic datum that a file names beside its position (GPSMapDatum: CIPA DC-008-2019, table 15).
struct GPSDatum {
  /// The name as the file has it.
  let name: String

  /// - Parameter name: The name; `nil` where it is missing, and for any spelling of WGS 84, which needs no mention.
  init?(name: String?) {
    guard let name else { return nil }
    let plain = Self.capitals(name).filter { $0 != 0 }
    if plain == Self.wgs84Names.0 || plain == Self.wgs84Names.1 { return nil }
    self.name = name
  }

  private static let wgs84Names = (Array("WGS84".utf8), Array("WGS1984".utf8))
  private static let tokyo = Array("TOKYO".utf8)

  /// Letters as capitals and digits; 0 for whatever else.
  private static func capitals(_ name: String) -> [UInt8] {
    name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte & 0xDF
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: 0
      }
    }
  }

  /// The place in WGS 84 where the shift is known, which is for Tokyo; otherwise the place as it is.
  func wgs84(_ place: Coordinate) throws(PositionProblem) -> Coordinate {
    Self.capitals(name) == Self.tokyo ? try Self.shiftFromTokyo(place) : place
  }

  /// The common approximation of the shift from the Tokyo datum, good to about ten metres in Japan.
  private static func shiftFromTokyo(_ place: Coordinate) throws(PositionProblem) -> Coordinate {
    let (lat, lon) = (place.latitude, place.longitude)
    return try Coordinate(
      photoLatitude: lat - 0.00010695 * lat + 0.000017464 * lon + 0.0046017,
      longitude: lon - 0.000046038 * lat - 0.000083043 * lon + 0.010040
    )
  }
}

extension Coordinate {
  /// A coordinate of what a photo says.
  ///
  /// - Parameters:
  ///   - photoLatitude: Degrees north.
  ///   - longitude: Degrees east.
  /// - Throws: ``PositionProblem`` where they are not a place.
  init(photoLatitude: Double, longitude: Double) throws(PositionProblem) {
    do throws(CoordinateError) {
      try self.init(latitude: photoLatitude, longitude: longitude)
    } catch {
      switch error {
      case .latitudeOutOfRange(let value): throw .outOfRange(.latitude, value)
      case .longitudeOutOfRange(let value): throw .outOfRange(.longitude, value)
      case .notANumber: throw .unreadable(.latitude)
      }
    }
  }
}
