import CatalogKit

/// Data that was made for programs, on its way to a terminal: what could move the cursor, change the terminal or turn text around
/// is shown as `\u009B`. In JSON that means the same.
final class TerminalData: ByteSink {
  private let output: StandardOutput

  init(_ output: StandardOutput) {
    self.output = output
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try output.write(Array(PrintableText.escapeData(String(decoding: bytes, as: UTF8.self)).utf8))
  }
}

extension CommandContext {
  /// Where data that was made for programs goes.
  var dataOutput: any ByteSink { isTerminal(1) ? TerminalData(output) : output }

  /// Where an answer goes: text for people is harmless already, and has colours of its own.
  func sink(forPeople: Bool) -> any ByteSink { forPeople ? output : dataOutput }
}
