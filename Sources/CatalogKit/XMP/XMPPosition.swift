/// Reads a position from the GPS properties of XMP (XMP specification part 2, "GPSCoordinate"), by the same rules as the
/// fields of Exif: where the text does not have exactly one sensible meaning, there is no position.
struct XMPPosition {
  private let properties: XMPProperties

  init(_ properties: XMPProperties) {
    self.properties = properties
  }

  /// The properties of Exif, then those of DJI's drones.
  ///
  /// - Throws: ``PositionProblem`` that names the reason why there is none.
  func read(source: Position.Source) throws(PositionProblem) -> Position {
    do throws(PositionProblem) {
      return try readExif(source: source)
    } catch {
      if let position = try readDrone(source: source, unless: error) { return position }
      throw error
    }
  }

  /// Signed decimals in WGS 84. Where they say nothing better, the problem of the properties of Exif stays.
  private func readDrone(
    source: Position.Source,
    unless problem: PositionProblem
  ) throws(PositionProblem) -> Position? {
    guard let latitude = properties.text(.droneLatitude), let longitude = properties.text(.droneLongitude)
    else {
      return nil
    }
    do throws(PositionProblem) {
      guard let latitude = DecimalText.parse(latitude) else { throw .unreadable(.latitude) }
      guard let longitude = DecimalText.parse(longitude) else { throw .unreadable(.longitude) }
      // Without a fix.
      if latitude == 0, longitude == 0 { throw .zero }
      return Position(try Coordinate(photoLatitude: latitude, longitude: longitude), source: source)
    } catch {
      throw problem == .none ? error : problem
    }
  }

  private func readExif(source: Position.Source) throws(PositionProblem) -> Position {
    let latitude = try angle(.latitude)
    let longitude = try angle(.longitude)
    guard let latitude, let longitude else {
      throw latitude == nil && longitude == nil ? .none : .missing(latitude == nil ? .latitude : .longitude)
    }
    if latitude.magnitude == 0, longitude.magnitude == 0 { throw .zero }
    var coordinate = try Coordinate(
      photoLatitude: degrees(latitude, .latitude),
      longitude: degrees(longitude, .longitude)
    )
    let datum = GPSDatum(name: properties.string(.gpsMapDatum))
    if let datum { coordinate = try datum.wgs84(coordinate) }
    var position = Position(coordinate, source: source)
    position.datum = datum?.name
    position.altitude = properties.number(.gpsAltitude)
      .flatMap { GPSAltitude.metres($0, isBelow: altitudeReferenceIsBelow) }
    position.accuracy = properties.number(.gpsHPositioningError)?.value
      .flatMap { $0 >= 0 ? FixedPoint.round($0, decimals: 3) : nil }
    position.status = properties.string(.gpsStatus)
    position.method = properties.string(.gpsProcessingMethod)
    return position
  }

  /// Degrees, minutes and seconds summed up, with what the text says of its sign.
  private struct Angle {
    var magnitude = 0.0
    var isNegative = false
    /// One number without a comma.
    var isPlain = false
    /// The letter behind the number.
    var hemisphere: Hemisphere?
  }

  /// `37,33.98N`, `37,33,58.8N`, `37.5663N`, or a signed `37.5663`; `nil` where the property is missing.
  private func angle(_ axis: Axis) throws(PositionProblem) -> Angle? {
    let property: XMPProperty = axis == .latitude ? .gpsLatitude : .gpsLongitude
    guard var text = properties.text(property)?[...] else { return nil }
    guard !properties.isOneOfMany(property) else { throw .unreadable(axis) }
    var angle = Angle()
    if let letter = text.last, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter & 0xDF) {
      guard let hemisphere = try Hemisphere(letter: letter, of: axis) else { throw .unreadable(axis) }
      angle.hemisphere = hemisphere
      text.removeLast()
    }
    let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count <= Self.partsOfADegree.count else { throw .unreadable(axis) }
    angle.isPlain = parts.count == 1
    for (part, size) in zip(parts, Self.partsOfADegree) {
      guard let value = DecimalText.parse(XMPText.trimmed(part)) else { throw .unreadable(axis) }
      angle.magnitude += abs(value) / size
      if value < 0 { angle.isNegative = true }
    }
    return angle
  }

  private static let partsOfADegree: [Double] = [1, 60, 3600]

  private func degrees(_ angle: Angle, _ axis: Axis) throws(PositionProblem) -> Double {
    try hemisphere(axis, of: angle) == .negative ? -angle.magnitude : angle.magnitude
  }

  /// The letter behind the number or the separate reference; without either, the sign of a plain number, and of any other
  /// only a minus.
  private func hemisphere(_ axis: Axis, of angle: Angle) throws(PositionProblem) -> Hemisphere {
    let reference = properties.text(axis == .latitude ? .gpsLatitudeRef : .gpsLongitudeRef)
    let separate = try Hemisphere(letter: reference?.first, of: axis)
    if let own = angle.hemisphere {
      guard separate == nil || separate == own else { throw .contradictoryReferences(axis) }
      return own
    }
    if let separate { return separate }
    if angle.isNegative { return .negative }
    guard angle.isPlain, reference == nil else { throw .noReference(axis) }
    return .positive
  }

  /// 0 and 2 are above, 1 and 3 below.
  private var altitudeReferenceIsBelow: Bool {
    let code = properties.number(.gpsAltitudeRef)?.value
    return code == 1 || code == 3
  }
}
