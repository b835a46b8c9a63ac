/// A place as one string (ISO 6709, annex H): `+37.5665+126.9780+035.000/`, in degrees, degrees and minutes, or degrees,
/// minutes and seconds; what follows the slash names the reference system.
struct ISO6709 {
  let latitude: Double
  let longitude: Double
  let altitude: Double?

  /// - Parameter text: The string; `nil` where it is not one.
  init?(_ text: [UInt8]) {
    let numbers = Self.numbers(text.prefix { $0 != UInt8(ascii: "/") && $0 != 0 })
    guard let numbers, (2...3).contains(numbers.count),
      let latitude = Self.degrees(numbers[0], wholeDigits: 2),
      let longitude = Self.degrees(numbers[1], wholeDigits: 3)
    else { return nil }
    self.latitude = latitude
    self.longitude = longitude
    altitude = numbers.count == 3 ? DecimalText.parse(numbers[2]) : nil
  }

  /// Cuts before each sign. The reference system, `CRSWGS_84`, may be without a slash before it.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    let text = text.prefix { $0 != UInt8(ascii: "C") }
    let signs = text.indices.filter { text[$0] == UInt8(ascii: "+") || text[$0] == UInt8(ascii: "-") }
    guard signs.first == text.startIndex else { return nil }
    return signs.enumerated().map { index, start in
      text[start..<(index + 1 < signs.count ? signs[index + 1] : text.endIndex)]
    }
  }

  /// How many digits come before the point tells what they are: degrees, then two of minutes, then two of seconds.
  private static func degrees(_ number: ArraySlice<UInt8>, wholeDigits: Int) -> Double? {
    guard let value = DecimalText.parse(number), let sign = number.first else { return nil }
    let digits = number.dropFirst().prefix { $0 != UInt8(ascii: ".") }.count
    let magnitude = abs(value)
    let degrees: Double
    switch digits {
    case 1...wholeDigits: degrees = magnitude
    case wholeDigits + 2:
      let whole = (magnitude / 100).rounded(.down)
      degrees = whole + (magnitude - whole * 100) / 60
    case wholeDigits + 4:
      let whole = (magnitude / 10000).rounded(.down)
      let minutes = ((magnitude - whole * 10000) / 100).rounded(.down)
      degrees = whole + minutes / 60 + (magnitude - whole * 10000 - minutes * 100) / 3600
    default: return nil
    }
    return sign == UInt8(ascii: "-") ? -degrees : degrees
  }
}
