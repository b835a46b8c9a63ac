#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension LinkText {
  /// Kakao: `/link/map/name,37.5665,126.978`, also `/link/to/` and `/link/roadview/`, the name left out at will.
  func kakao() throws(PlaceError) -> Place? {
    let segments = path.map { Self.decoded($0, plusIsBlank: false) }
    if segments.first == "link", segments.count > 2 {
      guard segments.count == 3, segments[1] != "by" else { throw .directions(.kakao) }
      // The name can have commas of its own.
      let numbers = Self.numbers(segments[2]).suffix(2)
      if numbers.count == 2, let latitude = numbers.first ?? nil, let longitude = numbers.last ?? nil {
        return Place(try Coordinate(first: latitude, second: longitude), .link(.kakao))
      }
    }
    if let coordinate = try position(["p", "q"]) { return Place(coordinate, .link(.kakao)) }
    if value("urlx") != nil || value("urly") != nil { throw .planarLink }
    return nil
  }

  /// Naver: `lat` and `lng`, or the view `c`: longitude and latitude, or metres of the web's Mercator map, and the zoom.
  func naver() throws(PlaceError) -> Place? {
    if path.contains("directions") { throw .directions(.naver) }
    if let pin = try position("lat", "lng") { return Place(pin, .link(.naver)) }
    guard let view = value("c") else { return nil }
    let numbers = Self.numbers(view)
    // Newer links have the zoom first and no position at all: c=15.00,0,0,0,dh
    guard numbers.count >= 3, let x = numbers[0], let y = numbers[1], let zoom = numbers[2], zoom > 0 else {
      return nil
    }
    guard abs(x) > 180 || abs(y) > 90 else {
      return Place(try Coordinate(place: y, x), .link(.naver))
    }
    return Place(try Coordinate(mercatorX: x, y: y), .link(.naver))
  }
}

extension Coordinate {
  /// The inverse of the web's Mercator projection (EPSG 3857): a sphere with the radius of WGS 84's equator.
  ///
  /// - Throws: ``PlaceError/coordinate(_:)`` beyond the map's edge.
  init(mercatorX x: Double, y: Double) throws(PlaceError) {
    let radius = 6_378_137.0
    let latitude = atan(sinh(y / radius)) * 180 / .pi
    try self.init(place: latitude, x / radius * 180 / .pi)
  }
}
