extension PlaceError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .empty: "a place is missing: \(Self.forms)"
    case .tooLong(let bytes):
      "a place of \(bytes) bytes is too long: at most \(Place.maximumLength) are read"
    case .unreadable(let text):
      "\(Self.quote(text)) is not a position: \(Self.forms)"
    case .ambiguous(let text, let one, let other):
      "\(Self.quote(text)) can be read in two ways: \(one), or \(other)"
    case .nameOnly(let text):
      "\(Self.quote(text)) is the name of a place: write its latitude and longitude"
    case .swapped(let latitude, let longitude): Self.swapped(latitude, longitude)
    case .coordinate(let error): error.description
    case .halfMissing: "there is only one of latitude and longitude: \(Self.forms)"
    case .numberCount(let count):
      "\(count) numbers do not make a latitude and a longitude: write two, such as \(Self.decimal), or mark degrees,"
        + " minutes and seconds as in \(Self.sexagesimal)"
    case .notWhole(let unit, let text):
      "\(unit) are whole numbers where \(unit.finer) follow, and \(Self.clip(text)) is not"
    case .sixtyOrMore(let unit, let text): "\(unit) are below 60, and \(Self.clip(text)) is not"
    case .signAndLetter(let text):
      "\(Self.clip(text)) has a sign and a letter for its direction: keep one of them"
    case .letterMissing:
      "only one of the two numbers says which it is: write N, S, E or W at both, or at none"
    case .sameAxis: "both numbers are on the same axis: one needs N or S, the other E or W"
    case .tightSign(let text):
      "\(Self.quote(text)) comes right after another number, and its sign may be a hyphen: put a space or a comma"
        + " before it"
    case .referenceSystem(let text):
      "the geo: address has the reference system \(Self.quote(text)): only wgs84 is read"
    case .shortPlusCode(let text):
      "\(Self.quote(text)) is a short Plus Code, which means nothing without its town: copy the full code, with eight"
        + " characters before the +, such as \(Self.plusCode)"
    case .plusCode(let text):
      "\(Self.quote(text)) is not a Plus Code: it has eight of 23456789CFGHJMPQRVWX before the + (zeros may fill them"
        + " up in pairs, then nothing follows) and two to seven behind it, such as \(Self.plusCode)"
    case .geohash(let text):
      "\(Self.quote(text)) is not a geohash: it has 1 to 12 of the characters 0 to 9 and b to z without i, l and o"
    case .shortLink(let host):
      "a link to \(Self.clip(host)) does not hold the position: open it in a browser and copy the long address that"
        + " it leads to"
    case .unknownLink(let host):
      "links to \(Self.clip(host)) are not known, only those to the maps of \(Self.services): copy the latitude and"
        + " longitude"
    case .noPosition(let service):
      "the link to \(service.rawValue) holds no position: copy the latitude and longitude from the map, or a link to"
        + " a point on it"
    case .directions(let service):
      "the link to \(service.rawValue) is a route with several places: copy the link of one of them"
    case .planarLink:
      "the link to Kakao has a position on a Korean plane grid (urlX, urlY), which is not read: write it as"
        + " https://map.kakao.com/link/map/37.5665,126.978, or as latitude and longitude"
    }
  }

  private static let decimal = "37.5665 126.9780"
  private static let sexagesimal =
    "37\u{B0}33\u{2032}59.4\u{2033}N 126\u{B0}58\u{2032}40.8\u{2033}E"
  private static let plusCode = "8Q98HX8H+JF"

  /// The notations in a few examples.
  private static let forms =
    "write latitude and longitude such as \(decimal) or \(sexagesimal), a geohash, a full Plus Code, a geo: address or"
    + " a map's link"

  private static let services = MapService.allCases.map(\.rawValue).joined(separator: ", ")

  private static func swapped(_ latitude: Double, _ longitude: Double) -> String {
    "latitude comes first, and \(FixedPoint.text(longitude, decimals: 9)) is outside -90 to 90:"
      + " \(PlaceReading.pair(longitude, latitude)) is no place;"
      + " did you mean \(PlaceReading.pair(latitude, longitude))?"
  }

  private static func quote(_ text: String) -> String { "\u{201C}\(clip(text))\u{201D}" }

  /// Foreign text in one short harmless line.
  private static func clip(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(60)
    return PrintableText.escape(String(start))
      + (start.endIndex < text.unicodeScalars.endIndex ? "\u{2026}" : "")
  }
}
