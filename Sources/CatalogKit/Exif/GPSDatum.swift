/// The geodetic datum that a file names beside its position (GPSMapDatum: CIPA DC-008-2019, table 15).
struct GPSDatum {
  /// The name as the file has it.
  let name: String

  /// - Parameter name: The name; `nil` where it is missing, and for any spelling of WGS 84, which needs no mention.
  init?(name: String?) {
    guard let name else { return nil }
    let letters = name.uppercased().unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    let plain = String(String.UnicodeScalarView(letters))
    if plain == "WGS84" || plain == "WGS1984" { return nil }
    self.name = name
  }

  /// The place in WGS 84 where the shift is known, which is for Tokyo; otherwise the place as it is.
  func wgs84(_ place: Coordinate) throws(PositionProblem) -> Coordinate {
    name.uppercased() == "TOKYO" ? try Self.shiftFromTokyo(place) : place
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
