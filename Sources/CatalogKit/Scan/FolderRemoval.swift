/// Takes a scanned folder out of an index, with the records of its photos. The photos themselves are not touched.
///
/// Of a folder below one that stays scanned it makes a pattern that scans pass over. What somebody wrote by hand into the records is
/// appended to `catalog.removed.jsonl` before the index is saved without it.
public struct FolderRemoval: Hashable, Sendable {
  /// The folder, as the index names it.
  public let folder: FilePathBytes
  /// Records that left the index.
  public private(set) var records = 0
  /// Those among them that somebody had added to.
  public private(set) var handWritten = 0
  /// Where these were kept; `nil` where there were none.
  public private(set) var removedFile: FilePathBytes?
  /// The pattern that scans pass over from now on; `nil` where the folder was a scanned one itself.
  public private(set) var exclude: FilePathBytes?

  /// - Parameters:
  ///   - folder: The folder, which need not be there any more.
  ///   - index: The index; links are followed.
  ///   - generator: Written into the index: `catalog 0.1.0`.
  ///   - clock: Where the time comes from.
  /// - Throws: ``FolderRemovalError`` where the index knows nothing of the folder, ``IndexError``, and ``SystemError`` where saving
  ///   failed; the index is as it was then.
  public init(
    forgetting folder: FilePathBytes,
    index: FilePathBytes,
    generator: String,
    clock: SystemClock = .live
  ) throws {
    let target = try IndexFile(path: index).path
    let lock = try FileLock.ofIndex(target, clock.now())
    defer { withExtendedLifetime(lock) {} }
    try TemporaryFile.removeLeftovers(of: target)
    let previous = try PreviousIndex(path: target, readAll: false)
    guard var header = previous.header else { throw IndexError.missing(index) }
    let mapping = PathMapping(indexFolder: target.parent)
    // Resolved as a scan resolved it, as far as it is there; or as the index names it.
    let absolute = FilePathResolver.resolveAsFarAsPossible(folder)
    let stored = mapping.stored(absolute)
    self.folder = stored
    if let place = header.scanned.firstIndex(of: stored) {
      header.scanned.remove(at: place)
    } else if header.scanned.contains(where: { absolute.isBelow(mapping.absolute($0)) }) {
      let pattern = PathPattern.exactly(folder: stored)
      exclude = pattern
      if !header.exclude.contains(pattern) { header.exclude.append(pattern) }
    } else {
      throw FolderRemovalError.notScanned(folder, header.scanned)
    }
    let isGone = { (path: FilePathBytes) in path == stored || mapping.absolute(path).isBelow(absolute) }
    header.absent.removeAll(where: isGone)
    header.mounts?.removeAll(where: isGone)
    header.sharedMounts.removeAll(where: isGone)
    header.written = clock.now()
    header.generator = generator
    try save(header, previous, target, isGone)
  }

  private mutating func save(
    _ header: IndexHeader,
    _ previous: PreviousIndex,
    _ target: FilePathBytes,
    _ isGone: (FilePathBytes) -> Bool
  ) throws {
    var dropped: Set<Int> = []
    var removed = RemovedRecords(beside: target)
    try previous.forEachLine { line, number in
      guard isGone(try PhotoLine.decode(line, .path).path) else { return }
      dropped.insert(number)
      guard previous.records[number].hasUnknownFields else { return }
      handWritten += 1
      removed.add(line)
    }
    try removed.save()
    records = dropped.count
    if handWritten > 0 { removedFile = removed.path }
    let builder = IndexBuilder(target: target, waiting: WaitingLines(beside: target))
    builder.mayHaveMissing = previous.records.hasMissing
    builder.extractor = nil
    builder.merge(PreviousLines(previous) { [dropped] number, _ in !dropped.contains(number) })
    _ = try builder.save(header)
  }
}

/// Why a folder cannot be forgotten.
public enum FolderRemovalError: Error, Hashable, Sendable {
  /// It is none of the scanned folders, and in none of them.
  case notScanned(FilePathBytes, [FilePathBytes])
}

extension FolderRemovalError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .notScanned(let folder, let scanned):
      "\(folder) was never scanned. The index has "
        + (scanned.isEmpty ? "no folders" : scanned.map { "\($0)" }.joined(separator: ", "))
    }
  }
}

extension PathPattern {
  /// The text of a pattern that means one folder and no other.
  ///
  /// - Parameter folder: As an index names it.
  /// - Returns: The pattern's text.
  static func exactly(folder: FilePathBytes) -> FilePathBytes {
    // A slash at the beginning makes it count from the index's folder, where it has none of its own.
    var text: [UInt8] = folder.isAbsolute ? [] : [FilePathBytes.slash]
    for byte in folder.bytes {
      if Array("*?[\\".utf8).contains(byte) { text.append(UInt8(ascii: "\\")) }
      text.append(byte)
    }
    return FilePathBytes(text + [FilePathBytes.slash])
  }
}
