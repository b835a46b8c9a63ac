internal import CZlib

/// Unpacks data in zlib's format (RFC 1950) or gzip's (RFC 1952), never more than a limit.
package enum Inflate {
  /// - Parameters:
  ///   - packed: The whole zlib stream; what follows its end is not looked at.
  ///   - limit: The most bytes that may come out.
  /// - Returns: The unpacked bytes.
  /// - Throws: ``InflateError``.
  static func bytes(_ packed: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    try bytes(packed, limit: limit, windowBits: 15)
  }

  /// - Parameters:
  ///   - packed: The whole gzip file; what follows its end is not looked at.
  ///   - limit: The most bytes that may come out.
  /// - Returns: The unpacked bytes.
  /// - Throws: ``InflateError``.
  package static func gzip(_ packed: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    try bytes(packed, limit: limit, windowBits: 15 + 16)
  }

  private static func bytes(_ packed: [UInt8], limit: Int, windowBits: Int32) throws(InflateError) -> [UInt8]
  {
    try packed.withBytes { (input) throws(InflateError) in
      // Pages that are not written to cost nothing, so there is room for the limit at once.
      try .filled(count: limit) { (output) throws(InflateError) in
        try fill(output, from: input, windowBits)
      }
    }
  }

  private static func fill(
    _ output: UnsafeMutableRawBufferPointer,
    from input: UnsafeRawBufferPointer,
    _ windowBits: Int32
  ) throws(InflateError) -> Int {
    var stream = z_stream()
    // zlib only reads there, though its type does not say so.
    stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: Bytef.self).baseAddress)
    stream.avail_in = uInt(clamping: input.count)
    stream.next_out = output.bindMemory(to: Bytef.self).baseAddress
    stream.avail_out = uInt(clamping: output.count)
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
      throw .outOfMemory
    }
    defer { inflateEnd(&stream) }
    switch inflate(&stream, Z_FINISH) {
    case Z_STREAM_END: return output.count - Int(stream.avail_out)
    case Z_MEM_ERROR: throw .outOfMemory
    case Z_OK, Z_BUF_ERROR: throw stream.avail_out == 0 ? .tooLarge : .cutOff
    default: throw .damaged
    }
  }
}

/// Why packed data could not be unpacked.
package enum InflateError: Error {
  case outOfMemory
  /// More would come out than is allowed.
  case tooLarge
  /// The data ends too early.
  case cutOff
  /// It is no such stream, or its checksum is wrong.
  case damaged
}
