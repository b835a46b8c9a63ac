import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// What the system says of a process tells when it listens; there are no waits that are only long enough.
@Suite(
  "Ctrl-C",
  .enabled(if: access("/proc/self/status", R_OK) == 0, "this system has no /proc"),
  .timeLimit(.minutes(5))
)
struct InterruptionTests {
  @Test(
    "after one signal a scan saves what it has, and ends with 128 and the signal",
    arguments: [SIGINT, SIGTERM]
  )
  func first(_ signal: Int32) throws {
    let folder = try TemporaryFolder()
    let pipe = try FullPipe()
    let scan = try startScan(in: folder, saying: pipe)
    kill(scan, signal)
    try wait { try !signals("ShdPnd", of: scan).contains(signal) }
    let words = pipe.readAll()
    #expect(words.contains("interrupted; what was read is saved"))
    #expect(try ChildProcess.wait(for: scan, CatalogProcess.program).status == 128 + signal)
    #expect(try IndexFile(path: folder("catalog.json")).verify().findingCount == 0)
  }

  @Test("a second signal ends a scan that cannot end by itself", arguments: [SIGINT, SIGTERM])
  func second(_ signal: Int32) throws {
    let folder = try TemporaryFolder()
    let pipe = try FullPipe()
    let scan = try startScan(in: folder, saying: pipe)
    kill(scan, signal)
    try wait { try !signals("ShdPnd", of: scan).contains(signal) }
    kill(scan, signal)
    // Ends a scan that the signal did not end.
    pipe.closeOutput()
    let end = try ChildProcess.wait(for: scan, CatalogProcess.program)
    #expect(end.signal == signal)
  }

  /// Starts a scan that has something to say and waits until somebody makes room for that, and waits until it listens to signals.
  private func startScan(in folder: TemporaryFolder, saying pipe: FullPipe) throws -> pid_t {
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    let arguments = [
      Array("scan".utf8), folder("photos").bytes, Array("--index".utf8), folder("catalog.json").bytes,
    ]
    let scan = try ChildProcess.start(CatalogProcess.program, arguments, output: pipe.input)
    try wait { try signals("SigCgt", of: scan).isSuperset(of: [SIGINT, SIGTERM]) }
    return scan
  }

  /// One of the sets of signals in `/proc/PID/status`, proc(5).
  private func signals(_ name: String, of process: pid_t) throws -> Set<Int32> {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .ascii)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(name):") })
    let mask = try #require(UInt64(line.dropFirst(name.count + 1).drop { $0 == "\t" }, radix: 16))
    return Set((1...64).filter { mask & 1 << UInt64($0 - 1) != 0 })
  }

  private func wait(until isTrue: () throws -> Bool) throws {
    for _ in 0..<60_000 {
      if try isTrue() { return }
      usleep(1000)
    }
    Issue.record("what was waited for did not come")
  }
}

/// A pipe that takes nothing more and that nobody reads.
private final class FullPipe {
  private(set) var input: Int32
  private var output: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError.last("make", FilePathBytes("a pipe")) }
    (output, input) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    for size in [4096, 1] {
      let bytes = [UInt8](repeating: UInt8(ascii: " "), count: size)
      while write(input, bytes, size) > 0 {}
    }
    _ = fcntl(input, F_SETFL, 0)
  }

  /// Reads until no process can write any more.
  func readAll() -> String {
    close(input)
    input = -1
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(output, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func closeOutput() {
    close(output)
    output = -1
  }

  deinit {
    for end in [input, output] where end >= 0 { close(end) }
  }
}
