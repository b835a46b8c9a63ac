import CatalogKit

/// Says what was written, and ends an edit: the index follows.
enum EditReport {
  /// - Parameters:
  ///   - editor: What did the work.
  ///   - verb: Such as `tagged`.
  ///   - context: Takes the words.
  /// - Returns: How the command ends.
  /// - Throws: What saving the index throws; the sidecars are written then.
  static func end(_ editor: PhotoEditor, _ verb: String, in context: CommandContext) throws -> ExitStatus {
    let result = editor.result
    let shown = { (path: FilePathBytes) in
      PathMapping(indexFolder: path.parent).openable(path, from: context.workingFolder)
    }
    if editor.isDry, !context.isQuiet {
      for change in result.changed {
        context.sayLines("would \(change.isNew ? "make" : "change") \(shown(change.sidecar))")
      }
    }
    var refusals = Refusals()
    for failure in result.failures {
      if failure.error is SystemError {
        context.say("\(failure.error)")
      } else if refusals.isNamed("\(failure.error)") {
        context.say("\(shown(failure.photo)): \(failure.error)")
      }
    }
    for (reason, number) in refusals.rest { context.say("\(number) more: \(reason)") }
    let status = result.failures.last.map { ExitStatus($0.error) ?? .fault } ?? .done
    var parts = ["\(editor.isDry ? "would be " : "")\(verb): \(count(result.changed.count))"]
    if result.unchanged > 0 { parts.append("\(count(result.unchanged)) needed no change") }
    if !result.failures.isEmpty {
      parts.append(
        "\(count(result.failures.count)) left as \(result.failures.count == 1 ? "it was" : "they were")"
      )
    }
    if !context.isQuiet { context.sayLines(parts.joined(separator: ", ")) }
    try editor.saveIndex()
    return status
  }

  private static func count(_ number: Int) -> String { "\(number) photo\(number == 1 ? "" : "s")" }
}

/// Reasons why photos are left as they were. Of a folder of thousands that all lack the same, a few are named and the others counted.
private struct Refusals {
  private var numbers: [String: Int] = [:]
  /// In the order in which they came.
  private var reasons: [String] = []
  private static let named = 5

  /// Counts one more.
  ///
  /// - Parameter reason: Why.
  /// - Returns: Whether the photo is to be named.
  mutating func isNamed(_ reason: String) -> Bool {
    let number = numbers[reason, default: 0] + 1
    if number == 1 { reasons.append(reason) }
    numbers[reason] = number
    return number <= Self.named
  }

  /// Reasons with the number of photos that were not named.
  var rest: [(reason: String, number: Int)] {
    reasons.map { ($0, numbers[$0, default: 0] - Self.named) }.filter { $0.1 > 0 }
  }
}
