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
    split(try bytes(descriptor: descriptor))
  }

  /// Reads to the end what may be names, or something else.
  ///
  /// - Parameter descriptor: Open for reading; 0 is standard input.
  /// - Returns: All of it.
  /// - Throws: ``SystemError`` of read(2), E2BIG beyond a gigabyte.
  public static func bytes(descriptor: Int32) throws(SystemError) -> [UInt8] {
    // One of gigabytes is no list of photos; it would fill the memory before anybody says so.
    try bytes(of: descriptor, FilePathBytes("standard input"), limit: 1 << 30)
  }

  /// All of a file whose size nobody knows before its end, such as those of /proc.
  static func bytes(ofFile path: FilePathBytes, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = try SystemCalls.open(path, O_RDONLY)
    defer { close(descriptor) }
    return try bytes(of: descriptor, path, limit: limit)
  }

  private static func bytes(of descriptor: Int32, _ name: FilePathBytes, limit: Int) throws(SystemError)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    while true {
      let chunk = try [UInt8].filled(count: 1 << 16) { (buffer) throws(SystemError) in
        try SystemCalls.read(descriptor, into: buffer, name)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
      guard bytes.count <= limit else { throw SystemError(code: E2BIG, operation: "read", path: name) }
    }
  }

  /// What is there of a pipe by now, at least a byte; empty at its end.
  static func chunk(of descriptor: Int32) throws(SystemError) -> [UInt8] {
    try .filled(count: 1 << 16) { (buffer) throws(SystemError) in
      try SystemCalls.read(descriptor, into: buffer, FilePathBytes("standard input"))
    }
  }

  /// The names that some bytes hold, empty ones left out.
  public static func split(_ bytes: [UInt8]) -> [FilePathBytes] {
    bytes.split(separator: bytes.contains(0) ? 0 : UInt8(ascii: "\n")).map { FilePathBytes(Array($0)) }
  }
}
