#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Names of files from a pipe: one a line, or each with a NUL after it where there is a NUL.
public enum NameList {
  /// Reads to the end.
  ///
  /// - Parameter descriptor: Open for reading; 0 is standard input.
  /// - Returns: The names, byte for byte, empty ones left out.
  /// - Throws: ``SystemError`` of read(2).
  public static func read(descriptor: Int32) throws(SystemError) -> [FilePathBytes] {
    var bytes: [UInt8] = []
    // One of gigabytes is no list of photos; it would fill the memory before anybody says so.
    let limit = 1 << 30
    let name = FilePathBytes("standard input")
    while true {
      let chunk = try [UInt8].filled(count: 1 << 16) { (buffer) throws(SystemError) in
        try SystemCalls.read(descriptor, into: buffer, name)
      }
      if chunk.isEmpty { break }
      bytes += chunk
      guard bytes.count <= limit else { throw SystemError(code: E2BIG, operation: "read", path: name) }
    }
    return split(bytes)
  }

  static func split(_ bytes: [UInt8]) -> [FilePathBytes] {
    bytes.split(separator: bytes.contains(0) ? 0 : UInt8(ascii: "\n")).map { FilePathBytes(Array($0)) }
  }
}
