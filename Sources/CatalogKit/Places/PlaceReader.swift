extension Place {
  /// The longest text that is read, in bytes of UTF-8: a map's link with all its parameters is well below it.
  public static let maximumLength = 4096

  /// Reads a place in any notation that holds its position in itself.
  ///
  /// Decimal degrees (`37.5665 126.9780`), degrees, minutes and seconds (`37°33′59.4″N 126°58′40.8″E`), a geo: address
  /// (RFC 5870), a geohash, a full Plus Code, or a link to a map. Text with two sensible meanings has none. The cost is
  /// linear in the length of the text.
  ///
  /// - Parameter text: What somebody typed or copied; blanks and brackets around it do not matter.
  /// - Throws: ``PlaceError`` that says what is wrong, with both readings where there are two.
  public init(_ text: String) throws(PlaceError) {
    let bytes = text.utf8.count
    guard bytes <= Self.maximumLength else { throw .tooLong(bytes: bytes) }
    let cleaned = PlaceText.unwrapped(PlaceText.cleaned(text)[...])
    guard !cleaned.isEmpty else { throw .empty }
    if let link = MapLink(cleaned) {
      self = try link.place()
    } else if let address = GeoURI.body(of: cleaned) {
      self = try GeoURI(address).place()
    } else {
      self = try Self.written(PlaceText.unwrapped(PlaceText.withoutFullStop(cleaned)))
    }
  }

  /// Reads what is neither an address nor a link.
  private static func written(_ text: ArraySlice<Unicode.Scalar>) throws(PlaceError) -> Place {
    if let code = try PlusCode(text) { return try Place(code) }
    if let hash = try GeohashText(text) { return try Place(hash) }
    let degrees = try DegreesText(text)
    return Place(degrees.coordinate, degrees.notation)
  }

  /// Reads a value inside of a link: degrees or a full Plus Code, but no geohash, which any word could be.
  ///
  /// - Returns: `nil` where it is something else, such as the name of a place.
  /// - Throws: ``PlaceError`` where it is a position, but a wrong one.
  static func value(_ text: String) throws(PlaceError) -> Coordinate? {
    let cleaned = PlaceText.unwrapped(PlaceText.cleaned(text)[...])
    // A program wrote this: its comma never is a decimal one.
    let numbers = LinkText.numbers(text)
    if numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] {
      return try Coordinate(first: latitude, second: longitude)
    }
    do throws(PlaceError) {
      if let code = try PlusCode(cleaned) { return try Coordinate(code.box) }
      return try DegreesText(cleaned).coordinate
    } catch {
      switch error {
      case .swapped, .coordinate: throw error
      default: return nil
      }
    }
  }
}

extension Coordinate {
  /// The middle of a box.
  ///
  /// - Throws: ``PlaceError``, which no box inside of the world causes.
  init(_ box: BoundingBox) throws(PlaceError) {
    let middle = box.middle
    try self.init(place: middle.latitude, middle.longitude)
  }
}
