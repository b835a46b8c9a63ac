/// A photo's rating: −1 is rejected, 0 unrated, 1 to 5 are stars (XMP specification part 2, "XMP basic schema").
enum Rating {
  /// A rating from a number of stars.
  ///
  /// - Parameter stars: As a file has it; `3.0` is 3.
  /// - Returns: −1…5; `nil` for any other number.
  static func ofStars(_ stars: Double?) -> Int? {
    stars.flatMap { Int(exactly: $0) }.flatMap { (-1...5).contains($0) ? $0 : nil }
  }

  /// A rating from Windows' percentage: 1, 25, 50, 75 and 99 are what it writes, and each stands for the numbers around it
  /// (Microsoft, "System.Rating").
  static func ofPercent(_ percent: Double?) -> Int? {
    guard let percent = percent.flatMap({ Int(exactly: $0) }) else { return nil }
    return switch percent {
    case 0: 0
    case 1...12: 1
    case 13...37: 2
    case 38...62: 3
    case 63...87: 4
    case 88...99: 5
    default: nil
    }
  }
}
