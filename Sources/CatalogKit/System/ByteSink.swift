/// Where exported bytes go: standard output, a file, or memory.
public protocol ByteSink: AnyObject {
  /// Adds bytes at the end.
  ///
  /// - Parameter bytes: Only valid during the call.
  /// - Throws: ``SystemError`` where they cannot be written.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError)
}

extension ByteSink {
  /// Adds bytes at the end.
  ///
  /// - Parameter bytes: Any number of them.
  /// - Throws: ``SystemError`` where they cannot be written.
  public func write(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withBytes { (bytes) throws(SystemError) in try write(bytes) }
  }

  /// Adds text of the program's own at the end: no array is made of it.
  func write(_ text: StaticString) throws(SystemError) {
    try write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
