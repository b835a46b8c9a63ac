/// A link to a map, read without asking its service. What each service writes where is nowhere promised, so only positions
/// that are in a known spot count; of several, the pin is preferred to the middle of the view.
struct MapLink {
  private let link: LinkText

  /// - Parameter text: Cleaned text; `nil` where it holds no web address.
  init?(_ text: ArraySlice<Unicode.Scalar>) {
    guard let link = LinkText(text) else { return nil }
    self.link = link
  }

  /// - Throws: ``PlaceError`` that says what to copy instead.
  func place() throws(PlaceError) -> Place {
    let host = link.host
    if Self.isShortener(link) { throw .shortLink(host) }
    if let code = try code() { return code }
    guard let service = Self.service(host) else { throw .unknownLink(host) }
    let place =
      switch service {
      case .google: try link.google()
      case .openStreetMap: try link.openStreetMap()
      case .apple: try link.apple()
      case .kakao: try link.kakao()
      case .naver: try link.naver()
      case .bing: try link.bing()
      }
    guard let place else { throw .noPosition(service) }
    return place
  }

  /// Two sites show codes rather than maps: there the code is the place.
  private func code() throws(PlaceError) -> Place? {
    guard let text = link.path.first.map({ LinkText.decoded($0, plusIsBlank: false) }) else { return nil }
    let cleaned = PlaceText.cleaned(text)[...]
    switch link.host {
    case "geohash.org":
      guard let hash = GeohashText(code: cleaned) else { throw .geohash(text) }
      return try Place(hash)
    case "plus.codes":
      guard let code = try PlusCode(cleaned) else { throw .plusCode(text) }
      return try Place(code)
    default: return nil
    }
  }

  private static let shorteners: Set<String> = [
    "maps.app.goo.gl", "g.co", "kko.to", "kko.kakao.com", "naver.me", "maps.apple", "binged.it", "bit.ly",
    "t.co",
  ]

  private static func isShortener(_ link: LinkText) -> Bool {
    shorteners.contains(link.host) || link.host == "goo.gl"
      || link.host == "maps.apple.com" && link.path.first == "p"
  }

  private static func service(_ host: String) -> MapService? {
    if host.split(separator: ".").contains("google") { return .google }
    return domains.first { host == $0.domain || host.hasSuffix("." + $0.domain) }?.service
  }

  private static let domains: [(domain: String, service: MapService)] = [
    ("openstreetmap.org", .openStreetMap), ("osm.org", .openStreetMap), ("maps.apple.com", .apple),
    ("map.kakao.com", .kakao), ("map.daum.net", .kakao), ("map.naver.com", .naver), ("bing.com", .bing),
  ]
}

extension LinkText {
  /// The first of some parameters that holds a position.
  func position(_ names: [String]) throws(PlaceError) -> Coordinate? {
    for name in names {
      guard let value = value(name) else { continue }
      if let coordinate = try Place.value(LinkText.withoutLabel(value)) { return coordinate }
    }
    return nil
  }

  /// Two parameters of one number each.
  func position(_ latitude: String, _ longitude: String) throws(PlaceError) -> Coordinate? {
    guard let latitude = value(latitude), let longitude = value(longitude),
      let north = DecimalText.parse(latitude.utf8), let east = DecimalText.parse(longitude.utf8)
    else { return nil }
    return try Coordinate(first: north, second: east)
  }

  /// Apple: `coordinate` and `ll` are the pin, `q` its name or its position, `sll` and `center` the view.
  func apple() throws(PlaceError) -> Place? {
    let names = ["coordinate", "ll", "q", "address", "sll", "center"]
    if let coordinate = try position(names) { return Place(coordinate, .link(.apple)) }
    guard value("daddr") != nil else { return nil }
    guard let coordinate = try position(["daddr"]) else { throw .directions(.apple) }
    return Place(coordinate, .link(.apple))
  }

  /// Bing: `sp=point.37.5665_126.978_name` is the pin, `cp=37.5665~126.978` the middle of the view.
  func bing() throws(PlaceError) -> Place? {
    if let pin = value("sp"), pin.hasPrefix("point.") {
      let numbers = Self.numbers(pin.dropFirst(6), "_")
      if numbers.count >= 2, let latitude = numbers[0], let longitude = numbers[1] {
        return Place(try Coordinate(first: latitude, second: longitude), .link(.bing))
      }
    }
    if value("rtp") != nil { throw .directions(.bing) }
    guard let center = value("cp") else { return nil }
    let numbers = Self.numbers(center, "~")
    guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] else { return nil }
    return Place(try Coordinate(first: latitude, second: longitude), .link(.bing))
  }
}
