/// Large numbers for people.
enum GroupedDigits {
  /// `10,349,312`.
  static func text(_ number: Int) -> String {
    var text = ""
    for (position, digit) in "\(number)".reversed().enumerated() {
      if position > 0, position % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
