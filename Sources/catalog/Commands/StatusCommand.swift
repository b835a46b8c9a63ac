import ArgumentParser
import CatalogKit

/// `catalog status`
struct StatusCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Summarize the index, and list what could not be read.",
    discussion: """
      Examples:
        catalog status
        catalog status --problems
        catalog status --places
        catalog status --format json
      """
  )

  @Flag(help: "List photos without a position, each with the reason.")
  var problems = false

  @Flag(help: "Count photos by country and place too.")
  var places = false

  @Flag(help: "Count photos that are not there any more among the others, and list their problems.")
  var missing = false

  @OptionGroup var language: LanguageOption

  @Option(help: "Print text or json.")
  var format = ReportFormat.text

  @OptionGroup var index: IndexesOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let index = try index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    let paths = PathMapping(indexFolder: index.folder)
    let openable = { (path: FilePathBytes) in paths.openable(path, from: context.workingFolder) }
    if problems {
      try listProblems(index, openable, context.sink(forPeople: format == .text))
      return .done
    }
    let language = context.language(language.language, forPeople: format == .text)
    let lookup = try places ? PlaceLookup(GazetteerLocation.open(in: context), language: language) : nil
    let status = try IndexStatus(index, countsMissing: missing, places: lookup)
    let header = try index.header()
    switch format {
    case .text:
      let text = StatusText.render(status, header, index.sources, style: context.style)
      try context.output.write(Array(text.utf8))
    case .json: try context.dataOutput.write(StatusJSON.render(status, header))
    }
    return .done
  }

  private func listProblems(
    _ index: IndexFile,
    _ openable: (FilePathBytes) -> FilePathBytes,
    _ output: some ByteSink
  ) throws {
    switch format {
    case .text:
      _ = try IndexStatus(index, countsMissing: missing) { found in
        let photo = try found.photo([.path, .problem, .missing])
        guard let problem = photo.problem else { return }
        let mark = photo.missing == nil ? "" : " (missing)"
        try output.write(
          Array("\(openable(photo.path)): \(PrintableText.escape(problem.reason))\(mark)\n".utf8)
        )
      }
    case .json:
      var exporter = JSONExporter()
      try exporter.begin(output)
      _ = try IndexStatus(index, countsMissing: missing) { found in
        var found = found
        found.path = openable(try found.writtenPath())
        try exporter.add(found, to: output)
      }
      try exporter.end(output)
    }
  }
}
