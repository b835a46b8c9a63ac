#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes in large pieces to something that is open or can be opened: standard output, a pipe, a device.
///
/// Unlike `print`, it tells when bytes could not be written.
public final class DeviceWriter {
  private let descriptor: Int32
  private let name: FilePathBytes
  private let isOwned: Bool
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 16

  /// Writes to an open descriptor, which stays open.
  ///
  /// - Parameters:
  ///   - descriptor: 1 for standard output.
  ///   - name: What to call it in an error.
  public init(descriptor: Int32, name: FilePathBytes) {
    self.descriptor = descriptor
    self.name = name
    isOwned = false
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Opens something that exists for writing.
  init(_ path: FilePathBytes) throws(SystemError) {
    descriptor = try SystemCalls.open(path, O_WRONLY | O_NOCTTY)
    name = path
    isOwned = true
  }

  deinit { if isOwned { close(descriptor) } }

  /// Adds bytes; they are written when enough have come together.
  ///
  /// - Parameter bytes: Only valid during the call.
  /// - Throws: ``SystemError`` of write(2).
  public func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize {
      try SystemCalls.write(descriptor, bytes, name)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  /// Writes what is still held back.
  ///
  /// - Throws: ``SystemError`` of write(2).
  public func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withBytes { (bytes) throws(SystemError) in try SystemCalls.write(descriptor, bytes, name) }
  }
}
