import ArgumentParser
import CatalogKit

/// `catalog export`
struct ExportCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hands the catalogue to another program.",
    discussion: """
      Paths are as the index keeps them: relative to its folder, or absolute.

      Examples:
        catalog export json
        catalog export json -o cats.json
        catalog export html -o cats.html
        catalog export json | jq '.[] | select(.make == "Apple") | .path'
      """
  )

  @Argument(help: "The format: json or html.")
  var format: ExportFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a file in place of standard output.", valueName: "file")
  )
  var output: String?

  @OptionGroup var index: IndexOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let index = try index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    guard let output else {
      try export(index, to: context.output)
      return .done
    }
    let file = try OutputFile(FilePathBytes(argument: output), exporting: index)
    try export(index, to: file)
    try file.commit()
    return .done
  }

  private func export(_ index: IndexFile, to sink: some ByteSink) throws {
    switch format {
    case .json:
      var exporter = JSONExporter()
      try exporter.export(index, to: sink)
    case .html:
      let links = try PhotoLinks(to: index, from: output.map { FilePathBytes(argument: $0) })
      var exporter = HTMLExporter(HTMLExporter.Settings(links: links))
      try exporter.export(index, to: sink)
    }
  }
}

/// The formats of an export.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case json
  case html
}
