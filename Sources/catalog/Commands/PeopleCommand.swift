import ArgumentParser
import CatalogKit

/// `catalog people`: hands over to `catalog-serve people`, as `catalog serve` does.
struct PeopleCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "See who may see the photos on the web, invite people, and remove them.",
    discussion: """
      What the keeper does on the page of `catalog serve`, for somebody with a shell on the machine: list, invite, reset NAME, \
      role NAME ROLE, remove NAME. Roles are keeper, member and guest. The server may run meanwhile. \
      `catalog people --help` says more.

      Examples:
        catalog people list
        catalog people invite --role guest
        catalog people reset Mina
      """
  )

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What to do, with whom, and options of catalog serve.", valueName: "action")
  )
  var words: [String] = []

  func run(in context: CommandContext) throws -> ExitStatus { try ServerProgram.become(["people"] + words) }
}
