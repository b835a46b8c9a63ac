/// A whole number of something: `--limit`, `--nearest`, `--jobs`.
enum Count {
  /// - Parameters:
  ///   - option: What was typed.
  ///   - range: The numbers that make sense.
  ///   - meaning: What is counted, for the error.
  /// - Returns: The number.
  /// - Throws: ``CountError``.
  static func read(_ option: ArgumentText, in range: ClosedRange<Int>, _ meaning: String) throws(CountError)
    -> Int
  {
    guard let number = Int(option.plain), range.contains(number) else {
      throw CountError(text: option.plain, range: range, meaning: meaning)
    }
    return number
  }
}

/// Text that is no number, or one that makes no sense.
struct CountError: Error, CustomStringConvertible {
  let text: String
  let range: ClosedRange<Int>
  let meaning: String

  /// What is wrong and what would be right, as one sentence without a full stop.
  var description: String {
    let numbers =
      range.upperBound == .max
      ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
    return "\u{201C}\(text)\u{201D} is not \(meaning): write \(numbers)"
  }
}
