/// What a receiver said at one moment.
struct TrackFix {
  /// Degrees, WGS 84.
  var latitude: Double
  var longitude: Double
  /// Metres.
  var altitude: Double?
  /// Metres; a dilution of precision is none.
  var accuracy: Double?
  var time: Timestamp?

  /// The fix as a video's word; `nil` where it is none: 0, 0 or a place that does not exist.
  var metadata: PhotoMetadata? {
    guard latitude != 0 || longitude != 0,
      let coordinate = try? Coordinate(photoLatitude: latitude, longitude: longitude)
    else { return nil }
    var position = Position(coordinate, source: .video)
    position.altitude = altitude.flatMap { $0.isFinite ? FixedPoint.round($0, decimals: 3) : nil }
    position.accuracy = accuracy.flatMap { $0.isFinite && $0 > 0 ? FixedPoint.round($0, decimals: 3) : nil }
    var metadata = PhotoMetadata()
    metadata.position = .success(position)
    metadata.gpsTime = time
    return metadata
  }
}

extension TrackFix {
  /// Degrees from degrees and minutes in one number, as receivers write them: 3733.99 is 37°33.99'.
  ///
  /// - Parameters:
  ///   - number: Not negative.
  ///   - limit: The largest number of degrees.
  /// - Returns: `nil` where it is no such number.
  static func degrees(ofDegreesAndMinutes number: Double, limit: Double) -> Double? {
    guard number.isFinite, number >= 0, number <= limit * 100 else { return nil }
    let whole = (number / 100).rounded(.down)
    let minutes = number - whole * 100
    return minutes < 60 ? whole + minutes / 60 : nil
  }
}
