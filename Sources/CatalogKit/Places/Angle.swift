/// Degrees, with minutes and seconds or without, as they are in a text.
struct Angle: Hashable {
  /// A number and the mark behind it, if there is one.
  struct Part: Hashable {
    let number: AngleNumber
    var unit: AngleUnit?
  }

  var parts: [Part]

  var isNegative: Bool { parts.first?.number.sign == .minus }
  /// Whether it cannot be several bare numbers in a row.
  var isOne: Bool { parts.count == 1 || parts.contains { $0.unit != nil } }
  var isSigned: Bool { parts.first?.number.sign != nil }

  /// Its size in degrees, the sign left out.
  ///
  /// - Throws: ``PlaceError`` where a part is too large, is not whole, or is in the wrong order.
  func magnitude(in text: String) throws(PlaceError) -> Double {
    guard (1...3).contains(parts.count) else { throw .unreadable(text) }
    var seconds = 0.0
    for (position, part) in parts.enumerated() {
      guard let unit = AngleUnit(rawValue: position), part.unit == nil || part.unit == unit,
        position == 0 || part.number.sign == nil, let value = part.number.value
      else { throw .unreadable(text) }
      guard position == parts.count - 1 || !part.number.hasPoint else {
        throw .notWhole(unit, part.number.digits)
      }
      guard position == 0 || value < 60 else { throw .sixtyOrMore(unit, part.number.digits) }
      if position == 0, parts.count == 1 { return value }
      // Summed up in seconds: 37°33′59.4″ is then 37.5665 to the last bit.
      seconds += value * [3600, 60, 1][position]
    }
    return seconds / 3600
  }
}

/// An angle with the word or letter beside it.
struct LabelledAngle {
  var angle: Angle
  var label: AngleLabel?

  /// Degrees, negative in the south and west.
  ///
  /// - Throws: ``PlaceError``.
  func degrees(in text: String) throws(PlaceError) -> Double {
    let magnitude = try angle.magnitude(in: text)
    guard let side = label?.isNegative else { return angle.isNegative ? -magnitude : magnitude }
    guard !angle.isSigned else { throw .signAndLetter(angle.parts[0].number.text) }
    return side ? -magnitude : magnitude
  }
}
