import CatalogKit

/// The units in which people read lengths.
enum Units: String, CaseIterable, Sendable {
  case metric
  case imperial

  /// A distance in the unit that suits it: `38 m`, `1.2 km`, `8296 km`; `125 ft`, `0.7 mi`, `5155 mi`.
  func distance(_ metres: Double) -> String { Self.text { appendDistance(metres, to: &$0) } }

  /// A height or an error in metres or feet, with what decimals there are up to one: `-38.3 m`.
  func length(_ metres: Double) -> String { Self.text { appendLength(metres, to: &$0) } }

  /// Appends what ``distance(_:)`` gives, in ASCII.
  func appendDistance(_ metres: Double, to text: inout [UInt8]) {
    let (small, large): (Distance.Unit, Distance.Unit) =
      self == .metric ? (.metre, .kilometre) : (.foot, .mile)
    let near = metres / small.metres
    // A thousand of the small unit would be shown in the large one.
    if near < 999.5 {
      FixedPoint.append(near, decimals: 0, to: &text)
      Self.append(small, to: &text)
    } else {
      let far = metres / large.metres
      // With as many decimals as the others, so that numbers below each other line up.
      FixedPoint.appendPadded(far, decimals: far < 99.95 ? 1 : 0, to: &text)
      Self.append(large, to: &text)
    }
  }

  /// Appends what ``length(_:)`` gives, in ASCII.
  func appendLength(_ metres: Double, to text: inout [UInt8]) {
    let unit = self == .metric ? Distance.Unit.metre : .foot
    FixedPoint.append(metres / unit.metres, decimals: 1, to: &text)
    Self.append(unit, to: &text)
  }

  private static func append(_ unit: Distance.Unit, to text: inout [UInt8]) {
    text.append(UInt8(ascii: " "))
    text += unit.rawValue.utf8
  }

  private static func text(_ append: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    append(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
