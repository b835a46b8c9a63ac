import ArgumentParser

/// A subcommand that works in a context, and so in a test.
protocol CatalogSubcommand: ParsableCommand {
  func run(in context: CommandContext) throws -> ExitStatus
}
