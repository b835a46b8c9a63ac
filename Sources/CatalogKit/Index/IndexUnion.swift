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
  ///   - indexes: Open indexes, two or more. Of a photo that several have, by its resolved path, the first one's record counts by which it
  ///     is there, or else the first one's by which it is missing.
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
    let missing = try indexes.map(missingPhotos)
    for (index, missing) in zip(indexes, missing) {
      let mapping = PathMapping(indexFolder: index.folder)
      try builder.merge(index) { path in
        !missing.contains(PathKey(path)) && seen.insert(PathKey(mapping.absolute(path))).inserted
      }
      let other = try index.header()
      header.scanned += other.scanned.map(mapping.absolute)
      header.generator = other.generator
      if other.written < header.written { header.written = other.written }
    }
    for (index, missing) in zip(indexes, missing) where !missing.isEmpty {
      let mapping = PathMapping(indexFolder: index.folder)
      try builder.merge(index) { path in
        missing.contains(PathKey(path)) && seen.insert(PathKey(mapping.absolute(path))).inserted
      }
    }
    header.scanned = Set(header.scanned).sorted()
    _ = try builder.save(header)
    return try IndexFile(path: target, madeOf: indexes.flatMap(\.sources))
  }

  /// The photos of an index that are missing, by their paths in it.
  private static func missingPhotos(_ index: IndexFile) throws -> Set<PathKey> {
    // An index that says how many it has is not read for that where it has none.
    if case .sorted(_, let footer, _) = index.layout, footer.missing == 0 { return [] }
    var missing: Set<PathKey> = []
    try index.forEachPhoto { if $0.missing != nil { missing.insert(PathKey($0.path)) } }
    return missing
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
