/// A geo: address (RFC 5870): `geo:37.5665,126.9780;u=35`, or with a query as Android's apps write it.
struct GeoURI {
  private let body: ArraySlice<Unicode.Scalar>

  /// What follows `geo:`; `nil` where the text is no such address.
  static func body(of text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    PlaceText.dropping("geo:", from: PlaceText.withoutFullStop(text))
  }

  /// - Parameter body: What follows `geo:`.
  init(_ body: ArraySlice<Unicode.Scalar>) {
    self.body = body
  }

  /// - Throws: ``PlaceError`` that names the part which is wrong.
  func place() throws(PlaceError) -> Place {
    let parts = body.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = parts[0].split(separator: ";", omittingEmptySubsequences: false)
    if parts.count == 2, let place = try Self.queried(PlaceText.string(parts[1])) { return place }
    // Latitude, longitude and perhaps an altitude, which a place on a map does not need.
    let numbers = fields[0].split(separator: ",", omittingEmptySubsequences: false)
      .map { DecimalText.parse(PlaceText.string(PlaceText.trimmed($0)).utf8) }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0 != nil }), let latitude = numbers[0],
      let longitude = numbers[1]
    else { throw .unreadable("geo:" + PlaceText.string(body)) }
    let uncertainty = try uncertainty(of: fields.dropFirst())
    if parts.count == 2, latitude == 0, longitude == 0,
      let name = LinkText.value(of: "q", in: LinkText.pairs(PlaceText.string(parts[1])))
    {
      // geo:0,0?q=Seoul asks for a name; nobody means the gulf of Guinea.
      throw name.isEmpty ? .unreadable("geo:" + PlaceText.string(body)) : .nameOnly(name)
    }
    return Place(
      try Coordinate(first: latitude, second: longitude),
      .geoURI,
      area: uncertainty.map { .uncertainty($0) }
    )
  }

  /// `q=37.5665,126.9780(label)`.
  private static func queried(_ query: String) throws(PlaceError) -> Place? {
    guard let value = LinkText.value(of: "q", in: LinkText.pairs(query)),
      let coordinate = try Place.value(LinkText.withoutLabel(value))
    else { return nil }
    return Place(coordinate, .geoURI)
  }

  /// The metres of `u`, once `crs` names nothing but WGS 84; other parameters are for others.
  private func uncertainty(of fields: some Sequence<ArraySlice<Unicode.Scalar>>) throws(PlaceError) -> Double?
  {
    var metres: Double?
    for field in fields {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        PlaceText.string
      )
      guard pair.count == 2 else { continue }
      switch pair[0].lowercased() {
      case "crs":
        guard pair[1].lowercased() == "wgs84" else { throw .referenceSystem(pair[1]) }
      case "u":
        guard let value = DecimalText.parse(pair[1].utf8), value >= 0 else {
          throw .unreadable("geo:" + PlaceText.string(body))
        }
        metres = value
      default: break
      }
    }
    return metres
  }
}
