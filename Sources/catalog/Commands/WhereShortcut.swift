import CatalogKit

/// The plain forms of `catalog where`, read without the argument parser.
enum WhereShortcut {
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The request; `nil` where the parser is to read it.
  static func request(_ arguments: [String]) -> WhereRequest? {
    guard arguments.first == "where" else { return nil }
    var format: ReportFormat?
    var language: PlaceLanguage?
    let words = PlainArguments.words(arguments.dropFirst()) { option, value in
      switch option {
      case "--format", "-f": PlainArguments.fill(&format, ReportFormat(rawValue: value))
      case "--language": PlainArguments.fill(&language, PlaceLanguage(rawValue: value))
      default: false
      }
    }
    guard let words, !words.isEmpty, var request = try? WhereRequest(words: words) else { return nil }
    request.format = format ?? .text
    request.language = language
    return request
  }
}
