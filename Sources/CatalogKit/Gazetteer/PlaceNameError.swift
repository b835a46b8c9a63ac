/// Why a name is not one place.
public enum PlaceNameError: Error, Hashable, Sendable {
  /// There is no letter and no digit in it.
  case empty
  case tooLong(bytes: Int)
  /// No place is called so; what may have been meant instead.
  case unknown(String, suggestions: [String])
  /// Places are called so, but none of them lies in what narrows the name down; where some of them are.
  case elsewhere(String, qualifier: String, places: [String])
  /// No place, but a country or a state.
  case area(String)
  /// The gazetteer could not be asked.
  case gazetteer(GazetteerError)
}

extension PlaceNameError: CustomStringConvertible {
  /// What is wrong and what would be right, as one or two sentences without a full stop.
  public var description: String {
    switch self {
    case .empty:
      "a place is missing: write its name, such as Seoul, or latitude and longitude, such as 37.5665 126.9780"
    case .tooLong(let bytes):
      "the name of a place is too long: it has \(bytes) bytes, and at most \(PlaceName.maximumLength) are read"
    case .unknown(let text, let suggestions):
      suggestions.isEmpty
        ? "there is no place called \(Self.quote(text)) among those of over 500 inhabitants: write its latitude and longitude"
        : "there is no place called \(Self.quote(text)). Did you mean \(Self.either(suggestions))?"
    case .elsewhere(let text, let qualifier, let places):
      "there is no \(Self.quote(text)) in \(Self.quote(qualifier)). There is \(Self.either(places))"
    case .area(let text):
      "\(Self.quote(text)) is a country or a state, and no place: catalog list --in \(Self.quote(text)) lists its photos"
    case .gazetteer(let error): error.description
    }
  }

  private static func quote(_ text: String) -> String {
    let start = text.prefix(60)
    return
      "\u{201C}\(PrintableText.escape(String(start)))\(start.endIndex < text.endIndex ? "\u{2026}" : "")\u{201D}"
  }

  /// `A, B or C`.
  private static func either(_ texts: [String]) -> String {
    let texts = texts.map { PrintableText.escape($0) }
    guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " or " + last
  }
}
