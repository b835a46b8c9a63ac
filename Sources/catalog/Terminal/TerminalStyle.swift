/// How words look: plain, or with the colours of a terminal. What is coloured says the same without.
struct TerminalStyle: Equatable, Sendable {
  let isColoured: Bool

  static let plain = TerminalStyle(isColoured: false)

  /// The heading of a column or of a row.
  ///
  /// - Parameter text: Text of one line.
  /// - Returns: The text, in bold.
  func heading(_ text: String) -> String { wrap(text, in: "1") }

  /// Something that went wrong.
  ///
  /// - Parameter text: Text of one line.
  /// - Returns: The text, in bold red.
  func problem(_ text: String) -> String { wrap(text, in: "1;31") }

  /// ECMA-48's SGR sequences. The end puts everything back: nothing here nests.
  private func wrap(_ text: String, in code: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// When output is coloured: what `--color` says.
enum ColourMode: String, CaseIterable, Sendable {
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

extension CommandContext {
  /// The style of data on standard output.
  var style: TerminalStyle { colour.style(environment, isTerminal: isTerminal(1)) }

  /// The style of words on standard error.
  var wordStyle: TerminalStyle { colour.style(environment, isTerminal: isTerminal(2)) }

  /// Says what went wrong. Other words are said by ``say(_:)``.
  func complain(_ error: any Error) { sayLines("\(wordStyle.problem("catalog:")) \(error)") }
}
