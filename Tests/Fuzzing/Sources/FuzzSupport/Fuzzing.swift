import Glibc

/// What can be fuzzed: readers of bytes that somebody else wrote.
public protocol FuzzHarness: RawRepresentable<String>, CaseIterable {
  /// Reads bytes, and ends the process where a rule is broken.
  func run(_ bytes: [UInt8])
  /// Good inputs to begin with.
  var seeds: [[UInt8]] { get }
}

/// What libFuzzer calls, for a program with some harnesses.
public enum Fuzzing {
  nonisolated(unsafe) private static var run: ([UInt8]) -> Void = { _ in fail("no harness was chosen") }

  /// Called before anything else: the environment says which harness runs, or where its seeds go.
  ///
  /// - Parameter harnesses: All harnesses of the program.
  public static func begin<Harness: FuzzHarness>(_ harnesses: Harness.Type) {
    guard let name = getenv("HARNESS").map({ String(cString: $0) }), let named = Harness(rawValue: name)
    else {
      fail("HARNESS has to be one of \(Harness.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    run = named.run
    guard let folder = getenv("SEEDS").map({ String(cString: $0) }) else { return }
    for (number, seed) in named.seeds.enumerated() { write(seed, to: "\(folder)/seed-\(number)") }
    exit(0)
  }

  /// Called with every input.
  ///
  /// - Parameters:
  ///   - start: Where it lies.
  ///   - count: How many bytes it has.
  public static func take(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let before = processorSeconds()
    run(bytes)
    let seconds = processorSeconds() - before
    expect(seconds < slow, "an input takes \(Int(seconds * 1000)) ms of processor time")
  }

  /// Seconds for one input. The sanitizer and the counters make a program several times slower.
  private static let slow =
    getenv("SLOW_MS").flatMap { Double(String(cString: $0)) }.map { $0 / 1000 } ?? 0.25

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Makes the input a finding where something does not hold that has to hold for every input.
///
/// - Parameters:
///   - condition: What has to hold.
///   - rule: What it is, in words.
public func expect(_ condition: Bool, _ rule: @autoclosure () -> String) {
  if !condition { fail("broken rule: \(rule())") }
}

/// Ends the process in a way that libFuzzer takes for a finding.
///
/// - Parameter reason: What is wrong.
public func fail(_ reason: String) -> Never {
  let line = Array("\(reason)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  abort()
}

/// Puts bytes into a file.
///
/// - Parameters:
///   - bytes: What it is to hold.
///   - path: Where it lies.
public func write(_ bytes: [UInt8], to path: String) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
    fail("cannot write \(path)")
  }
  close(descriptor)
}
