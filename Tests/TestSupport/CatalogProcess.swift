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
  ///   - arguments: What stands behind its name.
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
    var code: Int32 = 0
    guard SystemCalls.retrying({ waitpid(process, &code, 0) }) == process else {
      throw SystemError.last("wait for", program)
    }
    let signal = code & 0x7F
    return ProcessResult(
      status: signal == 0 ? (code >> 8) & 0xFF : nil,
      signal: signal == 0 ? nil : signal,
      output: try bytes(of: captured),
      errors: String(decoding: try bytes(of: said), as: UTF8.self)
    )
  }

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
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
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

/// The program that was built with these tests.
struct CatalogProcess {
  /// Where it runs.
  let folder: FilePathBytes
  /// Its variables, besides those that every program gets.
  var environment: [String: String] = [:]
  var output = ChildProcess.Output.captured

  init(in folder: FilePathBytes) {
    self.folder = folder
  }

  /// Runs it to its end.
  func callAsFunction(_ arguments: String...) throws -> ProcessResult {
    try run(arguments.map { Array($0.utf8) })
  }

  func run(_ arguments: [[UInt8]]) throws -> ProcessResult {
    try ChildProcess.run(Self.program, arguments, environment: environment, in: folder, output: output)
  }

  /// It lies beside the bundle of the tests.
  static let program: FilePathBytes = {
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundles.first?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return FilePathBytes(folder.appendingPathComponent("catalog").path)
  }()
}

/// Programs that some tests ask for a second opinion.
enum OtherProgram: String {
  case python = "python3"
  case jq
  case ogrinfo
  case sort
  case strace

  /// Where it is; `nil` where this machine has none.
  var path: FilePathBytes? {
    for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
      let file = FilePathBytes("\(folder)/\(rawValue)")
      if file.withCString({ access($0, X_OK) }) == 0 { return file }
    }
    return nil
  }

  /// Whether tests that ask it are to be skipped. `make test` sets `CATALOG_REQUIRE_PEERS`, and then they fail in place of that.
  var isMissing: Bool { path == nil && !Self.areRequired }

  static let areRequired = ProcessInfo.processInfo.environment["CATALOG_REQUIRE_PEERS"] != nil

  /// A program that tests cannot do without where `CATALOG_REQUIRE_PEERS` is set.
  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "there is no \(name) here: make setup-tests installs it" }
  }

  func callAsFunction(_ arguments: String...) throws -> ProcessResult { try callAsFunction(arguments) }

  func callAsFunction(_ arguments: [String]) throws -> ProcessResult {
    guard let path else { throw Missing(name: rawValue) }
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C"
    return try ChildProcess.run(path, arguments.map { Array($0.utf8) }, environment: environment)
  }
}
