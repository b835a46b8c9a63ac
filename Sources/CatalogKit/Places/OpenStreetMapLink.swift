extension LinkText {
  /// OpenStreetMap: a marker (`mlat`, `mlon`), a short link, then the view (`#map=17/37.5665/126.978`).
  func openStreetMap() throws(PlaceError) -> Place? {
    if path.first == "directions" { throw .directions(.openStreetMap) }
    if let marker = try position("mlat", "mlon") { return Place(marker, .link(.openStreetMap)) }
    if path.first == "go", path.count > 1 {
      guard let box = Self.quadtile(Self.decoded(path[1], plusIsBlank: false)) else { return nil }
      return Place(try Coordinate(box), .link(.openStreetMap), area: Place.Area(box))
    }
    if let searched = try position(["query"]) { return Place(searched, .link(.openStreetMap)) }
    if let map = Self.value(of: "map", in: Self.pairs(fragment)) {
      let numbers = Self.numbers(map, "/")
      if numbers.count == 3, let latitude = numbers[1], let longitude = numbers[2] {
        return Place(try Coordinate(place: latitude, longitude), .link(.openStreetMap))
      }
    }
    return try position("lat", "lon").map { Place($0, .link(.openStreetMap)) }
  }

  /// The cell of a short link's code (wiki.openstreetmap.org/wiki/Shortlink): six bits a character that take turns between
  /// longitude and latitude, longitude first, both counted evenly over the whole world; minus signs at the end only tell
  /// the zoom.
  ///
  /// The site itself opens the south-west corner of the cell; its middle is nearer to what was shared.
  private static func quadtile(_ code: String) -> BoundingBox? {
    var characters = code.utf8[...]
    while let last = characters.last, last == UInt8(ascii: "-") || last == UInt8(ascii: "=") {
      characters.removeLast()
    }
    // Ten characters are the deepest zoom there is: 30 bits an axis.
    guard (1...10).contains(characters.count) else { return nil }
    var (x, y) = (0, 0)
    for character in characters {
      // Older links have an @ for the ~, which some programs cannot see in an address.
      let character = character == UInt8(ascii: "@") ? UInt8(ascii: "~") : character
      guard let bits = quadtileAlphabet.firstIndex(of: character) else { return nil }
      for shift in [4, 2, 0] {
        x = x << 1 | bits >> (shift + 1) & 1
        y = y << 1 | bits >> shift & 1
      }
    }
    let slots = Double(1 << (3 * characters.count))
    return BoundingBox(
      south: Double(y) * 180 / slots - 90,
      west: Double(x) * 360 / slots - 180,
      north: Double(y + 1) * 180 / slots - 90,
      east: Double(x + 1) * 360 / slots - 180
    )
  }

  private static let quadtileAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~".utf8
  )
}
