#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The width of the terminal that data goes to.
enum TerminalWidth {
  /// Columns of standard output; `nil` where it is a file or a pipe, which take lines of any length.
  static func ofStandardOutput() -> Int? {
    guard isatty(1) == 1 else { return nil }
    return Terminal.windowWidth(1) ?? 80
  }
}
