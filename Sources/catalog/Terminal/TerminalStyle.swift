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

extension CommandContext {
  /// The style of data on standard output.
  var style: TerminalStyle { colour.style(environment, isTerminal: isTerminal(1)) }

  /// The style of words on standard error.
  var wordStyle: TerminalStyle { colour.style(environment, isTerminal: isTerminal(2)) }

  /// Says what went wrong. Other words are said by ``say(_:)``.
  func complain(_ error: any Error) { sayLines("\(wordStyle.problem("catalog:")) \(error)") }
}
