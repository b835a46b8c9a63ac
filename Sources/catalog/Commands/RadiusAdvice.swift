import CatalogKit

/// A radius that was typed as if it belonged to the place: `near 37.5 126.9 500m`, or `--radius 1 km` with its blank.
enum RadiusAdvice {
  /// - Parameters:
  ///   - words: What was taken for a place, and is none.
  ///   - radius: What `--radius` says; `nil` where it is not given.
  /// - Returns: What was probably meant, such as `--radius 500m`; `nil` where there is no such guess.
  static func option(words: [String], radius: String?) -> String? {
    guard let last = words.last else { return nil }
    if let radius, radius.last?.isNumber == true {
      for (unit, place) in [(last, words.dropLast()), (words[0], words.dropFirst())]
      where isUnit(unit) && isPlace(place) { return "--radius \(radius)\(unit)" }
    }
    if words.count > 2, isUnit(last), words[words.count - 2].last?.isNumber == true,
      isPlace(words.dropLast(2))
    {
      return "--radius \(words[words.count - 2])\(last)"
    }
    guard last.last?.isLetter == true, last.first?.isNumber == true, (try? Distance(last)) != nil,
      isPlace(words.dropLast())
    else { return nil }
    return "--radius \(last)"
  }

  private static func isUnit(_ word: String) -> Bool { Distance.Unit(rawValue: word.lowercased()) != nil }

  private static func isPlace(_ words: ArraySlice<String>) -> Bool {
    let center = try? NearCenter(words: Array(words))
    return center.map { !$0.isDoubtful } ?? false
  }
}
