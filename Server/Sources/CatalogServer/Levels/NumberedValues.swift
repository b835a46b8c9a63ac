/// Values that are kept once, each under the number of its first appearance.
struct NumberedValues<Value: Hashable & Sendable>: Sendable {
  /// In the order of their numbers, from 0.
  private(set) var values: [Value] = []
  private var numbers: [Value: UInt32] = [:]

  /// - Parameter values: Values in the order of their numbers, each once.
  init(_ values: [Value] = []) {
    self.values = values
    for (number, value) in values.enumerated() { numbers[value] = UInt32(number) }
  }

  /// The number of a value, a new one where it has none.
  mutating func number(of value: Value) -> UInt32 {
    if let number = numbers[value] { return number }
    let number = UInt32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }
}
