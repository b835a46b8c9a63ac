/// A place on the earth: WGS 84 latitude and longitude.
///
/// A `Coordinate` is always finite and in range, so nothing that receives one has to check it again.
public struct Coordinate: Hashable, Sendable {
  /// Degrees north of the equator, in `-90...90`.
  public let latitude: Double
  /// Degrees east of Greenwich, in `-180...180`.
  public let longitude: Double

  /// Makes a coordinate of two finite numbers in range; nothing is wrapped around.
  ///
  /// - Parameters:
  ///   - latitude: Degrees north, `-90...90`.
  ///   - longitude: Degrees east, `-180...180`.
  /// - Throws: ``CoordinateError`` that names the value which is out of range, or not a number.
  public init(latitude: Double, longitude: Double) throws(CoordinateError) {
    // Written so that NaN fails too: no comparison with NaN is true.
    guard latitude >= -90, latitude <= 90 else { throw .latitudeOutOfRange(latitude) }
    guard longitude >= -180, longitude <= 180 else { throw .longitudeOutOfRange(longitude) }
    // Adding zero turns -0 into 0, so that equal places have one spelling.
    self.latitude = latitude + 0
    self.longitude = longitude + 0
  }

  /// Reads two plain decimal numbers of degrees, as typed on a command line.
  ///
  /// - Parameters:
  ///   - latitude: Text such as `37.5665` or `-33.8586`.
  ///   - longitude: Text such as `126.9780`.
  /// - Throws: ``CoordinateError`` where a text is not a plain decimal number, or is out of range.
  public init(latitude: some StringProtocol, longitude: some StringProtocol) throws(CoordinateError) {
    guard let lat = DecimalText.parse(latitude.utf8) else { throw .notANumber(String(latitude)) }
    guard let lon = DecimalText.parse(longitude.utf8) else { throw .notANumber(String(longitude)) }
    try self.init(latitude: lat, longitude: lon)
  }

  /// The same place with both numbers rounded to nine decimals (a tenth of a millimetre), as the index keeps it.
  public var rounded: Coordinate {
    Coordinate(
      unchecked: FixedPoint.round(latitude, decimals: FixedPoint.coordinateDecimals),
      FixedPoint.round(longitude, decimals: FixedPoint.coordinateDecimals)
    )
  }

  /// Latitude and longitude 0, in the Gulf of Guinea.
  static let origin = Coordinate(unchecked: 0, 0)

  /// Rounding cannot leave the range: its bounds are whole numbers.
  private init(unchecked latitude: Double, _ longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// Why two numbers are not a place.
public enum CoordinateError: Error, Hashable, Sendable {
  case latitudeOutOfRange(Double)
  case longitudeOutOfRange(Double)
  case notANumber(String)
}

extension CoordinateError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .latitudeOutOfRange(let value):
      "latitude \(FixedPoint.text(value, decimals: 9)) is out of range: it lies in -90 to 90 (latitude comes first)"
    case .longitudeOutOfRange(let value):
      "longitude \(FixedPoint.text(value, decimals: 9)) is out of range: it lies in -180 to 180"
    case .notANumber(let text):
      "\u{201C}\(text)\u{201D} is not a number of degrees: write it as a plain decimal, such as 37.5665 or -33.8586"
    }
  }
}
