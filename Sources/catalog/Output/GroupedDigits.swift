/// Large numbers for people.
enum GroupedDigits {
  /// `10,349,312`.
  static func text(_ number: Int) -> String {
    let digits = Array("\(number)".utf8)
    var text: [UInt8] = []
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
