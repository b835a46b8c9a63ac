import CatalogKit

/// One cell of a table.
enum TableCell {
  /// `GPS TIME` of `gpsTime`, in ASCII.
  static func heading(_ column: PhotoField) -> [UInt8] {
    var heading: [UInt8] = []
    for byte in column.name.utf8 {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      if isCapital { heading.append(UInt8(ascii: " ")) }
      heading.append(byte & ~0x20)
    }
    return heading
  }

  /// Whether its values are aligned right.
  static func isNumber(_ column: PhotoField) -> Bool {
    column.isNumber && column != .bearing && column != .heading
  }

  /// Appends what a photo has in a column, for people: on one line, harmless for a terminal, `-` where it is not known.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - found: The photo.
  ///   - units: The units of lengths.
  ///   - text: Where the UTF-8 goes.
  /// - Throws: `JSONError` where a value in the photo's line is not as it should be.
  static func append(
    _ column: PhotoField,
    of found: FoundPhoto,
    _ units: Units,
    to text: inout [UInt8]
  ) throws {
    if try !appendKnown(column, of: found, units, to: &text) { text.append(UInt8(ascii: "-")) }
  }

  /// - Returns: Whether it is known.
  private static func appendKnown(
    _ column: PhotoField,
    of found: FoundPhoto,
    _ units: Units,
    to text: inout [UInt8]
  ) throws -> Bool {
    switch column {
    case .distance, .uncertainty: return append(found.number(column), to: &text, units.appendDistance)
    case .bearing, .heading: return append(found.number(column), to: &text, appendDirection)
    case .altitude, .accuracy: return append(found.number(column), to: &text, units.appendLength)
    case .latitude, .longitude: return append(found.number(column), to: &text, appendDegrees)
    case .taken:
      let source = try found.text(.takenSource)
      return append(try found.taken(), to: &text) { appendTaken($0, source, to: &$1) }
    case .missing: return append(try found.text(.missing), to: &text) { $1 += Array($0.prefix(10).utf8) }
    case .path: return append(try found.writtenPath(), to: &text, appendPath)
    default: return try appendText(column, of: found, to: &text)
    }
  }

  private static func appendText(_ column: PhotoField, of found: FoundPhoto, to text: inout [UInt8]) throws
    -> Bool
  {
    let start = text.count
    guard try found.appendText(column, to: &text) != nil else { return false }
    // Nearly every text is printable ASCII.
    guard text[start...].contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return true }
    let escaped = PrintableText.escape(String(decoding: text[start...], as: UTF8.self))
    text.removeLast(text.count - start)
    text += Array(escaped.utf8)
    return true
  }

  private static func append<Value>(
    _ value: Value?,
    to text: inout [UInt8],
    _ append: (Value, inout [UInt8]) -> Void
  ) -> Bool {
    guard let value else { return false }
    append(value, &text)
    return true
  }

  private static func appendTaken(_ time: LocalTime, _ source: String?, to text: inout [UInt8]) {
    TimeText.appendMinutes(time, to: &text)
    // Which is not when the photo was taken.
    if source == TakenSource.modified.rawValue { text += Array(" (file changed)".utf8) }
  }

  /// Five decimals, which are about a metre, also where they are zeros.
  private static func appendDegrees(_ value: Double, to text: inout [UInt8]) {
    FixedPoint.appendPadded(value, decimals: 5, to: &text)
  }

  /// Degrees below each other: `  5° N`, `208° SSW`.
  private static func appendDirection(_ degrees: Double, to text: inout [UInt8]) {
    let whole = Compass.wholeDegrees(degrees)
    for limit in [100, 10] where whole < limit { text.append(UInt8(ascii: " ")) }
    Compass.append(degrees, to: &text)
  }

  private static func appendPath(_ path: FilePathBytes, to text: inout [UInt8]) {
    // Nearly every name is printable ASCII.
    if path.bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      text += path.bytes
    } else {
      text += Array("\(path)".utf8)
    }
  }
}
