extension Array where Element == UInt8 {
  /// `withUnsafeBytes`, which loses the type of the error, with its type kept.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws.
  func withBytes<R, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> R
  ) throws(Failure) -> R {
    try withUnsafeBufferPointer { (bytes) throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
  }

  /// Bytes that a closure fills in, without setting them to zero first.
  ///
  /// - Parameters:
  ///   - count: How many there is room for.
  ///   - fill: Writes from the front and tells how many.
  /// - Returns: As many bytes as were filled in.
  /// - Throws: What the closure throws.
  static func filled<Failure: Error>(
    count: Int,
    _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: Swift.max(0, count)) { buffer, filled in
      do throws(Failure) {
        filled = try fill(UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

extension ArraySlice where Element == UInt8 {
  /// `withUnsafeBytes`, which loses the type of the error, with its type kept.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws.
  func withBytes<R, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> R
  ) throws(Failure) -> R {
    try withUnsafeBufferPointer { (bytes) throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether one of the bytes is this one.
  func has(_ byte: UInt8) -> Bool {
    guard let start = baseAddress, count > 0 else { return false }
    return SystemCalls.find(byte, start, count) != nil
  }
}
