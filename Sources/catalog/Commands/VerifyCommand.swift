import ArgumentParser
import CatalogKit

/// `catalog verify`
struct VerifyCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the index, and repair it with --repair.",
    discussion: """
      Reads every byte: each photo's record, their order, the counts and the checksum. --repair keeps a damaged index beside
      the new one, as catalog.json.damaged.

      Examples:
        catalog verify
        catalog verify --repair
        catalog verify --format json --index /backup/catalog.json
      """
  )

  @Flag(help: "Write a new index from what can be read of this one.")
  var repair = false

  @Option(help: "Print text or json.")
  var format = ReportFormat.text

  @OptionGroup var index: IndexOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let report: VerifyReport
    if repair {
      let repair = try IndexRepair(path: index.path(in: context), generator: CatalogCommand.generator)
      report = VerifyReport(repair: repair)
    } else {
      let index = try index.open(in: context)
      report = VerifyReport(path: index.path, verification: try index.verify())
    }
    switch format {
    case .text: try context.output.write(Array(report.text.utf8))
    case .json: try context.dataOutput.write(report.json)
    }
    try context.output.flush()
    for sentence in report.advice { context.say(sentence) }
    return report.status
  }
}
