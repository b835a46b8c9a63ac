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
    var status = ExitStatus.done
    for failure in result.failures {
      let error =
        failure.error is SystemError ? "\(failure.error)" : "\(shown(failure.photo)): \(failure.error)"
      context.say(error)
      status = ExitStatus(failure.error) ?? .fault
    }
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
