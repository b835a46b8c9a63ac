import NIOPosix

/// What waits for the disk, on threads of its own: those that answer requests are as many as cores, and none of them may wait.
enum BlockingWork {
  /// One disk answers no quicker for more; a database that is held keeps some of them waiting for seconds.
  private static let pool: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 8)
    pool.start()
    return pool
  }()

  static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await pool.runIfActive(body)
  }
}
