import CatalogKit

/// How far around a place: `--radius 500m`.
struct Radius: OptionReadable, Equatable {
  let distance: Distance
  /// How it was typed, since an answer says it in the same words.
  let words: String

  init(option: ArgumentText) throws { try self.init(option.plain) }

  /// - Parameter words: Such as `500m`.
  /// - Throws: `DistanceError`.
  init(_ words: String) throws(DistanceError) {
    distance = try Distance(words)
    // A bare number is metres, and an answer says so.
    self.words = words.last?.isLetter == false ? "\(words)m" : words
  }
}
