#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Names that may not exist yet, made absolute and free of links.
enum FilePathResolver {
  /// Links may lead to links, this often (`MAXSYMLINKS` of most systems).
  private static let linkLimit = 40

  /// Where a file lies or would lie: what exists is resolved, and a link to nothing is followed to where its file would be.
  static func resolveForWriting(_ path: FilePathBytes) throws(SystemError) -> FilePathBytes {
    var path = path
    for _ in 0..<linkLimit {
      do throws(SystemError) {
        return try SystemCalls.resolve(path)
      } catch {
        guard error.isMissing else { throw error }
      }
      let folder = try SystemCalls.resolve(path.parent)
      let name = folder.appending(path.lastComponent)
      guard let link = target(ofLink: name) else { return name }
      path = folder.appending(link)
    }
    throw SystemError(code: ELOOP, operation: "find", path: path)
  }

  /// A name made absolute as far as it exists; the rest is taken as it is written.
  static func resolveAsFarAsPossible(_ path: FilePathBytes) -> FilePathBytes {
    var existing = path
    var rest: [FilePathBytes] = []
    // Ends: each turn takes one component away.
    while true {
      if let resolved = try? SystemCalls.resolve(existing) {
        return rest.reversed().reduce(resolved) { $0.appending($1) }
      }
      guard existing != .currentFolder, existing != .root else { return path }
      // A slash at the end leaves an empty component.
      if !existing.lastComponent.bytes.isEmpty { rest.append(existing.lastComponent) }
      existing = existing.parent
    }
  }

  private static func target(ofLink path: FilePathBytes) -> FilePathBytes? {
    // PATH_MAX of Linux, with its NUL.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let count = path.withCString { readlink($0, start, buffer.count) }
      guard count > 0 else { return nil }
      return FilePathBytes(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }
  }
}
