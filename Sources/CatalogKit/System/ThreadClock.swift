#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the calling thread did with its time.
enum ThreadClock {
  /// Nanoseconds since some moment: clock_gettime(2), `CLOCK_MONOTONIC`.
  static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// How often the calling thread went to sleep by itself; 0 for ever where the system does not count that for a thread. A thread whose
  /// processor was given to another one did not sleep.
  static func sleeps() -> Int {
    #if os(Linux)
      var usage = rusage()
      #if canImport(Musl)
        let result = getrusage(1, &usage)  // RUSAGE_THREAD
      #else
        let result = getrusage(__rusage_who_t(1), &usage)  // RUSAGE_THREAD
      #endif
      return result == 0 ? Int(usage.ru_nvcsw) : 0
    #else
      return 0
    #endif
  }
}
