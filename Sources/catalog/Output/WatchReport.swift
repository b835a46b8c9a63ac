import CatalogKit
import Synchronization

/// Reports what a watch does: the first scan's summary, then a line for each scan that found something, and each trouble once.
final class WatchReport: Sendable {
  private let scan: ScanReport
  private let index: FilePathBytes
  private let format: ReportFormat
  private let context: CommandContext
  private let state = Mutex(State())

  private struct State {
    var scans = 0
    /// Folders whose photos were away at the last scan, so that their records stay.
    var away: Set<FilePathBytes> = []
    /// What was said of a failure last, so that a drive that stays away is reported once.
    var trouble: String?
    var failure: (any Error)?
  }

  init(_ scan: ScanReport, index: FilePathBytes, format: ReportFormat, in context: CommandContext) {
    self.scan = scan
    self.index = index
    self.format = format
    self.context = context
  }

  /// Reports an event.
  func add(_ event: ScanWatchEvent) {
    scan.clear()
    switch event {
    case .scanned(let summary): addScan(summary)
    case .watching(let folders, let unnoticed): addFolders(folders, unnoticed)
    case .failed(let error):
      let sentence = "\(error)"
      let isNew = state.withLock { state in
        defer { state.trouble = sentence }
        return state.trouble != sentence
      }
      if isNew { context.say("\(sentence). Trying again every few seconds") }
    }
  }

  /// Throws what writing a summary threw.
  func throwFailure() throws {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func addScan(_ summary: ScanSummary) {
    let away = Set(summary.kept.filter { $0.value.reason != .notFollowed }.keys)
    let (isFirst, before) = state.withLock { state in
      state.scans += 1
      state.trouble = nil
      defer { state.away = away }
      return (state.scans == 1, state.away)
    }
    // The first summary names them itself.
    if !isFirst { tellAway(summary, away, before) }
    guard isFirst || Self.isNews(summary) else { return }
    do {
      if isFirst || format == .json {
        try scan.end(summary, index: index, format: format)
      } else {
        context.sayLines(Self.line(summary))
      }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Names folders whose photos are away since the scan before, and those that are back.
  private func tellAway(_ summary: ScanSummary, _ away: Set<FilePathBytes>, _ before: Set<FilePathBytes>) {
    for folder in away.subtracting(before).sorted() {
      switch summary.kept[folder]?.reason {
      case .photosMissing, .otherDrive:
        context.say(
          "\(folder): its photos are away, perhaps with a drive; their records stay until they are back"
        )
      // The scan itself says of a folder that it is not there, or cannot be read.
      case .folderMissing, .folderUnreadable, .notFollowed, nil: break
      }
    }
    for folder in before.subtracting(away).sorted() { context.note("\(folder) is back") }
  }

  private func addFolders(_ folders: Int, _ unnoticed: [String]) {
    if unnoticed.isEmpty {
      context.note("watching \(folders) \(folders == 1 ? "folder" : "folders"); Ctrl-C ends it")
    }
    for sentence in unnoticed {
      context.say(
        "\(sentence): photos there are looked for every few seconds, more rarely where that takes long"
      )
    }
  }

  /// Whether a scan found anything that the one before had not.
  static func isNews(_ summary: ScanSummary) -> Bool {
    summary.read + summary.moved + summary.newlyMissing + summary.gone + summary.passedOverRecords > 0
      || summary.hasNewAbsence
  }

  /// `3 read, 1 missing; 42 photos, 40 located`.
  static func line(_ summary: ScanSummary) -> String {
    let counts = [
      (summary.read, "read"), (summary.moved, "moved"), (summary.newlyMissing, "missing"),
      (summary.gone, "gone"),
      (summary.passedOverRecords, "passed over"),
    ]
    let work = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let photos = summary.index.photos == 1 ? "1 photo" : "\(summary.index.photos) photos"
    return "\((work.isEmpty ? ["a folder is not there"] : work).joined(separator: ", ")); \(photos), "
      + "\(summary.index.located) located"
  }
}
