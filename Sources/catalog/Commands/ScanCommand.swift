import ArgumentParser
import CatalogKit

/// `catalog scan`
struct ScanCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Reads where and when photos were taken, into the index.",
    discussion: """
      Photos are only read, never changed. Those that did not change since the last scan are not opened again. Ctrl-C saves what
      was read, and the next scan goes on from there.

      Examples:
        catalog scan ./photos
        catalog scan ~/Pictures /media/camera --index ~/cats.json
        catalog scan                     scans again what was scanned before
        catalog scan --format json       tells a program what was done
      """
  )

  @Argument(
    help: ArgumentHelp("Folders with photos (default: those in the index).", valueName: "folder"),
    completion: .directory
  )
  var folders: [String] = []

  @OptionGroup var index: IndexOption

  @Flag(help: "Read all photos anew, also those that did not change.")
  var full = false

  @Flag(help: "Drop records of photos that were not found, also where a whole folder is missing.")
  var prune = false

  @Flag(help: "Follow symbolic links.")
  var followLinks = false

  @Option(
    help: ArgumentHelp(
      "How many photos to read at the same time (default: the number of cores).",
      valueName: "n"
    )
  )
  var jobs: Int?

  @Option(help: "How to say what was done: text or json.")
  var format = ScanFormat.text

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be in 1 to 1024.") }
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    Interruption.listen()
    let report = ScanReport(context)
    var scanner = Scanner(generator: CatalogCommand.generator, jobs: jobs)
    scanner.readsAll = full
    scanner.prunes = prune
    scanner.followsLinks = followLinks
    scanner.isCancelled = { context.interruption() != nil }
    scanner.reportsProgress = report.showsProgress
    scanner.onEvent = { report.add($0) }
    // Also where it fails: the error begins a line of its own.
    defer { report.clear() }
    let path = index.path(in: context)
    let summary = try scanner.run(folders: folders.map { FilePathBytes(argument: $0) }, index: path)
    try report.end(summary, index: path, format: format)
    if let signal = context.interruption() { return .interrupted(by: signal) }
    return summary.isIncomplete ? .incomplete : .done
  }
}

/// The forms of what a scan says in the end.
enum ScanFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
