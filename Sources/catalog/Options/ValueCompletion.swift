import ArgumentParser
import CatalogKit

/// Values that only the index knows, for a shell that completes an option.
enum ValueCompletion {
  static let cameras = kind(.camera)
  static let tags = kind(.tag)

  /// More are no help to anybody.
  static let limit = 1000

  private static func kind(_ key: PhotoCounts.Key) -> CompletionKind {
    .custom { words, _, _ in values(of: key, words, in: .live) }
  }

  /// - Parameters:
  ///   - key: What the option chooses by.
  ///   - words: The command line so far, in which `--index` may be.
  ///   - context: Knows where the index is.
  /// - Returns: The values of the photos in the index, the most frequent first; none where there is no index to ask.
  static func values(of key: PhotoCounts.Key, _ words: [String], in context: CommandContext) -> [String] {
    var location = IndexLocation()
    for (option, value) in zip(words, words.dropFirst()) where option == "--index" {
      location.files.append(ArgumentText(value).path)
    }
    guard let index = try? location.open(in: context),
      let counts = try? PhotoCounts(index, PhotoSelection(), by: key)
    else { return [] }
    // Shells take each line for a value.
    return counts.groups.prefix(limit).compactMap(\.name).map(PrintableText.escape)
  }
}
