/// A part of a degree, coarse before fine.
public enum AngleUnit: Int, Hashable, Sendable, CustomStringConvertible {
  case degrees
  case minutes
  case seconds

  /// Its plural, for a sentence.
  public var description: String {
    switch self {
    case .degrees: "degrees"
    case .minutes: "minutes"
    case .seconds: "seconds"
    }
  }

  /// The unit that follows it.
  var finer: String { self == .degrees ? "minutes" : "seconds" }
}

/// What a word or letter beside a number says of it.
enum AngleLabel: Hashable {
  case north, south, east, west
  /// Which axis it is, but not which side of zero: `lat`, 위도.
  case latitude, longitude

  var isLatitude: Bool { self == .north || self == .south || self == .latitude }
  /// `nil` where the number brings its sign along.
  var isNegative: Bool? {
    switch self {
    case .north, .east: false
    case .south, .west: true
    case .latitude, .longitude: nil
    }
  }
}

/// A number as it is in the text.
struct AngleNumber: Hashable {
  var sign: FloatingPointSign?
  /// Digits with at most one point among them.
  var digits: String
  var hasPoint: Bool { digits.utf8.contains(UInt8(ascii: ".")) }
  /// Its magnitude.
  var value: Double? { DecimalText.parse(digits.utf8) }
  var text: String { (sign == .minus ? "-" : sign == .plus ? "+" : "") + digits }
}

/// A piece of a text of degrees.
enum AngleToken: Hashable {
  case number(AngleNumber)
  case mark(AngleUnit)
  case label(AngleLabel)
  /// A comma between two digits: it may stand for a decimal point.
  case tightComma
  /// A semicolon, a slash, or a comma with a blank or a mark beside it.
  case separator

  var number: AngleNumber? { if case .number(let number) = self { number } else { nil } }
  var isNumber: Bool { number != nil }
  var isMarkOrLabel: Bool {
    switch self {
    case .mark, .label: true
    default: false
    }
  }
}
