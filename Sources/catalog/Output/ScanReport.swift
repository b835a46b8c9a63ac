import CatalogKit
import Synchronization

/// Reports what happens during a scan: how far it is, each problem as it comes, up to a number, and a summary at the end.
final class ScanReport: Sendable {
  private let context: CommandContext
  private let progress: ProgressDisplay?
  private let problems = Mutex(0)

  /// Problems that are listed one by one. The rest are in the index.
  static let problemLimit = 20
  /// Folders that are listed one by one.
  static let folderLimit = 20

  init(_ context: CommandContext) {
    self.context = context
    progress = context.isQuiet ? nil : context.terminal.map { ProgressDisplay($0) }
  }

  /// Whether progress is shown.
  var showsProgress: Bool { progress != nil }

  /// Reports an event.
  func add(_ event: ScanEvent) {
    switch event {
    case .unreadablePhoto(let path, let reason): addProblem("\(path): \(reason)")
    case .unreadableFolder(let error): addProblem("\(error)")
    case .missingFolder(let path):
      say("there is no folder \(path) any more. If that is meant to be so: catalog forget \(path)")
    case .indexWasChanged(let path):
      say("\(path) was changed since the last scan: all photos are read again")
    case .progress(let state): progress?.show(state)
    case .savedSoFar: break
    }
  }

  /// Nothing happens any more: the line of the progress goes.
  func clear() { progress?.clear() }

  private func say(_ sentence: String) {
    clear()
    context.say(sentence)
  }

  private func addProblem(_ sentence: String) {
    let number = problems.withLock { count in
      count += 1
      return count
    }
    if number <= Self.problemLimit { say(sentence) }
  }

  /// Prints the summary, and how many problems were not listed.
  func end(_ summary: ScanSummary, index: FilePathBytes, format: ReportFormat) throws {
    clear()
    let more = problems.withLock { $0 } - Self.problemLimit
    if more > 0 {
      context.say(
        "\(Self.count(more, "more file")) could not be read; the index says why (\"unreadable\":true)"
      )
    }
    switch format {
    case .text:
      let lines = context.isQuiet ? Self.warnings(summary) : Self.lines(summary, index: index)
      for line in lines { context.sayLines(line) }
    case .json: try context.dataOutput.write(ScanSummaryJSON.render(summary, index: index))
    }
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
        "no photos found; catalog looks for file names that end in .jpg, .heic and the like"
    }
    var work = ["\(summary.read) read", "\(summary.unchanged) unchanged"]
    if summary.moved > 0 { work.append("\(summary.moved) moved") }
    if summary.newlyMissing > 0 { work.append("\(summary.newlyMissing) missing") }
    if summary.gone > 0 { work.append("\(summary.gone) gone") }
    lines.append(work.joined(separator: ", "))
    if summary.knownProblems > 0 {
      lines.append(
        "\(count(summary.knownProblems, "photo")) could not be read, as before: catalog status --problems lists the reasons"
      )
    }
    if summary.newlyMissing > 0 {
      lines.append(
        "missing photos are no answers; their records stay for 30 days, and come back with the photos: catalog list --missing"
      )
    }
    lines += passedOverLines(summary)
    lines += keptLines(summary.kept.sorted { $0.key < $1.key })
    if summary.isInterrupted {
      lines.append("interrupted; what was read is saved, and the next scan continues from there")
    }
    return lines
  }

  /// What of the summary somebody has to know who wants no other words.
  private static func warnings(_ summary: ScanSummary) -> [String] {
    keptLines(summary.kept.sorted { $0.key < $1.key })
  }

  private static func passedOverLines(_ summary: ScanSummary) -> [String] {
    var lines: [String] = []
    let parts = PassedOverReason.allCases.compactMap { reason -> String? in
      guard let counts = summary.passedOver[reason] else { return nil }
      let files = counts.files > 0 ? [count(counts.files, "file")] : []
      let folders = counts.folders > 0 ? [count(counts.folders, "folder")] : []
      return "\((files + folders).joined(separator: " and ")) \(name(reason))"
    }
    if !parts.isEmpty { lines.append("passed over: \(parts.joined(separator: ", "))") }
    let records = summary.passedOverRecords
    if summary.markedMissing > 0 {
      let records = count(summary.markedMissing, "record")
      lines.append(
        "\(records) marked as missing: the photos are passed over now, but somebody added to the records"
      )
    }
    if let file = summary.removedFile {
      let parts =
        (summary.removedWithMembers > 0 ? [count(summary.removedWithMembers, "record")] : [])
        + (summary.displacedMembers > 0
          ? [count(summary.displacedMembers, "member") + " whose name is a field now"] : [])
      lines.append(
        "what somebody had written into the index was kept in \(file): \(parts.joined(separator: ", "))"
      )
    }
    if records > 0 {
      lines.append("\(count(records, "record")) left the index: the photos are passed over now")
    }
    return lines
  }

  private static func name(_ reason: PassedOverReason) -> String {
    switch reason {
    case .hidden: "with a hidden name"
    case .system: "that systems keep for themselves"
    case .exclude: "by --exclude"
    case .catalogignore: "by .catalogignore"
    case .besideVideo: "that a camera made of a video"
    }
  }

  private static func keptLines(_ kept: [(key: FilePathBytes, value: KeptRecords)]) -> [String] {
    var lines = kept.prefix(folderLimit).map { folder, kept in
      let records = count(kept.count, "record")
      return switch kept.reason {
      case .folderUnreadable:
        "\(records) kept: \(folder) could not be read. Nothing is dropped from it until it can be, even with --prune"
      case .notFollowed: "\(records) kept: \(folder) was not looked at. --follow-links follows links"
      case .otherDrive:
        "\(records) kept: several drives were mounted at \(folder). If one is gone for good, --prune drops its records"
      case .folderMissing, .photosMissing:
        "\(records) kept: no photo was found in \(folder). Is a drive missing? If not, --prune drops them"
      }
    }
    let more = kept.dropFirst(folderLimit)
    if !more.isEmpty {
      let records = more.reduce(0) { $0 + $1.value.count }
      lines.append("\(count(records, "record")) kept in \(count(more.count, "more folder"))")
    }
    return lines
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
