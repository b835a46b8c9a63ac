#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Another program that is run to its end. It gets our environment, folder and standard streams, and no other open file.
public enum ExternalProgram {
  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// By itself, with this code.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)

    /// Whether it says that all is well.
    public var isSuccess: Bool { self == .exited(0) }
  }

  /// Runs a program: posix_spawnp(3), waitpid(2).
  ///
  /// - Parameter words: Its name, looked for in `PATH` where it has no slash, and its arguments.
  /// - Returns: How it ended.
  /// - Throws: ``SystemError`` where it cannot be started; `ENOENT` where there is no such program, or no word.
  public static func run(_ words: [FilePathBytes]) throws(SystemError) -> Ending {
    try withArguments(words) { name, first, arguments throws(SystemError) -> Ending in
      var process = pid_t()
      // It returns its error, and leaves errno alone.
      let code = posix_spawnp(&process, first, nil, nil, arguments, environ)
      guard code == 0 else { throw SystemError(code: code, operation: "start", path: name) }
      var status: Int32 = 0
      guard SystemCalls.retrying({ waitpid(process, &status, 0) }) == process else {
        throw .last("wait for", name)
      }
      // WIFEXITED, WEXITSTATUS and WTERMSIG are macros, which Swift cannot see. A program that is stopped is not reported without WUNTRACED.
      let signal = status & 0x7F
      return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }
  }

  /// Becomes another program: execvp(3). It keeps our process number, so that signals and whoever waits for us reach it.
  ///
  /// - Parameter words: Its name, looked for in `PATH` where it has no slash, and its arguments.
  /// - Throws: ``SystemError`` where it cannot be started; `ENOENT` where there is no such program, or no word.
  public static func become(_ words: [FilePathBytes]) throws(SystemError) -> Never {
    try withArguments(words) { name, first, arguments throws(SystemError) -> Never in
      execvp(first, arguments)
      throw .last("start", name)
    }
  }

  /// Hands words to a closure as the system takes them: the first, and all of them with a NULL behind the last.
  private static func withArguments<Output>(
    _ words: [FilePathBytes],
    _ body: (FilePathBytes, UnsafeMutablePointer<CChar>, [UnsafeMutablePointer<CChar>?]) throws(SystemError)
      -> Output
  ) throws(SystemError) -> Output {
    guard let name = words.first, !name.bytes.isEmpty else {
      throw SystemError(code: ENOENT, operation: "start", path: words.first ?? FilePathBytes(""))
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { $0.withCString { strdup($0) } }
    defer { for argument in arguments { free(argument) } }
    guard let first = arguments[0], !arguments.contains(nil) else { throw .last("start", name) }
    arguments.append(nil)
    return try body(name, first, arguments)
  }

  /// The file of the running program; `nil` where the system does not say.
  public static var own: FilePathBytes? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size) + 1)
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return try? SystemCalls.resolve(FilePathBytes(buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }))
    #else
      return try? SystemCalls.resolve(FilePathBytes("/proc/self/exe"))
    #endif
  }
}
