import Glibc

@testable import CatalogKit
@testable import TestSupport

/// What libFuzzer calls before anything else: the environment says which harness runs, or where its seeds go.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  guard let name = getenv("HARNESS").map({ String(cString: $0) }), let named = Harness(rawValue: name) else {
    fail("HARNESS has to be one of \(Harness.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  harness = named
  guard let folder = getenv("SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (number, seed) in named.seeds.enumerated() { write(seed, to: "\(folder)/seed-\(number)") }
  exit(0)
}

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let before = processorSeconds()
  harness.run(bytes)
  let seconds = processorSeconds() - before
  expect(seconds < slow, "an input takes \(Int(seconds * 1000)) ms of processor time")
  return 0
}

nonisolated(unsafe) private var harness = Harness.containers

/// Seconds for one input. The sanitizer and the counters make a program several times slower.
private let slow = getenv("SLOW_MS").flatMap { Double(String(cString: $0)) }.map { $0 / 1000 } ?? 0.25

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Makes the input a finding where something does not hold that has to hold for every input.
func expect(_ condition: Bool, _ rule: @autoclosure () -> String) {
  if !condition { fail("broken rule: \(rule())") }
}

/// Ends the process in a way that libFuzzer takes for a finding.
func fail(_ reason: String) -> Never {
  let line = Array("\(reason)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  abort()
}

/// Puts bytes into a file.
func write(_ bytes: [UInt8], to path: String) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
    fail("cannot write \(path)")
  }
  close(descriptor)
}
