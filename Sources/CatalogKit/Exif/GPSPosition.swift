/// Reads a position from the fields of the GPS directory (CIPA DC-008-2019, table 15), as cameras really write them.
/// It never guesses: where the fields do not have exactly one sensible meaning, there is no position.
struct GPSPosition {
  private let document: LibExifDocument

  init(_ document: LibExifDocument) {
    self.document = document
  }

  /// - Throws: ``PositionProblem`` that names the reason why there is none.
  func read() throws(PositionProblem) -> Position {
    let latitude = try angle(.latitude)
    let longitude = try angle(.longitude)
    guard let latitude, let longitude else {
      throw latitude == nil && longitude == nil ? .none : .missing(latitude == nil ? .latitude : .longitude)
    }
    // Exactly zero in both is what phones write without a fix; in one alone it is the equator or Greenwich.
    if latitude.magnitude == 0, longitude.magnitude == 0 { throw .zero }
    var coordinate = try Coordinate(
      photoLatitude: latitude.value(hemisphere: hemisphere(.latitude, of: latitude)),
      longitude: longitude.value(hemisphere: hemisphere(.longitude, of: longitude))
    )
    let datum = GPSDatum(name: text(.mapDatum))
    if let datum { coordinate = try datum.wgs84(coordinate) }
    var position = Position(coordinate, source: .exif)
    position.datum = datum?.name
    position.altitude = altitude()
    position.accuracy = document.value(.horizontalError)?.number(at: 0)?.value
      .flatMap { $0 >= 0 ? FixedPoint.round($0, decimals: 3) : nil }
    position.status = text(.status)
    position.method = document.value(.processingMethod).flatMap { ExifCodedText.read($0) }
    return position
  }

  /// Degrees, minutes and seconds summed up, and whether any of them was negative.
  private struct Angle {
    let magnitude: Double
    let isNegative: Bool

    func value(hemisphere: Hemisphere) -> Double {
      hemisphere == .negative ? -magnitude : magnitude
    }
  }

  /// `nil` where the field is missing.
  private func angle(_ axis: Axis) throws(PositionProblem) -> Angle? {
    guard let value = document.value(axis == .latitude ? .latitude : .longitude) else { return nil }
    if value.format.isText {
      guard let degrees = DecimalText.parse(value.trimmedText) else { throw .unreadable(axis) }
      return Angle(magnitude: abs(degrees), isNegative: degrees < 0)
    }
    guard (1...3).contains(value.count) else { throw .unreadable(axis) }
    var magnitude = 0.0
    var isNegative = false
    for index in 0..<value.count {
      guard let number = value.number(at: index) else { throw .unreadable(axis) }
      // 0/0 minutes or seconds are none (a Nikon D5000 writes its seconds so); without degrees there is no angle.
      if index > 0, number.isUnknown { continue }
      guard let part = number.value else { throw .unreadable(axis) }
      magnitude += abs(part) / Self.partsOfADegree[index]
      if part < 0 { isNegative = true }
    }
    return Angle(magnitude: magnitude, isNegative: isNegative)
  }

  private static let partsOfADegree: [Double] = [1, 60, 3600]

  /// The hemisphere by the reference's first letter; where there is none, a negative value is its own reference.
  private func hemisphere(_ axis: Axis, of angle: Angle) throws(PositionProblem) -> Hemisphere {
    let reference = document.value(axis == .latitude ? .latitudeRef : .longitudeRef)
    if let hemisphere = try Hemisphere(letter: reference?.trimmedText.first, of: axis) { return hemisphere }
    guard angle.isNegative else { throw .noReference(axis) }
    return .negative
  }

  private func altitude() -> Double? {
    document.value(.altitude)?.number(at: 0)
      .flatMap { GPSAltitude.metres($0, isBelow: altitudeReferenceIsBelow()) }
  }

  /// 0 and 2 are above, 1 and 3 below (2 and 3 since Exif 3.0: the ellipsoid); some writers use the digit.
  private func altitudeReferenceIsBelow() -> Bool {
    guard let reference = document.value(.altitudeRef) else { return false }
    let code = reference.number(at: 0)?.value ?? reference.bytes.first.map(Double.init) ?? 0
    return code == 1 || code == 3 || code == Double(UInt8(ascii: "1")) || code == Double(UInt8(ascii: "3"))
  }

  private func text(_ field: ExifField) -> String? {
    guard let text = document.value(field)?.trimmedText, !text.isEmpty else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}
