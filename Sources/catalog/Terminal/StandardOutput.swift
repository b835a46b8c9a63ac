import CatalogKit

/// Standard output as a place for data.
final class StandardOutput: ByteSink, @unchecked Sendable {
  // One command writes at a time, from one thread.
  private let writer: DeviceWriter

  init(_ writer: DeviceWriter) {
    self.writer = writer
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { try writer.append(bytes) }

  func flush() throws(SystemError) { try writer.flush() }
}
