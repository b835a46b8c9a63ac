extension LinkText {
  /// Google: the pin `!3d…!4d…` in the path, then what was asked for, then the middle of the view behind `@`.
  func google() throws(PlaceError) -> Place? {
    let segments = path.map { Self.decoded($0) }
    let isRoute = segments.contains("dir")
    if isRoute || value("daddr") != nil {
      guard let coordinate = try destination(segments) else { throw .directions(.google) }
      return Place(coordinate, .link(.google))
    }
    return try googlePosition(segments).map { Place($0, .link(.google)) }
  }

  private func googlePosition(_ segments: [String]) throws(PlaceError) -> Coordinate? {
    if let pin = try Self.pin(segments) { return pin }
    if let asked = try position(["q", "query"]) { return asked }
    if let located = try located(value("q")) { return located }
    if let named = try Self.named(segments) { return named }
    if let view = try position(["ll", "cbll", "viewpoint", "center", "sll"]) { return view }
    return try Self.view(segments)
  }

  /// `!3d37.5665!4d126.978`; of several, the last is the place that the page is about.
  private static func pin(_ segments: [String]) throws(PlaceError) -> Coordinate? {
    var pin: (latitude: Double, longitude: Double)?
    for segment in segments {
      var latitude: Double?
      for field in segment.split(separator: "!") {
        let number = DecimalText.parse(field.dropFirst(2).utf8)
        if field.hasPrefix("4d"), let north = latitude, let east = number { pin = (north, east) }
        latitude = field.hasPrefix("3d") ? number : nil
      }
    }
    guard let pin else { return nil }
    return try Coordinate(place: pin.latitude, pin.longitude)
  }

  /// `loc:37.5+126.9`
  private func located(_ value: String?) throws(PlaceError) -> Coordinate? {
    guard let value, value.lowercased().hasPrefix("loc:") else { return nil }
    return try Place.value(LinkText.withoutLabel(String(value.dropFirst(4))))
  }

  /// `/maps/place/37°33'59.4"N+126°58'40.8"E/` and `/maps/search/37.5665,126.978`.
  private static func named(_ segments: [String]) throws(PlaceError) -> Coordinate? {
    guard let index = segments.firstIndex(where: { $0 == "place" || $0 == "search" }),
      index + 1 < segments.count,
      !segments[index + 1].hasPrefix("@")
    else { return nil }
    return try Place.value(segments[index + 1])
  }

  /// `@37.5665,126.978,17z`
  private static func view(_ segments: [String]) throws(PlaceError) -> Coordinate? {
    guard let view = segments.first(where: { $0.hasPrefix("@") }) else { return nil }
    let numbers = numbers(view.dropFirst())
    guard numbers.count >= 2, let latitude = numbers[0], let longitude = numbers[1] else { return nil }
    return try Coordinate(place: latitude, longitude)
  }

  /// Where a route ends, if its link says so by name, or has no other place on it.
  private func destination(_ segments: [String]) throws(PlaceError) -> Coordinate? {
    if let coordinate = try position(["destination", "daddr"]) { return coordinate }
    guard let index = segments.firstIndex(of: "dir") else { return nil }
    let stops = segments[(index + 1)...].filter { !$0.hasPrefix("@") && !$0.hasPrefix("data=") }
    guard stops.count == 1, let stop = stops.first else { return nil }
    return try Place.value(stop)
  }
}
