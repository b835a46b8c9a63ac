import Foundation
import Synchronization

@testable import CatalogKit

/// How a program ended and what it wrote.
struct ProcessResult {
  /// The exit code; `nil` where a signal ended it.
  let status: Int32?
  /// The signal that ended it.
  let signal: Int32?
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs programs with arguments that are bytes, which Foundation's `Process` cannot.
enum ChildProcess {
  /// Where the program's standard output goes.
  enum Output {
    case captured
    /// A file that exists, such as `/dev/full`.
    case file(String)
    /// A pipe that nobody reads.
    case closedPipe
  }

  /// A descriptor that is made while another thread starts a program would be the other program's too.
  private static let starting = Mutex(())

  /// Runs a program to its end; its standard input is closed.
  ///
  /// - Parameters:
  ///   - program: The program's file.
  ///   - arguments: What comes after its name.
  ///   - environment: All of its variables.
  ///   - folder: Where it runs; `nil` is where the test runs.
  ///   - output: Where its standard output goes.
  /// - Returns: How it ended.
  /// - Throws: ``SystemError`` where it could not be started.
  static func run(
    _ program: FilePathBytes,
    _ arguments: [[UInt8]],
    environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"],
    in folder: FilePathBytes? = nil,
    output: Output = .captured
  ) throws -> ProcessResult {
    guard let captured = tmpfile(), let said = tmpfile() else {
      throw SystemError.last("make", FilePathBytes("a temporary file"))
    }
    defer {
      fclose(captured)
      fclose(said)
    }
    let process = try starting.withLock { _ in
      let descriptor = try open(output, captured: fileno(captured))
      defer { if descriptor != fileno(captured) { close(descriptor) } }
      return try start(
        program,
        arguments,
        environment,
        folder,
        output: descriptor,
        errors: fileno(said)
      )
    }
    let end = try wait(for: process, program)
    return ProcessResult(
      status: end.status,
      signal: end.signal,
      output: try bytes(of: captured),
      errors: String(decoding: try bytes(of: said), as: UTF8.self)
    )
  }

  /// Starts a program that runs beside the test, which has to ``wait(for:_:)`` for it.
  ///
  /// - Parameters:
  ///   - program: The program's file.
  ///   - arguments: What comes after its name.
  ///   - output: A descriptor that becomes its standard output and its standard error.
  /// - Returns: The process.
  /// - Throws: ``SystemError`` where it could not be started.
  static func start(_ program: FilePathBytes, _ arguments: [[UInt8]], output: Int32) throws -> pid_t {
    try starting.withLock { _ in
      try start(program, arguments, ["LC_ALL": "C"], nil, output: output, errors: output)
    }
  }

  /// Waits for the end of a program. One that hangs is killed in the end: then its test fails, and others run.
  ///
  /// - Parameters:
  ///   - process: The process.
  ///   - program: What errors name.
  /// - Returns: The exit code, or the signal that ended it.
  /// - Throws: ``SystemError`` of waitpid(2).
  static func wait(for process: pid_t, _ program: FilePathBytes) throws -> (status: Int32?, signal: Int32?) {
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      if hasEnded.wait(timeout: .now() + timeLimit) == .timedOut { kill(process, SIGKILL) }
    }
    // Until waitpid its number is no other's.
    var end = siginfo_t()
    _ = SystemCalls.retrying { waitid(P_PID, id_t(process), &end, WEXITED | WNOWAIT) }
    hasEnded.signal()
    var code: Int32 = 0
    guard SystemCalls.retrying({ waitpid(process, &code, 0) }) == process else {
      throw SystemError.last("wait for", program)
    }
    let signal = code & 0x7F
    return signal == 0 ? ((code >> 8) & 0xFF, nil) : (nil, signal)
  }

  /// Far more than any program takes, on a slow machine with others at work.
  private static let timeLimit = DispatchTimeInterval.seconds(180)

  private static func open(_ output: Output, captured: Int32) throws -> Int32 {
    switch output {
    case .captured: return captured
    case .file(let name): return try SystemCalls.open(FilePathBytes(name), O_WRONLY)
    case .closedPipe:
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw SystemError.last("make", FilePathBytes("a pipe")) }
      close(ends[0])
      return ends[1]
    }
  }

  private static func start(
    _ program: FilePathBytes,
    _ arguments: [[UInt8]],
    _ environment: [String: String],
    _ folder: FilePathBytes?,
    output: Int32,
    errors: Int32
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // The threads that run tests block signals, which a program would inherit.
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addclose(&actions, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)

    // The shell changes the folder: posix_spawn's own way to do so is not in every C library.
    let shell = FilePathBytes("/bin/sh")
    let inFolder = folder.map {
      [shell.bytes, Array("-c".utf8), Array(Self.script.utf8), shell.bytes, $0.bytes]
    }
    var strings = ((inFolder ?? []) + [program.bytes] + arguments).map(pointer) + [nil]
    var variables = environment.map { pointer(Array("\($0.key)=\($0.value)".utf8)) } + [nil]
    defer { for string in strings + variables { free(string) } }
    var process = pid_t()
    let code = (folder == nil ? program : shell).withCString {
      posix_spawn(&process, $0, &actions, &attributes, &strings, &variables)
    }
    guard code == 0 else { throw SystemError(code: code, operation: "run", path: program) }
    return process
  }

  private static let script = #"cd "$1" && shift && exec "$@""#

  private static func pointer(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    FilePathBytes(bytes).withCString { strdup($0) }
  }

  private static func bytes(of file: UnsafeMutablePointer<FILE>) throws -> [UInt8] {
    let name = FilePathBytes("what a program wrote")
    let size = try SystemCalls.status(of: fileno(file), name).size
    var bytes = [UInt8](repeating: 0, count: size)
    _ = try bytes.withUnsafeMutableBytes { try SystemCalls.read(fileno(file), at: 0, into: $0, name) }
    return bytes
  }
}
