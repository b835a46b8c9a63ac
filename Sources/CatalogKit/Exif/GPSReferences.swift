/// Which half of the globe a latitude or longitude counts into.
enum Hemisphere {
  /// North or east.
  case positive
  /// South or west.
  case negative

  /// - Parameters:
  ///   - letter: The first letter of the reference, in either case; any other letter and none give `nil`.
  ///   - axis: What it stands beside.
  /// - Throws: ``PositionProblem/swappedReferences`` for a letter of the other axis.
  init?(letter: UInt8?, of axis: Axis) throws(PositionProblem) {
    switch (axis, letter.map { $0 & 0xDF }) {
    case (.latitude, UInt8(ascii: "N")), (.longitude, UInt8(ascii: "E")): self = .positive
    case (.latitude, UInt8(ascii: "S")), (.longitude, UInt8(ascii: "W")): self = .negative
    case (.latitude, UInt8(ascii: "E")), (.latitude, UInt8(ascii: "W")),
      (.longitude, UInt8(ascii: "N")), (.longitude, UInt8(ascii: "S")):
      throw .swappedReferences
    default: return nil
    }
  }
}

extension Heading.Reference {
  /// - Parameter letter: The first letter of GPSImgDirectionRef, in either case.
  init?(letter: UInt8?) {
    switch letter.map({ $0 & 0xDF }) {
    case UInt8(ascii: "T"): self = .trueNorth
    case UInt8(ascii: "M"): self = .magneticNorth
    default: return nil
    }
  }
}

extension Speed.Unit {
  /// - Parameter letter: The first letter of GPSSpeedRef, in either case.
  init?(letter: UInt8?) {
    switch letter.map({ $0 & 0xDF }) {
    case UInt8(ascii: "K"): self = .kilometresPerHour
    case UInt8(ascii: "M"): self = .milesPerHour
    case UInt8(ascii: "N"): self = .knots
    default: return nil
    }
  }
}

/// GPSAltitude with GPSAltitudeRef.
enum GPSAltitude {
  /// Metres above the sea, below it where the reference or the number's own sign says so; `nil` where the number is none.
  static func metres(_ number: ExifNumber, isBelow: Bool) -> Double? {
    guard var value = number.value else { return nil }
    // No photo is a thousand kilometres up: some writers put a negative number into the unsigned field.
    if case .ratio(let numerator, let denominator) = number, value > 1_000_000 {
      value = Double(Int32(truncatingIfNeeded: numerator)) / Double(denominator)
    }
    return FixedPoint.round(isBelow || value < 0 ? -abs(value) : abs(value), decimals: 3)
  }
}
