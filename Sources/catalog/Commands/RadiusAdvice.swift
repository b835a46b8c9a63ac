import CatalogKit

/// A radius that was typed as if it belonged to the place: `near 37.5 126.9 500m`, or `--radius 1 km` with its blank.
enum RadiusAdvice {
  /// - Parameters:
  ///   - words: What was taken for a place, and is none.
  ///   - radius: What `--radius` says; `nil` where it is not given.
  /// - Returns: What was probably meant, such as `--radius 500m`; `nil` where there is no such guess.
  static func option(words: [String], radius: String?) -> String? {
    guard let last = words.last, (try? Place(words.dropLast().joined(separator: " "))) != nil else {
      return nil
    }
    if let radius, radius.last?.isNumber == true, Distance.Unit(rawValue: last.lowercased()) != nil {
      return "--radius \(radius)\(last)"
    }
    guard last.last?.isLetter == true, last.first?.isNumber == true, (try? Distance(last)) != nil else {
      return nil
    }
    return "--radius \(last)"
  }
}
