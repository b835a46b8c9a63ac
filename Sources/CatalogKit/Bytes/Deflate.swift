internal import CZlib

/// Packs data as a bare deflate stream (RFC 1951), which browsers unpack by themselves.
package enum Deflate {
  /// How many bytes are worth a block with a code of its own, which takes some dozen bytes.
  private static let ownCode = 512

  /// - Parameter bytes: What is packed.
  /// - Returns: The stream, without a header or a checksum.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] { self.bytes(parts: [bytes]) }

  /// Packs parts that differ in which bytes they have: where one ends, a block of the stream does too, so that the next has a code of its own.
  /// Nothing of it is seen when the stream is unpacked.
  ///
  /// - Parameter parts: What is packed, one after another.
  /// - Returns: The stream, without a header or a checksum.
  package static func bytes(parts: [[UInt8]]) -> [UInt8] {
    var stream = z_stream()
    // Negative bits ask for no header; 8 is the memory that zlib uses where nothing is said.
    let status = deflateInit2_(
      &stream,
      6,
      Z_DEFLATED,
      -15,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    precondition(status == Z_OK, "zlib has no memory")
    defer { deflateEnd(&stream) }
    let size = parts.reduce(0) { $0 + $1.count }
    // What ends a block takes less than 16 bytes.
    let limit = Int(deflateBound(&stream, uLong(size))) + 16 * parts.count
    return [UInt8](unsafeUninitializedCapacity: limit) { output, count in
      stream.next_out = output.baseAddress
      stream.avail_out = uInt(limit)
      var waiting = 0
      for part in parts where !part.isEmpty {
        waiting += part.count
        pack(part, into: &stream, flush: waiting >= ownCode ? Z_BLOCK : Z_NO_FLUSH)
        if waiting >= ownCode { waiting = 0 }
      }
      let ended = deflate(&stream, Z_FINISH)
      precondition(ended == Z_STREAM_END, "there is room for the whole stream")
      count = limit - Int(stream.avail_out)
    }
  }

  private static func pack(_ part: [UInt8], into stream: inout z_stream, flush: Int32) {
    part.withUnsafeBytes { input in
      // zlib only reads there, though its type does not say so.
      stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: Bytef.self).baseAddress)
      stream.avail_in = uInt(input.count)
      let packed = deflate(&stream, flush)
      precondition(packed == Z_OK && stream.avail_in == 0, "there is room for the whole part")
    }
  }
}
