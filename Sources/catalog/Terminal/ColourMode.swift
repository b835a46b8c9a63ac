import ArgumentParser

/// When output is coloured: what `--color` says.
enum ColourMode: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// On a terminal, unless the environment says otherwise.
  case auto
  case always
  case never

  /// The style of what is written.
  ///
  /// `NO_COLOR` outranks `CLICOLOR_FORCE`, and the option outranks both.
  ///
  /// - Parameters:
  ///   - environment: Gives variables; `nil` is one that is not set, or empty.
  ///   - isTerminal: Whether it is written to a terminal.
  /// - Returns: The style.
  func style(_ environment: (String) -> String?, isTerminal: Bool) -> TerminalStyle {
    switch self {
    case .always: return TerminalStyle(isColoured: true)
    case .never: return .plain
    case .auto:
      if environment("NO_COLOR") != nil { return .plain }
      if let force = environment("CLICOLOR_FORCE"), force != "0" { return TerminalStyle(isColoured: true) }
      guard isTerminal, let terminal = environment("TERM") else { return .plain }
      return TerminalStyle(isColoured: terminal != "dumb")
    }
  }

  /// Takes `--color` out of arguments. It is an option of the program: it may come before the command or after it, and
  /// no command has to know of it.
  ///
  /// - Parameter arguments: What follows the program's name; without the option afterwards.
  /// - Returns: What the last of them says; `auto` where there is none.
  /// - Throws: ``UsageError/colour(_:)`` for a value that it does not have.
  static func take(from arguments: inout [String]) throws(UsageError) -> ColourMode {
    var mode = ColourMode.auto
    var rest: [String] = []
    var remaining = arguments[...]
    while let argument = remaining.popFirst() {
      let value: String
      if argument == "--" {
        rest += [argument] + remaining
        break
      } else if argument == "--color" {
        value = remaining.popFirst() ?? ""
      } else if argument.hasPrefix("--color=") {
        value = String(argument.dropFirst("--color=".count))
      } else {
        rest.append(argument)
        continue
      }
      guard let said = ColourMode(rawValue: value) else { throw .colour(value) }
      mode = said
    }
    arguments = rest
    return mode
  }
}
