/// Ratings from one number of stars to another; a photo that nobody rated is in none.
public struct RatingRange: Hashable, Sendable {
  private let range: ClosedRange<Int>

  /// The ratings that a photo can have: −1 is rejected, 1 to 5 are stars.
  private static let all = -1...5

  /// Reads `4`, `3..`, `2..4` or `..2`.
  ///
  /// - Parameter text: One rating, or two with two points between them, of which one may be left out.
  /// - Throws: ``RatingRangeError``.
  public init(_ text: some StringProtocol) throws(RatingRangeError) {
    let text = String(text)
    guard let points = text.firstRange(of: "..") else {
      let rating = try Self.rating(text[...], text)
      range = rating...rating
      return
    }
    let (first, last) = (text[..<points.lowerBound], text[points.upperBound...])
    guard !first.isEmpty || !last.isEmpty else { throw .unreadable(text) }
    let lowest = first.isEmpty ? Self.all.lowerBound : try Self.rating(first, text)
    let highest = last.isEmpty ? Self.all.upperBound : try Self.rating(last, text)
    guard lowest <= highest else { throw .backwards(text) }
    range = lowest...highest
  }

  private static func rating(_ number: Substring, _ text: String) throws(RatingRangeError) -> Int {
    guard let rating = Int(number), all.contains(rating), number.first != "+" else { throw .unreadable(text) }
    return rating
  }

  /// Whether a rating is in the range.
  ///
  /// - Parameter rating: A photo's; `nil` where nobody rated it.
  /// - Returns: Whether it is.
  public func contains(_ rating: Int?) -> Bool { rating.map(range.contains) ?? false }
}

/// Why a text is no range of ratings.
public enum RatingRangeError: Error, Hashable, Sendable {
  case unreadable(String)
  case backwards(String)
}

extension RatingRangeError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let text):
      "\u{201C}\(PrintableText.escape(text))\u{201D} is no rating: write 4, 3.., ..2 or 2..4, between -1 (rejected) and 5 stars"
    case .backwards(let text): "\u{201C}\(PrintableText.escape(text))\u{201D} ends before it begins"
    }
  }
}
