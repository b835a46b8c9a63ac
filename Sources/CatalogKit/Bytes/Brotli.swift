internal import CBrotli

/// Unpacks Brotli's format (RFC 7932), never more than a limit: the only place that calls libbrotlidec.
enum Brotli {
  /// - Parameters:
  ///   - packed: The whole stream; what follows its end is not looked at.
  ///   - limit: The most bytes that may come out.
  /// - Returns: The unpacked bytes.
  /// - Throws: ``InflateError``.
  static func bytes(_ packed: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    // Without allocators of ours it takes malloc: some 32 KB, and a window of at most 16 MB where the stream asks for one.
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .outOfMemory }
    defer { BrotliDecoderDestroyInstance(state) }
    return try packed.withBytes { (input) throws(InflateError) in
      // Pages that are not written to cost nothing, so there is room for the limit at once.
      try .filled(count: limit) { (output) throws(InflateError) in
        try fill(output, from: input, state)
      }
    }
  }

  private static func fill(
    _ output: UnsafeMutableRawBufferPointer,
    from input: UnsafeRawBufferPointer,
    _ state: OpaquePointer
  ) throws(InflateError) -> Int {
    var nextInput = input.bindMemory(to: UInt8.self).baseAddress
    var restOfInput = input.count
    var nextOutput = output.bindMemory(to: UInt8.self).baseAddress
    var room = output.count
    let result = BrotliDecoderDecompressStream(
      state,
      &restOfInput,
      &nextInput,
      &room,
      &nextOutput,
      nil
    )
    switch result {
    case BROTLI_DECODER_RESULT_SUCCESS: return output.count - room
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: throw .cutOff
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: throw .tooLarge
    default: throw .damaged
    }
  }
}
