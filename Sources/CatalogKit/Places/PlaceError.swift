/// Why a text is not a place, or not one place.
public enum PlaceError: Error, Hashable, Sendable {
  case empty
  case tooLong(bytes: Int)
  case unreadable(String)
  /// Two sensible ways to understand the text.
  case ambiguous(String, PlaceReading, PlaceReading)
  /// Only the other order gives a place.
  case swapped(latitude: Double, longitude: Double)
  /// A latitude without its longitude, or the other way round.
  case halfMissing
  /// So many numbers without letters or marks that would pair them.
  case numberCount(Int)
  /// Degrees or minutes that have decimals although something finer follows.
  case notWhole(AngleUnit, String)
  /// Minutes or seconds of 60 or more.
  case sixtyOrMore(AngleUnit, String)
  case signAndLetter(String)
  /// N, S, E or W at one number only.
  case letterMissing
  /// Both numbers say that they are latitude, or both that they are longitude.
  case sameAxis
  /// A sign right behind another number, where it may be a hyphen.
  case tightSign(String)
  case coordinate(CoordinateError)
  case referenceSystem(String)
  case shortPlusCode(String)
  case plusCode(String)
  case geohash(String)
  /// A link that stands for a longer one which only its service knows.
  case shortLink(String)
  case unknownLink(String)
  case noPosition(MapService)
  case directions(MapService)
  case planarLink
  case nameOnly(String)
}

/// One way to understand a text that has two.
public enum PlaceReading: Hashable, Sendable {
  case place(latitude: Double, longitude: Double)
  case oneNumber(String)
  case numbers(Int)
  case angles(String)
  case geohash(String)
  case name

  /// Two numbers of degrees as they can be typed again.
  static func pair(_ latitude: Double, _ longitude: Double) -> String {
    let decimals = FixedPoint.coordinateDecimals
    return FixedPoint.text(latitude, decimals: decimals) + ", "
      + FixedPoint.text(longitude, decimals: decimals)
  }
}

extension PlaceReading: CustomStringConvertible {
  /// The reading, and how to write it so that it has no other.
  public var description: String {
    switch self {
    case .place(let latitude, let longitude):
      "latitude \(FixedPoint.text(latitude, decimals: 9)) and longitude \(FixedPoint.text(longitude, decimals: 9))"
        + " (write \(Self.pair(latitude, longitude)))"
    case .oneNumber(let text): "the one number \(text), with its other half missing"
    case .numbers(let count): "\(count) separate numbers"
    case .angles(let text): "the degrees \(text) (put spaces between numbers and letters)"
    case .geohash(let text): "a geohash (write geohash:\(text))"
    case .name: "the name of a place (write its position)"
    }
  }
}
