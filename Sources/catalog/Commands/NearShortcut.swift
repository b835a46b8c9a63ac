import CatalogKit

/// Reads the plain forms of `catalog near` without the argument parser.
///
/// The parser looks its own types up at run time, which takes longer than finding the answer (docs/decisions, 11). So what scripts ask a thousand times is read here. Whatever is not plain (an unknown option, one that is
/// given twice, help, a wrong value) is left to the parser, which knows all of it and explains it; so the two cannot
/// disagree, and a test holds that.
enum NearShortcut {
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The request; `nil` where the parser is to read it.
  static func request(_ arguments: [String]) -> NearRequest? {
    guard arguments.first == "near" else { return nil }
    var words: [String] = []
    var options = Options()
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      guard argument.utf8.first == UInt8(ascii: "-") else {
        words.append(ArgumentText(argument).plain)
        continue
      }
      guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-"), options.set(argument, value)
      else { return nil }
    }
    guard !words.isEmpty, let center = try? NearCenter(words: words) else { return nil }
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
      case "--radius", "-r": Self.fill(&radius, try? Radius(option: text))
      case "--limit", "-n": Self.fill(&limit, try? PhotoLimit(option: text))
      case "--nearest": Self.fill(&nearest, try? NearestCount(option: text))
      case "--format", "-f": Self.fill(&format, AnswerFormat(argument: value))
      case "--index": Self.fill(&index, text.path)
      default: false
      }
    }

    private static func fill<Value>(_ option: inout Value?, _ value: Value?) -> Bool {
      guard option == nil, let value else { return false }
      option = value
      return true
    }

    func request(around center: NearCenter) throws -> NearRequest {
      var request = try NearRequest(around: center, radius: radius, limit: limit, nearest: nearest)
      request.answer.format = format?.format ?? .table
      request.index.files = index.map { [$0] } ?? []
      return request
    }
  }
}
