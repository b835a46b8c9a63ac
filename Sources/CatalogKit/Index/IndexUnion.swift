#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Several indexes as one, for questions about all of them.
///
/// They are merged into a file that has no name any more when it is returned, so that nothing is left of it however the process ends. Cost:
/// reading all of them and writing that once.
public enum IndexUnion {
  /// - Parameters:
  ///   - indexes: Open indexes, two or more. Of a photo that several have, by its resolved path, the first one's record counts.
  ///   - folder: Where the file is made; only its owner can read it.
  /// - Returns: An index whose paths are absolute.
  /// - Throws: ``IndexError`` where one of them is damaged, ``SystemError`` where the file cannot be written.
  public static func open(_ indexes: [IndexFile], temporary folder: FilePathBytes) throws -> IndexFile {
    let place = try TemporaryFolderName.make(in: folder)
    let target = place.appending(FilePathBytes("catalog.json"))
    defer {
      _ = target.withCString { unlink($0) }
      _ = place.withCString { rmdir($0) }
    }
    let builder = IndexBuilder(target: target, waiting: WaitingLines(beside: target))
    builder.extractor = nil
    var header = IndexHeader(generator: "", written: SystemClock.live.now(), scanned: [])
    var seen: Set<PathKey> = []
    for index in indexes {
      let mapping = PathMapping(indexFolder: index.folder)
      try builder.merge(index) { seen.insert(PathKey(mapping.absolute($0))).inserted }
      let other = try index.header()
      header.scanned += other.scanned.map(mapping.absolute)
      header.generator = other.generator
      if other.written < header.written { header.written = other.written }
    }
    header.scanned = Set(header.scanned).sorted()
    _ = try builder.save(header)
    return try IndexFile(path: target)
  }
}

/// A folder of our own for a moment: mkdtemp(3), which only its owner may enter.
private enum TemporaryFolderName {
  static func make(in folder: FilePathBytes) throws(SystemError) -> FilePathBytes {
    let pattern = folder.appending(FilePathBytes("catalog-XXXXXX"))
    var name = pattern.bytes.map { CChar(bitPattern: $0) } + [0]
    guard mkdtemp(&name) != nil else { throw .last("make a folder in", folder) }
    return FilePathBytes(name.dropLast().map { UInt8(bitPattern: $0) })
  }
}
