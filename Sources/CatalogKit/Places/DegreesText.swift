/// Reads latitude and longitude as numbers of degrees: decimal, or with minutes and seconds; signed, or with letters.
struct DegreesText {
  let coordinate: Coordinate
  let notation: Place.Notation

  /// - Parameter text: Cleaned text.
  /// - Throws: ``PlaceError``; `unreadable` where it has nothing of a position.
  init(_ text: ArraySlice<Unicode.Scalar>) throws(PlaceError) {
    let words = PlaceText.string(text)
    guard let tokens = try AngleScanner.tokens(of: text), tokens.contains(where: \.isNumber) else {
      throw .unreadable(words)
    }
    // Six numbers with decimal commas in all of them; more would only cost time.
    let count = tokens.count(where: \.isNumber)
    guard count <= 12 else { throw .numberCount(count) }
    let items = try Self.items(DecimalCommas.resolve(tokens, in: words), in: words)
    let (first, second) = try Self.bisect(items, in: words)
    let (one, other) = (try first.degrees(in: words), try second.degrees(in: words))
    switch (first.label?.isLatitude, second.label?.isLatitude) {
    case (nil, nil): coordinate = try Coordinate(first: one, second: other)
    case (true, false): coordinate = try Coordinate(place: one, other)
    case (false, true): coordinate = try Coordinate(place: other, one)
    case (nil, _), (_, nil): throw .letterMissing
    default: throw .sameAxis
    }
    let isDecimal = first.angle.parts.count == 1 && second.angle.parts.count == 1
    notation = isDecimal ? .decimal : .sexagesimal
  }

  private enum Item {
    case angle(Angle)
    case label(AngleLabel)
    case separator
  }

  /// Gathers degrees, minutes and seconds. A sign or a degree mark begins a new angle.
  private static func items(_ tokens: [AngleToken], in text: String) throws(PlaceError) -> [Item] {
    var items: [Item] = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case .number(let number):
        let isDegrees = index + 1 < tokens.count && tokens[index + 1] == .mark(.degrees)
        if case .angle(var angle) = items.last, number.sign == nil, !isDegrees, index > 0 {
          angle.parts.append(Angle.Part(number: number))
          items[items.count - 1] = .angle(angle)
        } else {
          items.append(.angle(Angle(parts: [Angle.Part(number: number)])))
        }
      case .mark(let unit):
        guard index > 0, tokens[index - 1].isNumber, case .angle(var angle) = items.last else {
          throw .unreadable(text)
        }
        angle.parts[angle.parts.count - 1].unit = unit
        items[items.count - 1] = .angle(angle)
      case .label(let label): items.append(.label(label))
      case .separator, .tightComma: items.append(.separator)
      }
    }
    return items
  }

  /// The two angles with their letters, in the order of the text.
  private static func bisect(_ items: [Item], in text: String) throws(PlaceError) -> (
    LabelledAngle, LabelledAngle
  ) {
    let count = items.reduce(0) { if case .angle(let angle) = $1 { $0 + angle.parts.count } else { $0 } }
    let pieces = items.split(omittingEmptySubsequences: false) {
      if case .separator = $0 { true } else { false }
    }
    if pieces.count == 2 {
      guard let one = half(pieces[0]), let other = half(pieces[1]) else { throw wrongCount(count, in: text) }
      return (one, other)
    }
    guard pieces.count == 1 else { throw wrongCount(count, in: text) }
    switch items.count {
    case 1:
      if case .angle(let angle) = items[0], angle.isOne { throw .halfMissing }
      if case .angle(let angle) = items[0], let bisect = evenHalves(angle) { return bisect }
    case 2, 4, 6:
      let middle = items.count / 2
      if half(items[...]) != nil { throw .halfMissing }
      if let one = half(items[..<middle]), let other = half(items[middle...]) { return (one, other) }
    case 3:
      let letters = items.count { if case .label = $0 { true } else { false } }
      if letters == 1 { throw .letterMissing }
      if half(items[...]) != nil { throw .halfMissing }
    default: break
    }
    throw wrongCount(count, in: text)
  }

  /// One angle, with a letter before or behind it or none; "latitude: 37.5° N" says it twice.
  private static func half(_ items: ArraySlice<Item>) -> LabelledAngle? {
    switch (items.first, items.last, items.count) {
    case (.angle(let angle), _, 1): LabelledAngle(angle: angle)
    case (.angle(let angle), .label(let label), 2), (.label(let label), .angle(let angle), 2):
      LabelledAngle(angle: angle, label: label)
    case (.label(let axis), .label(let side), 3):
      if case .angle(let angle) = items[items.startIndex + 1], axis.isNegative == nil, side.isNegative != nil,
        axis.isLatitude == side.isLatitude
      {
        LabelledAngle(angle: angle, label: side)
      } else {
        nil
      }
    default: nil
    }
  }

  /// Two, four or six bare numbers are as many for the latitude as for the longitude.
  private static func evenHalves(_ angle: Angle) -> (LabelledAngle, LabelledAngle)? {
    let parts = angle.parts
    guard [2, 4, 6].contains(parts.count), parts.allSatisfy({ $0.unit == nil }) else { return nil }
    let middle = parts.count / 2
    return (
      LabelledAngle(angle: Angle(parts: Array(parts[..<middle]))),
      LabelledAngle(angle: Angle(parts: Array(parts[middle...])))
    )
  }

  private static func wrongCount(_ count: Int, in text: String) -> PlaceError {
    // The right number of numbers in the wrong arrangement.
    count == 2 || count == 4 || count == 6 ? .unreadable(text) : .numberCount(count)
  }
}

extension Coordinate {
  /// Two numbers that only their order tells apart: latitude first.
  ///
  /// - Throws: ``PlaceError/swapped(latitude:longitude:)`` where only the other order is a place.
  init(first: Double, second: Double) throws(PlaceError) {
    if abs(first) > 90, abs(first) <= 180, abs(second) <= 90 {
      throw .swapped(latitude: second, longitude: first)
    }
    try self.init(place: first, second)
  }

  /// - Throws: ``PlaceError/coordinate(_:)``.
  init(place latitude: Double, _ longitude: Double) throws(PlaceError) {
    do throws(CoordinateError) {
      try self.init(latitude: latitude, longitude: longitude)
    } catch {
      throw .coordinate(error)
    }
  }
}
