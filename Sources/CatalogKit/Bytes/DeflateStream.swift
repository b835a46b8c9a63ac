internal import CZlib

/// Packs data that comes piece by piece as a bare deflate stream (RFC 1951).
final class DeflateStream {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Bytes that zlib may hand over at once.
  private static let pieceSize = 1 << 16

  init() {
    // zlib keeps the address, so that it may not move.
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    let status = deflateInit2_(stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib has no memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Takes bytes.
  ///
  /// - Returns: What is packed so far and was not handed over yet; often nothing.
  func add(_ bytes: [UInt8]) -> [UInt8] { run(bytes, Z_NO_FLUSH) }

  /// Ends the stream.
  ///
  /// - Returns: The rest of it.
  func finish() -> [UInt8] { run([], Z_FINISH) }

  private func run(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
    var packed: [UInt8] = []
    bytes.withUnsafeBytes { input in
      // zlib only reads there, though its type does not say so.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: Bytef.self).baseAddress)
      stream.pointee.avail_in = uInt(input.count)
      var isFull = true
      // Ends: zlib fills a piece only with what the input gives.
      while isFull {
        packed += [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { output, count in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = uInt(Self.pieceSize)
          deflate(stream, flush)
          count = Self.pieceSize - Int(stream.pointee.avail_out)
          isFull = stream.pointee.avail_out == 0
        }
      }
    }
    return packed
  }
}
