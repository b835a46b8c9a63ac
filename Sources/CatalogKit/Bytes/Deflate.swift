internal import CZlib

/// Packs data as a bare deflate stream (RFC 1951), which browsers unpack by themselves.
package enum Deflate {
  /// - Parameter bytes: What is packed.
  /// - Returns: The stream, without a header or a checksum.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { input in
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
      // zlib only reads there, though its type does not say so.
      stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: Bytef.self).baseAddress)
      stream.avail_in = uInt(input.count)
      let limit = Int(deflateBound(&stream, uLong(input.count)))
      return [UInt8](unsafeUninitializedCapacity: limit) { output, count in
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(limit)
        let ended = deflate(&stream, Z_FINISH)
        precondition(ended == Z_STREAM_END, "there is room for the whole stream")
        count = limit - Int(stream.avail_out)
      }
    }
  }
}
