/// A length along the ground, in metres.
public struct Distance: Hashable, Comparable, Sendable {
  /// Metres, finite and not negative.
  public let metres: Double

  /// - Parameter metres: A finite number, not negative; anything else gives `nil`.
  public init?(metres: Double) {
    guard metres >= 0, metres.isFinite else { return nil }
    self.metres = metres + 0
  }

  /// Reads `500m`, `2km`, `0.3mi`, `200ft` or `1nmi`; a bare number is metres. A blank may come before the unit,
  /// and the unit may be written in capitals.
  ///
  /// - Parameter text: The text to read.
  /// - Throws: ``DistanceError`` for empty text, a negative or unreadable number, or an unknown unit.
  public init(_ text: some StringProtocol) throws(DistanceError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .empty }
    let isUnit = { (byte: UInt8) in (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
    let unitStart = bytes.lastIndex { !isUnit($0) }.map { $0 + 1 } ?? 0
    let name = String(decoding: bytes[unitStart...], as: UTF8.self).lowercased()
    guard let unit = name.isEmpty ? .metre : Unit(rawValue: name) else {
      throw .unreadable(String(text))
    }
    var number = bytes[..<unitStart]
    if number.last == UInt8(ascii: " "), !name.isEmpty { number = number.dropLast() }
    guard let value = DecimalText.parse(number) else { throw .unreadable(String(text)) }
    guard value >= 0 else { throw .negative(String(text)) }
    guard let distance = Distance(metres: value * unit.metres) else { throw .unreadable(String(text)) }
    self = distance
  }

  /// Orders by length.
  ///
  /// - Parameters:
  ///   - lhs: One distance.
  ///   - rhs: The other.
  /// - Returns: Whether the first is shorter.
  public static func < (lhs: Distance, rhs: Distance) -> Bool { lhs.metres < rhs.metres }

  /// The units that a distance can be written in.
  public enum Unit: String, CaseIterable, Sendable {
    case metre = "m"
    case kilometre = "km"
    case mile = "mi"
    case foot = "ft"
    case nauticalMile = "nmi"

    /// How many metres one of these is, exactly (international yard and pound agreement, 1959; the nautical mile
    /// of 1929).
    public var metres: Double {
      switch self {
      case .metre: 1
      case .kilometre: 1000
      case .mile: 1609.344
      case .foot: 0.3048
      case .nauticalMile: 1852
      }
    }
  }
}

/// Why a text is not a distance.
public enum DistanceError: Error, Hashable, Sendable {
  case empty
  case negative(String)
  case unreadable(String)
}

extension DistanceError: CustomStringConvertible {
  /// What is wrong, with the units that are known, as one sentence without a full stop.
  public var description: String {
    let units =
      "write a number with m, km, mi, ft or nmi behind it, such as 500m or 0.3mi; a bare number is metres"
    return switch self {
    case .empty: "a distance is missing: \(units)"
    case .negative(let text): "\u{201C}\(text)\u{201D} is negative, and a distance is not: \(units)"
    case .unreadable(let text): "\u{201C}\(text)\u{201D} is not a distance: \(units)"
    }
  }
}
