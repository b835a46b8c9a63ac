import ArgumentParser
import CatalogKit

/// `catalog`: the command line. Subcommands do the work of their arguments; this parses them, runs one, and turns
/// whatever happens into a sentence and an exit code.
@main
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Find photos by where they were taken.",
    discussion: FirstSteps.commands,
    version: Self.version,
    subcommands: [
      ScanCommand.self, NearCommand.self, WhereCommand.self, ListCommand.self, ShowCommand.self,
      ExportCommand.self,
      StatusCommand.self, VerifyCommand.self, ForgetCommand.self, TagsCommand.self, DuplicatesCommand.self,
      TagCommand.self,
      UntagCommand.self,
      RenameTagCommand.self, DescribeCommand.self, PlaceCommand.self, UndoCommand.self, ExtractCommand.self,
      MergeCommand.self, ServeCommand.self, PeopleCommand.self,
    ]
  )

  static let version = "0.1.0"
  /// What an index says that it was written by.
  static let generator = "catalog \(version)"

  /// The commands by name, `help` too.
  static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// Declared for help and completion. ``ColourMode/take(from:)`` has taken it out before anything is parsed.
  @Option(
    name: .customLong("color"),
    help: ArgumentHelp(
      "Use colours, in any command: auto, always or never. NO_COLOR and CLICOLOR_FORCE work too.",
      valueName: "when"
    )
  )
  var colour = ColourMode.auto

  static func main() {
    let context = CommandContext.live
    // Not even the program's own name: the system did not pass them, and whoever gave arguments must not hear that all is well.
    guard CommandLine.argc > 0 else {
      context.say("the system does not say what the arguments are. Make /proc readable and try again")
      context.exit(.fault)
    }
    let status = run(CommandLineArguments.live, in: context)
    context.exit(status)
  }

  /// Parses and runs.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - context: Where output goes.
  /// - Returns: How the process is to end.
  static func run(_ arguments: [String], in context: CommandContext) -> ExitStatus {
    var context = context
    do {
      if let request = NearShortcut.request(arguments) {
        return try finish(request.run(in: context), context)
      }
      if let request = ListShortcut.request(arguments) {
        return try finish(request.run(in: context), context)
      }
      if let request = WhereShortcut.request(arguments) {
        return try finish(request.run(in: context), context)
      }
      let words = try ExecWords.split(arguments)
      var arguments = words.own
      context.colour = try ColourMode.take(from: &arguments)
      if arguments.isEmpty { return try writeText(FirstSteps.text, context) }
      if let error = UsageError.ofCommand(in: arguments) ?? RepeatedOptions.error(in: arguments) {
        throw error
      }
      return try parseAndRun(ExecWords.join(arguments, words.exec), context)
    } catch {
      return report(error, to: context)
    }
  }

  private static func parseAndRun(_ arguments: [String], _ context: CommandContext) throws -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      if let subcommand = command as? any CatalogSubcommand {
        return try finish(subcommand.run(in: context), context)
      }
      // `help` and the bare program end in an error that carries the text.
      try command.run()
      return .done
    } catch  where ExitStatus(error) == nil {
      // What is left comes from the argument parser: help, the version, or wrong arguments.
      switch exitCode(for: error) {
      case .success:
        var text = CommandLineArguments.plain(fullMessage(for: error))
        if arguments.contains(where: { $0.hasPrefix("--generate-completion-script") }) {
          text = CompletionScript.offeringCommandsAfterHelp(text, commandNames)
        }
        return try writeText(text, context)
      case .validationFailure: throw UsageError.ofParser(message(for: error), arguments: arguments)
      default: throw error
      }
    }
  }

  /// Text that was asked for is data, and a full disk is an error.
  private static func writeText(_ text: String, _ context: CommandContext) throws -> ExitStatus {
    try context.output.write(Array((text + "\n").utf8))
    return try finish(.done, context)
  }

  private static func finish(_ status: ExitStatus, _ context: CommandContext) throws -> ExitStatus {
    try context.output.flush()
    return status
  }

  private static func report(_ error: any Error, to context: CommandContext) -> ExitStatus {
    // Where the reader of a pipe has gone, nobody would see it.
    if !ExitStatus.isClosedPipe(error) { context.complain(error) }
    return ExitStatus(error) ?? .fault
  }
}
