import ArgumentParser
import CatalogKit

/// `catalog duplicates`
struct DuplicatesCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "Find photos that are there twice, and files that belong together.",
    discussion: """
      same: equal files. picture: equal pictures, whatever is said about them, such as a copy that lost its position on the way. \
      together: one moment in several files, such as a raw file and its JPEG. Nothing is deleted.

      Examples:
        catalog duplicates
        catalog duplicates --kind same --format json
        catalog duplicates --kind picture --path 'photos/received/**'
        catalog duplicates --kind same --print0 | python3 sort-out.py
      """
  )

  @Option(
    help: ArgumentHelp("Look for same, picture or together only; may be repeated.", valueName: "kind")
  )
  var kind: [DuplicateKind] = []

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @Option(
    name: .shortAndLong,
    help: "Print table, json or paths with an empty line after each group. (default: table)"
  )
  var format: DuplicatesFormat?

  @Flag(
    name: .customLong("print0"),
    help: "Print paths only, each ended by a NUL, and one NUL more after each group: safe for any name."
  )
  var endsWithNUL = false

  @OptionGroup var index: IndexesOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let format = try answerFormat()
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.paths = .openable(from: context.workingFolder)
    let index = try index.open(in: context)
    var search = DuplicateSearch()
    if !kind.isEmpty { search.kinds = Set(kind.map(\.kind)) }
    var isIncomplete = false
    search.unreadable = { error in
      context.say("\(error)")
      isIncomplete = true
    }
    search.changed = { path in
      context.say("\(path): it has changed since it was scanned, and is left out. Scan again")
      isIncomplete = true
    }
    let groups = try search.groups(in: index, selection)
    try DuplicatesReport.write(groups, as: format, to: context.sink(forPeople: format == .table))
    if groups.isEmpty { context.note("no photo is there twice") }
    return isIncomplete ? .incomplete : .done
  }

  private func answerFormat() throws -> DuplicatesReport.Format {
    if endsWithNUL {
      guard format == nil || format == .paths else {
        throw ValidationError("--print0 prints paths only: leave out --format \(format?.rawValue ?? "").")
      }
      return .paths(end: 0)
    }
    return switch format ?? .table {
    case .table: .table
    case .json: .json
    case .paths: .paths(end: UInt8(ascii: "\n"))
    }
  }
}

/// How `duplicates` answers.
enum DuplicatesFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, paths
}

/// What photos have in common, as an option.
struct DuplicateKind: ExpressibleByArgument {
  let kind: DuplicateGroup.Kind

  init?(argument: String) {
    guard let kind = DuplicateGroup.Kind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { DuplicateGroup.Kind.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
