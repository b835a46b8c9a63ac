/// A full Plus Code (Open Location Code specification): ten digits that halve twenty-fold by turns, latitude first, then
/// up to five that divide the cell into five rows of four.
struct PlusCode {
  /// The code in upper case.
  let text: String
  /// What it covers.
  let box: BoundingBox

  /// - Parameter text: Cleaned text; `nil` where it has not the form of a Plus Code.
  /// - Throws: ``PlaceError/shortPlusCode(_:)`` and ``PlaceError/plusCode(_:)`` where it has, and is none that is full.
  init?(_ text: ArraySlice<Unicode.Scalar>) throws(PlaceError) {
    // After a short code comes the town that completes it.
    let code = text.prefix { $0 != " " && $0 != "," }
    guard let plus = code.firstIndex(of: "+"), code.startIndex < plus,
      code.allSatisfy({ PlaceText.isDigit($0) || PlaceText.isLetter($0) || $0 == "+" })
    else { return nil }
    let head = Self.digits(code[..<plus])
    let tail = Self.digits(code[(plus + 1)...])
    let whole = PlaceText.string(text)
    guard head.count == 8 else {
      // Anything else with a plus may be numbers: 37+126.
      let isShort = [2, 4, 6].contains(head.count) && (2...7).contains(tail.count)
      guard isShort, (head + tail).allSatisfy({ $0 < 20 }), code.contains(where: PlaceText.isLetter) else {
        return nil
      }
      throw .shortPlusCode(whole)
    }
    guard code.count == text.count, let box = Self.box(head, tail) else { throw .plusCode(whole) }
    self.box = box
    self.text = PlaceText.string(code).uppercased()
  }

  /// The value of each digit, 0 to 19; 20 is the zero that fills up, and 21 anything else.
  private static func digits(_ text: ArraySlice<Unicode.Scalar>) -> [Int] {
    text.map { scalar in
      if scalar == "0" { return 20 }
      let upper = PlaceText.isLetter(scalar) ? scalar.value & 0x5F : scalar.value
      return alphabet.firstIndex { UInt32($0) == upper } ?? 21
    }
  }

  private static let alphabet = Array("23456789CFGHJMPQRVWX".utf8)

  /// Degrees are counted in parts so small that every edge of every cell is a whole number of them: 1/8000 from the pairs,
  /// five times a fifth or a quarter of that from the rest.
  private static let latitudeParts = 8000 * 3125
  private static let longitudeParts = 8000 * 1024

  private static func box(_ head: [Int], _ tail: [Int]) -> BoundingBox? {
    let digits = head.prefix { $0 < 20 } + tail
    let padding = head.count - head.prefix { $0 < 20 }.count
    guard padding.isMultiple(of: 2), padding < 8, head.suffix(padding).allSatisfy({ $0 == 20 }),
      padding == 0 || tail.isEmpty, tail.count != 1, tail.count <= 7, digits.allSatisfy({ $0 < 20 }),
      // The first digits may not run out of the world: 180 and 360 degrees in steps of 20.
      digits[0] < 9, digits[1] < 18
    else { return nil }
    var (south, west) = (-90 * latitudeParts, -180 * longitudeParts)
    var (height, width) = (400 * latitudeParts, 400 * longitudeParts)
    for (position, digit) in digits.enumerated() {
      if position >= 10 {
        height /= 5
        width /= 4
        south += digit / 4 * height
        west += digit % 4 * width
      } else if position.isMultiple(of: 2) {
        height /= 20
        south += digit * height
      } else {
        width /= 20
        west += digit * width
      }
    }
    return BoundingBox(
      south: Double(south) / Double(latitudeParts),
      west: Double(west) / Double(longitudeParts),
      north: Double(south + height) / Double(latitudeParts),
      east: Double(west + width) / Double(longitudeParts)
    )
  }
}
