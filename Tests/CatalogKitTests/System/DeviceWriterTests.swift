import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("DeviceWriter", .timeLimit(.minutes(5)))
struct DeviceWriterTests {
  private let pieces: [[UInt8]] = [
    Array("small".utf8), [UInt8](repeating: 7, count: 40_000), [UInt8](repeating: 8, count: 300_000), [],
    Array("end".utf8),
  ]

  private func write(to descriptor: Int32) throws {
    let writer = DeviceWriter(descriptor: descriptor, name: FilePathBytes("a device"))
    for piece in pieces { try piece.withUnsafeBytes { try writer.append($0) } }
    try writer.flush()
  }

  @Test("small and large pieces come in the order in which they were written")
  func order() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "out")
    let descriptor = try SystemCalls.open(file, O_WRONLY)
    defer { close(descriptor) }
    try write(to: descriptor)
    #expect(try folder.read("out") == pieces.flatMap { $0 })
  }

  @Test("a pipe that another process told not to wait takes all, as its reader makes room")
  func notWaiting() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (output, input) = (ends[0], ends[1])
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    let reader = Reader(output)
    defer { _ = reader.bytes() }
    do {
      defer { close(input) }
      try write(to: input)
    }
    #expect(reader.bytes() == pieces.flatMap { $0 })
  }

  /// Reads a pipe to its end on a thread of its own.
  private final class Reader: @unchecked Sendable {
    // Written before `isDone` is signalled, read after it was waited for.
    private var collected: [UInt8] = []
    private let isDone = DispatchSemaphore(value: 0)

    init(_ descriptor: Int32) {
      Thread.detachNewThread { [self] in
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
          collected += buffer.prefix(count)
        }
        close(descriptor)
        isDone.signal()
      }
    }

    func bytes() -> [UInt8] {
      isDone.wait()
      defer { isDone.signal() }
      return collected
    }
  }
}
