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
  var format = DuplicatesFormat.table

  @OptionGroup var index: IndexesOption

  func run(in context: CommandContext) throws -> ExitStatus {
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
