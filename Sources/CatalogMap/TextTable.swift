import CatalogKit

/// A column of texts of which many come again: the first time the text itself, then its number, in the order of first times.
struct TextTable {
  private var places: [String: Int] = [:]
  /// So that memory does not grow with the number of photos.
  private static let limit = 4096

  /// Appends a text as JSON, or its number.
  mutating func append(_ text: String, to json: inout [UInt8]) {
    if let place = places[text] { return DecimalDigits.append(place, to: &json) }
    JSONText.append(text.utf8, to: &json)
    // The page counts every text but the empty one, and numbers are only given to the first.
    if !text.isEmpty, places.count < Self.limit { places[text] = places.count }
  }
}
