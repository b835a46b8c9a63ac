import CatalogKit

/// The plain forms of `catalog list --box`, read without the argument parser: the one list that takes no longer than
/// starting does.
enum ListShortcut {
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The request; `nil` where the parser is to read it.
  static func request(_ arguments: [String]) -> ListRequest? {
    guard arguments.first == "list" else { return nil }
    var options = Options()
    guard let words = PlainArguments.words(arguments.dropFirst(), set: { options.set($0, $1) }), words.isEmpty
    else { return nil }
    return options.request
  }

  /// Options with values, each at most once.
  private struct Options {
    var box: GeoBox?
    var boxText = ""
    var sort: ListOrder?
    var limit: PhotoLimit?
    var format: AnswerFormat?
    var index: FilePathBytes?

    /// Whether this is an option that is known, with a value that is read, for the first time.
    mutating func set(_ option: String, _ value: String) -> Bool {
      let text = ArgumentText(value)
      switch option {
      case "--box":
        boxText = text.plain
        return PlainArguments.fill(&box, try? GeoBox(option: text))
      case "--sort": return PlainArguments.fill(&sort, ListOrder(rawValue: value))
      case "--limit", "-n": return PlainArguments.fill(&limit, try? PhotoLimit(option: text))
      case "--format", "-f": return PlainArguments.fill(&format, PlainArguments.format(value))
      case "--index": return PlainArguments.fill(&index, text.path)
      default: return false
      }
    }

    /// `nil` where there is no box: reading all photos takes longer than the parser.
    var request: ListRequest? {
      guard let box else { return nil }
      var request = ListRequest()
      request.filter.box = box
      request.filterWords = "--box \(PrintableText.excerpt(boxText))"
      if let sort { request.order = PhotoOrder(by: sort.key) }
      request.limit = limit.flatMap(\.most)
      request.answer.format = format?.format ?? .table
      request.index.files = index.map { [$0] } ?? []
      return request
    }
  }
}
