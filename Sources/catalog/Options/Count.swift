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

/// At most how many photos: `--limit 20`; `0` is all.
struct PhotoLimit: OptionReadable, Equatable {
  /// `nil` is all.
  let most: Int?

  init(option: ArgumentText) throws {
    let number = try Count.read(option, in: 0...Int.max, "a number of photos (0 means all)")
    most = number == 0 ? nil : number
  }
}

/// How many of the nearest photos: `--nearest 5`.
struct NearestCount: OptionReadable, Equatable {
  let number: Int

  init(option: ArgumentText) throws {
    number = try Count.read(option, in: 1...Int.max, "a number of photos")
  }
}

/// How many photos are read at the same time: `--jobs 8`.
struct JobCount: OptionReadable, Equatable {
  let number: Int

  init(option: ArgumentText) throws {
    number = try Count.read(option, in: 1...1024, "a number of photos")
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
