import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the process runs.
enum WorkingFolder {
  /// The folder, absolute and without links; `nil` where it is gone or hidden from this user.
  static func resolved() -> FilePathBytes? {
    guard let path = realpath(".", nil) else { return nil }
    defer { free(path) }
    return FilePathBytes(UnsafeRawBufferPointer(start: path, count: strlen(path)))
  }
}
