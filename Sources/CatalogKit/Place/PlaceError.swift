/// Why a text is not a place, or not one place.
public enum PlaceError: Error, Hashable, Sendable {
  case empty
  case tooLong(bytes: Int)
  case unreadable(String)
  /// Two sensible ways to understand the text.
  case ambiguous(String, PlaceReading, PlaceReading)
  /// Only the other order gives a place.
  case swapped(latitude: Double, longitude: Double)
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
  case tightMinus(String)
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
    case .name: "the name of a place, and names are not looked up (write its position)"
    }
  }
}

extension PlaceError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .empty: "a place is missing: \(Self.forms)"
    case .tooLong(let bytes):
      "a place of \(bytes) bytes is too long: at most \(Place.maximumLength) are read; \(Self.forms)"
    case .unreadable(let text): "\(Self.quote(text)) is not a place: \(Self.forms)"
    case .ambiguous(let text, let one, let other):
      "\(Self.quote(text)) can be read in two ways: \(one), or \(other)"
    case .swapped(let latitude, let longitude):
      "latitude comes first, and \(FixedPoint.text(longitude, decimals: 9)) is outside -90 to 90:"
        + " \(PlaceReading.pair(longitude, latitude)) is no place;"
        + " did you mean \(PlaceReading.pair(latitude, longitude))?"
    case .coordinate(let error): error.description
    default: sexagesimalDescription ?? codeDescription ?? linkDescription
    }
  }

  /// The notations in a few examples.
  private static let forms =
    "write latitude and longitude such as 37.5665 126.9780 or 37\u{B0}33\u{2032}59.4\u{2033}N"
    + " 126\u{B0}58\u{2032}40.8\u{2033}E, a geohash, a full Plus Code, a geo: address or a map's link"

  private var sexagesimalDescription: String? {
    switch self {
    case .numberCount(1): "there is only one number, and a place has two: \(Self.forms)"
    case .numberCount(let count):
      "\(count) numbers do not make a latitude and a longitude: write two, such as 37.5665 126.9780, or mark"
        + " degrees, minutes and seconds as in 37\u{B0}33\u{2032}59.4\u{2033}N 126\u{B0}58\u{2032}40.8\u{2033}E"
    case .notWhole(let unit, let text):
      "\(unit) are whole numbers where \(unit.finer) follow, and \(Self.clip(text)) is not"
    case .sixtyOrMore(let unit, let text): "\(unit) are below 60, and \(Self.clip(text)) is not"
    case .signAndLetter(let text):
      "\(Self.clip(text)) has a sign and a letter for its direction: keep one of them"
    case .letterMissing:
      "only one of the two numbers says which it is: write N, S, E or W at both, or at none"
    case .sameAxis: "both numbers are on the same axis: one needs N or S, the other E or W"
    case .tightMinus(let text):
      "the \u{201C}-\u{201D} before \(Self.clip(text)) may be a minus or a hyphen: put a space or a comma before it,"
        + " and none behind a minus"
    default: nil
    }
  }

  private var codeDescription: String? {
    switch self {
    case .referenceSystem(let text):
      "the geo: address has the reference system \(Self.quote(text)): only wgs84 is read"
    case .shortPlusCode(let text):
      "\(Self.quote(text)) is a short Plus Code, which is only complete beside the name of a town: copy the full code,"
        + " eight characters before the +, such as 8Q98HX8H+JF"
    case .plusCode(let text):
      "\(Self.quote(text)) is not a Plus Code: it has eight of 23456789CFGHJMPQRVWX before the + (zeros may fill them"
        + " up in pairs, then nothing follows) and two to seven behind it, such as 8Q98HX8H+JF"
    case .geohash(let text):
      "\(Self.quote(text)) is not a geohash: it has 1 to 12 of the characters 0 to 9 and b to z without i, l and o"
    case .nameOnly(let text):
      "\(Self.quote(text)) is the name of a place, and names are not looked up: write its latitude and longitude"
    default: nil
    }
  }

  private var linkDescription: String {
    switch self {
    case .shortLink(let host):
      "a link to \(Self.clip(host)) does not hold the position: open it in a browser and copy the long address that it"
        + " leads to"
    case .unknownLink(let host):
      "links to \(Self.clip(host)) are not known: copy the latitude and longitude from the map; known are links to"
        + " \(MapService.allCases.map(\.rawValue).joined(separator: ", "))"
    case .noPosition(let service):
      "the link to \(service.rawValue) holds no position: copy the latitude and longitude from the map, or a link to a"
        + " point on it"
    case .directions(let service):
      "the link to \(service.rawValue) is a route with several places: copy the link of one of them"
    case .planarLink:
      "the link to Kakao holds positions of a Korean plane grid (urlX, urlY), which are not read: share the place as"
        + " https://map.kakao.com/link/map/37.5665,126.978, or write its latitude and longitude"
    default: "this is not a place: \(Self.forms)"
    }
  }

  private static func quote(_ text: String) -> String { "\u{201C}\(clip(text))\u{201D}" }

  /// Foreign text in one short harmless line.
  private static func clip(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(60)
    return PrintableText.escape(String(start))
      + (start.endIndex < text.unicodeScalars.endIndex ? "\u{2026}" : "")
  }
}
