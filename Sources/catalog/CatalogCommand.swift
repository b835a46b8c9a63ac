import ArgumentParser
import CatalogKit

/// `catalog`: the command line. Subcommands do the work of their arguments; this parses them, runs one, and turns
/// whatever happens into a sentence and an exit code.
@main
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Finds photos by where they were taken.",
    discussion: """
      First steps:
        catalog scan ./photos            read where photos were taken, into ./catalog.json
        catalog near 37.5665 126.9780    which were taken around here, nearest first
        catalog export json              the whole catalogue for another program
      """,
    version: Self.version,
    subcommands: [ScanCommand.self, NearCommand.self, ExportCommand.self, StatusCommand.self]
  )

  static let version = "0.1.0"

  static func main() {
    let context = CommandContext.live
    let status = run(CommandLineArguments.live, in: context)
    context.exit(status)
  }

  /// Parses and runs.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind the program's name.
  ///   - context: Where output goes.
  /// - Returns: How the process is to end.
  static func run(_ arguments: [String], in context: CommandContext) -> ExitStatus {
    do {
      if let request = NearShortcut.request(arguments) {
        return try finish(request.run(in: context), context)
      }
      var command = try parseAsRoot(arguments)
      guard let subcommand = command as? any CatalogSubcommand else {
        // `help` and the bare program end in an error that carries the text.
        try command.run()
        return .done
      }
      return try finish(subcommand.run(in: context), context)
    } catch {
      return report(error, to: context)
    }
  }

  private static func finish(_ status: ExitStatus, _ context: CommandContext) throws -> ExitStatus {
    try context.output.flush()
    return status
  }

  private static func report(_ error: any Error, to context: CommandContext) -> ExitStatus {
    if let status = ExitStatus(error) {
      // Whoever reads has had enough: there is nobody to tell.
      if !ExitStatus.isClosedPipe(error) { context.say("\(error)") }
      return status
    }
    // What is left comes from the argument parser: help, the version, or wrong arguments.
    let message = CommandLineArguments.plain(fullMessage(for: error))
    guard exitCode(for: error) == .success else {
      context.sayLines(message)
      return exitCode(for: error) == .validationFailure ? .usage : .fault
    }
    do {
      try context.output.write(Array((message + "\n").utf8))
      try context.output.flush()
      return .done
    } catch {
      return report(error, to: context)
    }
  }
}

/// A subcommand that works in a context, and so in a test.
protocol CatalogSubcommand: ParsableCommand {
  func run(in context: CommandContext) throws -> ExitStatus
}
