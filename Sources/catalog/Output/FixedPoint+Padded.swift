import CatalogKit

extension FixedPoint {
  /// Appends a number with exactly that many decimals, also where they are zeros, so that numbers below each other line up.
  ///
  /// - Parameters:
  ///   - value: A finite number.
  ///   - decimals: 0 to 15.
  ///   - text: Where the ASCII text goes.
  static func appendPadded(_ value: Double, decimals: Int, to text: inout [UInt8]) {
    let start = text.count
    append(value, decimals: decimals, to: &text)
    guard decimals > 0 else { return }
    let point = text[start...].lastIndex(of: UInt8(ascii: "."))
    if point == nil { text.append(UInt8(ascii: ".")) }
    let present = point.map { text.count - 1 - $0 } ?? 0
    for _ in 0..<(decimals - present) { text.append(UInt8(ascii: "0")) }
  }
}
