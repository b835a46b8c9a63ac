/// Strict reading of plain decimal numbers: `37.5665`, `-33.8586`, `+5`, `.5`.
///
/// `Double("nan")`, `Double("0x1p3")` and `Double("1e3")` are numbers to Swift and none of them is a coordinate
/// that a person meant, so text is checked here before it is converted.
public enum DecimalText {
  /// Longer text than this is no number that anybody wrote; the bound keeps the check cheap on hostile input.
  static let maximumLength = 400

  /// Reads one number. Surrounding blanks are not accepted. U+2212, the minus sign of typeset text, is one too.
  ///
  /// - Parameter bytes: UTF-8 text.
  /// - Returns: A finite number, or `nil` where the text is anything but digits with a sign and a point.
  public static func parse(_ bytes: some Collection<UInt8>) -> Double? {
    guard bytes.count <= maximumLength else { return nil }
    var rest = bytes[...]
    var plain: [UInt8] = []
    if rest.starts(with: typesetMinus) {
      plain.append(UInt8(ascii: "-"))
      rest = rest.dropFirst(typesetMinus.count)
    } else if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      plain.append(sign)
      rest = rest.dropFirst()
    }
    var digits = 0
    var points = 0
    for byte in rest {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."): points += 1
      default: return nil
      }
      plain.append(byte)
    }
    guard digits > 0, points <= 1 else { return nil }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// U+2212 in UTF-8.
  static let typesetMinus: [UInt8] = [0xE2, 0x88, 0x92]
}
