import ArgumentParser
import CatalogKit

/// `catalog scan`
struct ScanCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Read where and when photos were taken, into the index.",
    discussion: """
      Your photos stay where they are and are never changed. Photos that have not changed since the last scan are not opened
      again. Ctrl-C saves what was read, and the next scan continues from there.

      Examples:
        catalog scan ./photos
        catalog scan ~/Pictures /media/camera --index ~/cats.json
        catalog scan                     scan the same folders again
        catalog scan --exclude '*.NEF' --exclude photos/private/
        catalog scan --watch             keep the index right as photos come and go
        catalog scan --format json       a summary for programs
      """
  )

  @Argument(
    help: ArgumentHelp("Folders with photos (default: those scanned before).", valueName: "folder"),
    completion: .directory
  )
  var folders: [FileArgument] = []

  @OptionGroup var index: IndexOption

  @Flag(help: "Read all photos again, even unchanged ones.")
  var full = false

  @Flag(help: "Drop records of photos that were not found, even where a whole folder is missing.")
  var prune = false

  @Option(
    help: ArgumentHelp(
      "Skip files and folders like this, *.NEF or photos/private/, now and in later scans; '' skips none. Can be repeated.",
      valueName: "glob"
    )
  )
  var exclude: [OptionValue<ExcludePattern>] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Follow symbolic links, or stop following them; later scans do the same."
  )
  var followLinks: Bool?

  @Option(
    help: ArgumentHelp(
      "Read N photos at the same time (default: as many as the drive answers well).",
      valueName: "n"
    )
  )
  var jobs: OptionValue<JobCount>?

  @Flag(help: "Stay, and scan again whenever photos come, go or change; Ctrl-C ends it.")
  var watch = false

  @Option(help: "Print the summary as text or json.")
  var format = ReportFormat.text

  @OptionGroup var words: QuietOption

  /// The patterns, none for an empty one; `nil` where the option was not given.
  private func excludes() throws -> [PathPattern]? {
    exclude.isEmpty ? nil : try exclude.compactMap { try $0.get("--exclude").pattern }
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(words.quiet)
    var scanner = Scanner(generator: CatalogCommand.generator, jobs: try jobs?.get("--jobs").number)
    Interruption.listen()
    let report = ScanReport(context)
    scanner.readsAll = full
    scanner.prunes = prune
    scanner.followsLinks = followLinks
    scanner.excludes = try excludes()
    scanner.isCancelled = { context.interruption() != nil }
    scanner.reportsProgress = report.showsProgress
    scanner.onEvent = { report.add($0) }
    // Also where it fails: the error begins a line of its own.
    defer { report.clear() }
    // What is named is scanned into the index here, whatever there is above.
    let path =
      folders.isEmpty || index.file != nil || context.environment("CATALOG_INDEX") != nil
      ? index.path(in: context) : IndexLocation.name
    if watch { return try stay(scanner, report, index: path, in: context) }
    let summary = try scanner.run(folders: folders.map(\.path), index: path)
    try report.end(summary, index: path, format: format)
    if let signal = context.interruption() { return .interrupted(by: signal) }
    return summary.isIncomplete ? .incomplete : .done
  }

  /// Scans again and again until a signal comes.
  private func stay(
    _ scanner: Scanner,
    _ report: ScanReport,
    index: FilePathBytes,
    in context: CommandContext
  ) throws -> ExitStatus {
    var watch = ScanWatch(scanner)
    let words = WatchReport(report, index: index, format: format, in: context)
    watch.onEvent = { words.add($0) }
    try watch.run(folders: folders.map(\.path), index: index)
    try words.throwFailure()
    return context.interruption().map { .interrupted(by: $0) } ?? .done
  }
}
