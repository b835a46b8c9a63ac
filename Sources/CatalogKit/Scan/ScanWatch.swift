/// Keeps an index right as photos come and go: scans, waits until something changes in the folders, and scans again.
///
/// Many changes are one scan and one save. The index is ``latest`` behind at most, or ``saveShare`` times what a save takes where that is
/// more. Where changes are not noticed, as on a drive of another machine, folders are looked through every now and then.
public struct ScanWatch: Sendable {
  /// How to scan. Reading everything anew and dropping records without looking are for the first scan only.
  public var scanner: Scanner
  /// How long nothing more must have changed before it is scanned: a camera's import is many files.
  public var quiet = Duration.milliseconds(500)
  /// How long after a change it is scanned at the latest, whatever else changes.
  public var latest = Duration.seconds(3)
  /// The least time between two looks at folders whose changes are not noticed, and before a scan that failed is tried again.
  public var interval = Duration.seconds(5)
  /// Told what happens, from the thread that called ``run(folders:index:)``.
  public var onEvent: @Sendable (ScanWatchEvent) -> Void = { _ in }

  /// A save, and a look at folders whose changes are not noticed, take at most one part in so many of the time.
  static let saveShare = 20
  /// How often the wish to end is looked for.
  private static let step = Duration.seconds(1)

  /// - Parameter scanner: How to scan; it also says when to end.
  public init(_ scanner: Scanner) {
    self.scanner = scanner
  }

  /// Scans, again and again, until the scanner's ``Scanner/isCancelled`` says so.
  ///
  /// - Parameters:
  ///   - folders: Where photos are; empty for those that the index names.
  ///   - index: The index; links are followed.
  /// - Throws: What the first scan throws. Later ones that fail are reported, and tried again.
  public func run(folders: [FilePathBytes], index: FilePathBytes) throws {
    let own = try FilePathResolver.resolveForWriting(index)
    let watch = FolderWatch { folder, name, isFolder in
      Self.concernsPhotos(name, isFolder: isFolder) && !(name == own.lastComponent && folder == own.parent)
    }
    var scanner = scanner
    scanner.watch = watch
    var summary = try scan(scanner, watch, folders, index)
    var gaps: Set<FolderWatch.Gap>?
    scanner.readsAll = false
    scanner.prunes = false
    while !scanner.isCancelled() {
      if watch.gaps != gaps {
        gaps = watch.gaps
        onEvent(.watching(folders: watch.count, unnoticed: watch.gaps.map(\.description).sorted()))
      }
      let pause = pause(after: summary, hasGaps: !watch.gaps.isEmpty)
      wait(for: watch, pause, absent: summary?.missingFolders ?? [])
      if scanner.isCancelled() { return }
      do {
        summary = try scan(scanner, watch, folders, index)
      } catch {
        summary = nil
        onEvent(.failed(error))
      }
    }
  }

  private func scan(
    _ scanner: Scanner,
    _ watch: FolderWatch,
    _ folders: [FilePathBytes],
    _ index: FilePathBytes
  ) throws -> ScanSummary? {
    watch.beginRound()
    let summary = try scanner.run(folders: folders, index: index)
    if !summary.isInterrupted { watch.endRound() }
    onEvent(.scanned(summary))
    return summary
  }

  /// How long to wait between two scans.
  struct Pause: Equatable {
    /// Before any scan.
    var atLeast: Duration
    /// Before one without a change; `nil` waits for a change.
    var atMost: Duration?
  }

  /// How long to wait after a scan; `nil` is one that failed, and that may go on failing: a full disk, a drive that is gone.
  func pause(after summary: ScanSummary?, hasGaps: Bool) -> Pause {
    guard let summary else { return Pause(atLeast: interval, atMost: interval) }
    let save = summary.saving * Self.saveShare
    guard hasGaps else { return Pause(atLeast: save) }
    // A scan that read photos says little of one that finds nothing new. Photos that cannot be read are tried
    // each time.
    let look = summary.read == summary.knownProblems ? summary.elapsed * Self.saveShare : .zero
    return Pause(atLeast: save, atMost: max(interval, look, save))
  }

  /// Waits until it is time to scan again.
  private func wait(for watch: FolderWatch, _ pause: Pause, absent: [FilePathBytes]) {
    let start = scanner.clock.uptime()
    var changes: (first: Duration, last: Duration)?
    while !scanner.isCancelled() {
      let now = scanner.clock.uptime()
      var due = pause.atMost.map { start + $0 }
      if let changes {
        due = max(start + pause.atLeast, min(changes.last + quiet, changes.first + latest))
      }
      if let due, now >= due { return }
      let isChanged = watch.wait(atMost: min(due.map { $0 - now } ?? Self.step, Self.step))
      // Nothing is noticed of a folder that is not there.
      let isBack = absent.contains { (try? SystemCalls.status(of: $0).kind) == .folder }
      guard isChanged || isBack else { continue }
      let moment = scanner.clock.uptime()
      changes = (changes?.first ?? moment, isBack && !isChanged ? changes?.last ?? moment : moment)
    }
  }

  /// Whether a name may change what an index says: that of a photo or of what lies beside one, of a folder, or of patterns.
  static func concernsPhotos(_ name: FilePathBytes, isFolder: Bool) -> Bool {
    if FolderListing.isHidden(name) { return name == IgnoreFile.name }
    if isFolder { return !SystemFolders.contains(name) }
    return PhotoExtensions.matches(name) || PhotoExtensions.isSidecar(name) || PhotoExtensions.isVideo(name)
  }
}

/// What happens while photos are watched.
public enum ScanWatchEvent: Sendable {
  /// A scan ended; the index is right.
  case scanned(ScanSummary)
  /// So many folders are watched, and changes that are not noticed, each as a sentence without a full stop; where there are some, folders are
  /// looked through every now and then. Told when it changes.
  case watching(folders: Int, unnoticed: [String])
  /// A scan failed; it is tried again.
  case failed(any Error)
}

extension FolderWatch.Gap: CustomStringConvertible {
  /// One sentence for people, without a full stop.
  var description: String {
    switch self {
    case .unavailable: "this system does not say when folders change"
    case .tooManyFolders:
      "there are more folders than the system watches for you; fs.inotify.max_user_watches raises that (sysctl)"
    case .shared(let folder, let kind):
      "\(folder) is on a drive that other machines may change without a word (\(kind))"
    case .failed(let error): "\(error)"
    }
  }
}
