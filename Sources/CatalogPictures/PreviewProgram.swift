public import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where `catalog-preview` is: beside the program that runs.
public enum PreviewProgram {
  /// - Parameter other: Where it is instead, if somebody says so.
  /// - Returns: The program; `nil` where it is not installed.
  public static func find(otherwise other: FilePathBytes? = nil) -> FilePathBytes? {
    let path = other ?? ownPath()?.parent.appending(FilePathBytes("catalog-preview"))
    guard let path, path.withCString({ access($0, X_OK) }) == 0 else { return nil }
    return path
  }

  /// The file of the program that runs, without links.
  private static func ownPath() -> FilePathBytes? {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var name = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&name, &size) == 0, let resolved = realpath(name, nil) else { return nil }
    #else
      guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
    #endif
    defer { free(resolved) }
    return FilePathBytes(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }
}
