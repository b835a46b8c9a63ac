extension UnsafeRawBufferPointer {
  /// Whether all bytes are ASCII; eight are looked at a time.
  var isASCII: Bool {
    var (index, bits) = (0, UInt64(0))
    while count - index >= 8 {
      bits |= loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < count {
      bits |= UInt64(self[index])
      index += 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }
}
