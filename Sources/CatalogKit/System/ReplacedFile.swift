/// A small file that is written as a whole, for its owner only where it is new.
public enum ReplacedFile {
  /// Writes a file: after a crash or a power cut it is the old one or the new one.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - path: The file; a link is replaced by a file.
  /// - Throws: ``SystemError`` of the call that failed; the old file is untouched then.
  public static func write(_ bytes: [UInt8], to path: FilePathBytes) throws(SystemError) {
    let file = try AtomicFile(replacing: path, newMode: 0o600)
    try bytes.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
    try file.commit()
  }

  /// Writes a file piece by piece: after a crash or a power cut it is the old one or the new one.
  ///
  /// - Parameters:
  ///   - path: The file; a link is replaced by a file.
  ///   - body: Called once, with what adds bytes at the end.
  /// - Throws: ``SystemError`` of the call that failed, and what the closure throws; the old file is untouched then.
  public static func write(
    to path: FilePathBytes,
    _ body: (_ append: (UnsafeRawBufferPointer) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) {
    let file = try AtomicFile(replacing: path, newMode: 0o600)
    try body(file.append)
    try file.commit()
  }
}
