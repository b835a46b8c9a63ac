import ArgumentParser
import CatalogKit

/// `catalog serve`: hands over to `catalog-serve`, a program of its own, so that this one stays small and opens no socket.
struct ServeCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the photos on the web, to whom you choose.",
    discussion: """
      Runs catalog-serve, which is installed beside catalog. It prints an address: whoever opens it is the keeper and sees everything. \
      Everybody else sees nothing, or with --public coarse the photos in cells of a grid and with the day. \
      `catalog serve --help` lists all options.

      Examples:
        catalog serve
        catalog serve --public coarse --listen 0.0.0.0:8080 --host cats.example.org
        catalog serve --config catalog.toml --check
      """
  )

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Options of catalog-serve.", valueName: "option")
  )
  var options: [String] = []

  func run(in context: CommandContext) throws -> ExitStatus { try ServerProgram.become(options) }
}

/// `catalog-serve`, beside this program or where the shell finds it.
enum ServerProgram {
  /// Becomes that program.
  ///
  /// - Parameter arguments: What it gets.
  /// - Returns: Never: this program is another one then.
  /// - Throws: ``MissingServer``, ``SystemError``.
  static func become(_ arguments: [String]) throws -> ExitStatus {
    let name = FilePathBytes("catalog-serve")
    let beside = ExternalProgram.own.map { $0.parent.appending(name) }
    for program in [beside, name].compactMap({ $0 }) {
      do throws(SystemError) {
        try ExternalProgram.become([program] + arguments.map { FilePathBytes($0) })
      } catch {
        guard error.isMissing else { throw error }
      }
    }
    throw MissingServer()
  }
}

/// The server is not installed.
struct MissingServer: Error, CustomStringConvertible {
  var description: String {
    """
    catalog-serve is not installed. It lies beside catalog where it is: on Debian, install the package catalog-serve; with the \
    sources, run make install-serve
    """
  }
}
