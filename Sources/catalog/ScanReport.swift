import CatalogKit
import Synchronization

/// Tells what happens during a scan: each problem as it comes, up to a number, and a summary at the end.
final class ScanReport: Sendable {
  private let context: CommandContext
  private let problems = Mutex(0)

  /// Problems that are told one by one. The rest are in the index.
  static let problemLimit = 20

  init(_ context: CommandContext) {
    self.context = context
  }

  /// Tells of an event.
  func add(_ event: ScanEvent) {
    switch event {
    case .unreadablePhoto(let path, let reason): addProblem("\(path): \(reason)")
    case .unreadableFolder(let error): addProblem("\(error)")
    case .indexWasChanged(let path):
      context.say("\(path) is not as the last scan wrote it: all photos are read anew")
    }
  }

  private func addProblem(_ sentence: String) {
    let number = problems.withLock { count in
      count += 1
      return count
    }
    if number <= Self.problemLimit { context.say(sentence) }
  }

  /// Tells the summary.
  func end(_ summary: ScanSummary, index: FilePathBytes) {
    let more = problems.withLock { $0 } - Self.problemLimit
    if more > 0 {
      context.say(
        "\(Self.count(more, "more file")) could not be read; the index says why (\"unreadable\":true)"
      )
    }
    for line in Self.lines(summary, index: index) { context.sayLines(line) }
  }

  /// The summary as lines of text.
  static func lines(_ summary: ScanSummary, index: FilePathBytes) -> [String] {
    let counts = summary.index
    let unlocated = counts.photos - counts.located - counts.unreadable
    var parts = ["\(counts.located) located"]
    if unlocated > 0 { parts.append("\(unlocated) without a position") }
    if counts.unreadable > 0 { parts.append("\(counts.unreadable) unreadable") }
    var lines = ["\(count(counts.photos, "photo")) in \(index): \(parts.joined(separator: ", "))"]
    if counts.photos == 0 {
      lines[0] =
        "no photos found; catalog looks for names with an extension that photos have, such as .jpg or .heic"
    }
    var work = ["\(summary.read) read", "\(summary.unchanged) unchanged"]
    if summary.gone > 0 { work.append("\(summary.gone) gone") }
    lines.append(work.joined(separator: ", "))
    for (folder, number) in summary.kept.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "\(count(number, "record")) kept: no photo was found in \(folder). Is a drive missing? --prune drops such records"
      )
    }
    if summary.isInterrupted {
      lines.append("interrupted; what was read is saved, and the next scan goes on from there")
    }
    return lines
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
