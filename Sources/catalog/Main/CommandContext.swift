import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a command has of the world: where data and words go, the environment, and where it runs.
struct CommandContext: Sendable {
  /// Data.
  let output: StandardOutput
  /// Takes whole lines of words for people, without a line break at the end.
  let sayLines: @Sendable (String) -> Void
  /// Where words go, if it is a terminal that can show progress.
  let terminal: Terminal?
  /// Columns of the terminal that data goes to; `nil` where it is none.
  var outputWidth: @Sendable () -> Int? = { nil }
  /// A variable of the environment; an empty one counts as not set.
  let environment: @Sendable (String) -> String?
  /// The folder where the process runs, resolved; `nil` where it is gone.
  let workingFolder: FilePathBytes?
  /// The file of the program, resolved; `nil` where the system does not say.
  var programFile: @Sendable () -> FilePathBytes? = { nil }
  /// Asks whether the user wants the command to end, and by which signal.
  let interruption: @Sendable () -> Int32?
  /// Whether a descriptor is a terminal.
  var isTerminal: @Sendable (Int32) -> Bool = { _ in false }
  /// What `--color` says.
  var colour = ColourMode.auto

  /// Whether `--quiet` leaves out what is no warning.
  var isQuiet = false

  /// The same, with or without what is no warning.
  func quiet(_ isQuiet: Bool) -> CommandContext {
    var context = self
    context.isQuiet = isQuiet
    return context
  }

  /// Says what somebody may like to know, and can do without.
  func note(_ sentence: String) { if !isQuiet { say(sentence) } }

  /// Says a sentence with the program's name before it.
  func say(_ sentence: String) { sayLines("catalog: \(sentence)") }

  /// Ends the process.
  func exit(_ status: ExitStatus) -> Never {
    #if canImport(Darwin)
      Darwin.exit(status.code)
    #elseif canImport(Musl)
      Musl.exit(status.code)
    #else
      Glibc.exit(status.code)
    #endif
  }

  /// The process's own.
  static let live = CommandContext(
    output: StandardOutput(DeviceWriter(descriptor: 1, name: FilePathBytes("standard output"))),
    sayLines: { writeError($0 + "\n") },
    terminal: Terminal.standardError(variable),
    outputWidth: TerminalWidth.ofStandardOutput,
    environment: variable,
    workingFolder: WorkingFolder.resolved(),
    programFile: ProgramFile.resolved,
    interruption: { Interruption.signal },
    isTerminal: { isatty($0) == 1 }
  )

  /// Writes to standard error at once.
  static let writeError: @Sendable (String) -> Void = { text in
    let errors = DeviceWriter(descriptor: 2, name: FilePathBytes("standard error"))
    let bytes = Array(text.utf8)
    // There is nowhere left to report to where this fails.
    try? bytes.withUnsafeBytes { try errors.append($0) }
    try? errors.flush()
  }

  private static let variable: @Sendable (String) -> String? = { name in
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return CommandLineArguments.text(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }
}
