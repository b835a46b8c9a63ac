#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The terminal that words for people go to, where they can be written over.
struct Terminal: Sendable {
  /// Columns at the moment.
  let width: @Sendable () -> Int
  /// Takes text that appears at once.
  let write: @Sendable (String) -> Void

  /// Begins the line again; what was there is written over.
  static let lineStart = "\r"
  /// Clears what is right of the cursor (ECMA-48, EL).
  static let clearToEnd = "\u{1B}[K"

  /// Standard error, if words can be written over there.
  ///
  /// - Parameter environment: Gives variables of the environment.
  /// - Returns: `nil` where it is no terminal, or one that cannot clear a line.
  static func standardError(_ environment: (String) -> String?) -> Terminal? {
    guard isatty(2) == 1, isCapable(environment("TERM")) else { return nil }
    let columns = environment("COLUMNS").flatMap { Int($0) }
    return Terminal(
      width: { windowWidth(2) ?? columns.map { max(1, $0) } ?? 80 },
      write: { CommandContext.writeError($0) }
    )
  }

  /// Whether a terminal of that name (`TERM`) can clear a line.
  static func isCapable(_ name: String?) -> Bool { name != nil && name != "dumb" }

  /// Columns of a terminal, where it knows them.
  static func windowWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
