import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that runs beside us, with a socket as its standard input and nothing else: no other open file, none of our environment.
/// It is killed and waited for at the latest when this goes.
struct ChildProgram: ~Copyable {
  private let process: pid_t

  /// Starts a program: posix_spawn(3).
  ///
  /// - Parameters:
  ///   - path: The program; `PATH` is not asked.
  ///   - input: Becomes its descriptor 0.
  ///   - environment: All of its environment: `NAME=value`.
  /// - Throws: ``SystemError``.
  init(_ path: FilePathBytes, input: Int32, environment: [String]) throws(SystemError) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    for output: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var arguments = [path.withCString { strdup($0) }, nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process = pid_t()
    let code = path.withCString { posix_spawn(&process, $0, &actions, nil, &arguments, &variables) }
    guard code == 0 else { throw SystemError(code: code, operation: "start", path: path) }
    self.process = process
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    _ = SystemCalls.retrying { waitpid(process, &status, 0) }
  }

  /// Bytes of memory that it really uses, files that it reads left out; `nil` where the system does not say.
  var residentBytes: Int? {
    #if os(Linux)
      // Pages: all, resident, and those of them that are a file's (proc(5), statm).
      let file = open("/proc/\(process)/statm", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return nil }
      defer { close(file) }
      let text = withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
        let count = SystemCalls.retrying { read(file, buffer.baseAddress, buffer.count) }
        return String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<max(0, count)]), as: UTF8.self)
      }
      let numbers = text.split(separator: " ").compactMap { Int($0) }
      return numbers.count > 2 ? (numbers[1] - numbers[2]) * sysconf(Int32(_SC_PAGESIZE)) : nil
    #else
      var usage = rusage_info_v0()
      let result = withUnsafeMutablePointer(to: &usage) { usage in
        usage.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
          proc_pid_rusage(process, RUSAGE_INFO_V0, $0)
        }
      }
      return result == 0 ? Int(usage.ri_phys_footprint) : nil
    #endif
  }
}
