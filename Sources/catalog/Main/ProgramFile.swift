import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file of the program that runs.
enum ProgramFile {
  /// The file, absolute and without links; `nil` where the system does not say.
  static func resolved() -> FilePathBytes? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = _NSGetExecutablePath(nil, &size)
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(size) + 1) { buffer in
        guard let start = buffer.baseAddress, _NSGetExecutablePath(start, &size) == 0 else { return nil }
        return resolved(start)
      }
    #else
      return resolved("/proc/self/exe")
    #endif
  }

  private static func resolved(_ name: UnsafePointer<CChar>) -> FilePathBytes? {
    guard let path = realpath(name, nil) else { return nil }
    defer { free(path) }
    return FilePathBytes(UnsafeRawBufferPointer(start: path, count: strlen(path)))
  }
}
