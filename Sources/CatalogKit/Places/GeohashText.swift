/// A geohash of 1 to 12 characters, when it can be nothing else, or with `geohash:` before it.
struct GeohashText {
  /// The geohash in lower case.
  let text: String
  let cell: GeohashCell

  /// - Parameter text: Cleaned text; `nil` where it is no geohash.
  /// - Throws: ``PlaceError/ambiguous(_:_:_:)`` where it is something else too, and ``PlaceError/geohash(_:)`` where it
  ///   is said to be one and is not.
  init?(_ text: ArraySlice<Unicode.Scalar>) throws(PlaceError) {
    if let code = PlaceText.dropping("geohash:", from: text) {
      let code = PlaceText.trimmed(code)
      guard let hash = GeohashText(code: code) else { throw .geohash(PlaceText.string(code)) }
      self = hash
      return
    }
    guard let hash = GeohashText(code: text) else { return nil }
    if let other = Self.otherReading(text) {
      throw .ambiguous(PlaceText.string(text), .geohash(hash.text), other)
    }
    self = hash
  }

  /// - Parameter code: 1 to 12 characters of a geohash in either case; anything else is `nil`.
  init?(code: ArraySlice<Unicode.Scalar>) {
    guard (1...Geohash.length).contains(code.count), code.allSatisfy(\.isASCII) else { return nil }
    let text = code.map { UInt8(PlaceText.lowercased($0).value) }
    let filled = text + [UInt8](repeating: UInt8(ascii: "0"), count: Geohash.length - text.count)
    guard let first = Geohash(ascii: filled) else { return nil }
    cell = GeohashCell(length: Geohash.bitsPerCharacter * text.count, first: first)
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// What else the characters of a geohash can mean: one number, degrees with letters (37n126e), or a name.
  private static func otherReading(_ text: ArraySlice<Unicode.Scalar>) -> PlaceReading? {
    let words = PlaceText.string(text)
    if text.allSatisfy(PlaceText.isDigit) { return .oneNumber(words) }
    if !text.contains(where: PlaceText.isDigit) { return .name }
    guard let tokens = try? AngleScanner.tokens(of: text) else { return nil }
    return .angles(tokens.map(\.text).joined(separator: " "))
  }
}

extension AngleToken {
  /// The piece on its own.
  fileprivate var text: String {
    switch self {
    case .number(let number): number.text
    case .mark(.degrees): "\u{B0}"
    case .mark(.minutes): "\u{2032}"
    case .mark(.seconds): "\u{2033}"
    case .label(let label): label.letter
    case .tightComma, .separator: ","
    }
  }
}

extension AngleLabel {
  fileprivate var letter: String {
    switch self {
    case .north: "N"
    case .south: "S"
    case .east: "E"
    case .west: "W"
    case .latitude: "latitude"
    case .longitude: "longitude"
    }
  }
}

extension PlaceText {
  /// What follows a prefix of lower-case ASCII, in whatever case it is; `nil` where the text begins otherwise.
  static func dropping(_ prefix: String, from text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>?
  {
    let start = text.prefix(prefix.unicodeScalars.count)
    guard start.map(lowercased).elementsEqual(prefix.unicodeScalars) else { return nil }
    return text[start.endIndex...]
  }
}

extension Place {
  /// The middle of a geohash's cell.
  init(_ hash: GeohashText) throws(PlaceError) {
    self.init(try Coordinate(hash.cell.box), .geohash(hash.text), area: Area(hash.cell.box))
  }

  /// The middle of a Plus Code's cell.
  init(_ code: PlusCode) throws(PlaceError) {
    self.init(try Coordinate(code.box), .plusCode(code.text), area: Area(code.box))
  }
}
