import CatalogKit

/// The plain forms of `catalog near`, read without the argument parser.
enum NearShortcut {
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The request; `nil` where the parser is to read it.
  static func request(_ arguments: [String]) -> NearRequest? {
    guard arguments.first == "near" else { return nil }
    var options = Options()
    guard let words = PlainArguments.words(arguments.dropFirst(), set: { options.set($0, $1) }),
      !words.isEmpty,
      let center = try? NearCenter(words: words), !center.isDoubtful
    else { return nil }
    return try? options.request(around: center)
  }

  /// Options with values, each at most once.
  private struct Options {
    var radius: Radius?
    var limit: PhotoLimit?
    var nearest: NearestCount?
    var format: AnswerFormat?
    var index: FilePathBytes?

    /// Whether this is an option that is known, with a value that is read, for the first time.
    mutating func set(_ option: String, _ value: String) -> Bool {
      let text = ArgumentText(value)
      return switch option {
      case "--radius", "-r": PlainArguments.fill(&radius, try? Radius(option: text))
      case "--limit", "-n": PlainArguments.fill(&limit, try? PhotoLimit(option: text))
      case "--nearest": PlainArguments.fill(&nearest, try? NearestCount(option: text))
      case "--format", "-f": PlainArguments.fill(&format, PlainArguments.format(value))
      case "--index": PlainArguments.fill(&index, text.path)
      default: false
      }
    }

    func request(around center: NearCenter) throws -> NearRequest {
      var request = try NearRequest(around: center, radius: radius, limit: limit, nearest: nearest)
      request.answer.format = format?.format ?? .table
      request.index.files = index.map { [$0] } ?? []
      return request
    }
  }
}
