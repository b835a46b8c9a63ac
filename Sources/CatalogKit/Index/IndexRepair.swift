/// Makes an index whole again out of what can be read of a damaged one.
///
/// Nothing is thrown away: the damaged file stays beside the new one under another name. Where bytes were changed nobody can tell which
/// of them were right, so the new index calls itself an older reader's work, and the next scan reads every photo anew.
public struct IndexRepair: Sendable {
  /// The index, resolved.
  public let path: FilePathBytes
  /// What was wrong with it.
  public let verification: IndexVerification
  /// What the new index holds; `nil` where nothing had to be done.
  public private(set) var summary: IndexFooter?
  /// The name under which the damaged file was kept; `nil` where nothing was damaged.
  public private(set) var damagedCopy: FilePathBytes?
  /// Whether the folders that were scanned are still known; a scan has to name them otherwise.
  public private(set) var knowsFolders = true

  /// Checks an index, and repairs it where something is wrong.
  ///
  /// - Parameters:
  ///   - path: The index; links are followed.
  ///   - generator: Written into the new index: `catalog 0.1.0`.
  ///   - clock: Where the time comes from.
  /// - Throws: ``IndexError`` where there is nothing that could be repaired, or a scan holds the index; ``SystemError``. The file is as it
  ///   was then.
  public init(path: FilePathBytes, generator: String, clock: SystemClock = .live) throws {
    // Asked first: the lock of an index that does not exist would be a file for nothing.
    let target = try IndexFile(path: path).path
    let lock = try FileLock.ofIndex(target, clock.now())
    defer { withExtendedLifetime(lock) {} }
    try TemporaryFile.removeLeftovers(of: target)
    let index = try IndexFile(path: target)
    self.path = target
    verification = try index.verify()
    guard verification.findingCount > 0 else { return }

    // A record that contradicts itself under a right checksum has to be written anew too.
    let isVouchedFor = verification.hasRightChecksum && !verification.isDamaged
    let lines = WaitingLines(beside: target)
    let known = try isVouchedFor ? Self.copy(index, to: lines) : Self.gather(index, to: lines)
    var header = IndexHeader(generator: generator, written: clock.now(), scanned: [])
    if let known {
      header.takeMembers(of: known)
      header.unknownCatalogMembers = known.unknownCatalogMembers
    }
    header.reader = isVouchedFor ? known?.reader ?? 0 : 0
    if known == nil, lines.count == 0 { throw IndexError.notAnIndex(target) }
    knowsFolders = !header.scanned.isEmpty
    if verification.isDamaged { damagedCopy = try DamagedCopy.make(of: index) }
    let builder = IndexBuilder(target: target, waiting: lines)
    builder.extractor = nil
    builder.mayHaveMissing = verification.counts.missing > 0
    summary = try builder.save(header)
  }

  /// Hands over lines that the checksum vouches for, as they are.
  private static func copy(_ index: IndexFile, to lines: WaitingLines) throws -> IndexHeader? {
    var paths: Set<PathKey> = []
    var photos = SalvagedPhotos(index.file)
    try photos.forEachPiece { piece in
      guard case .photo(let photo, let line, _) = piece, paths.insert(PathKey(photo.path)).inserted else {
        return
      }
      try lines.add(Array(line), parts: [WaitingLines.Part(order: SortKey.of(photo), length: line.count)])
    }
    return try IndexEnvelope.header(of: index.file)?.header
  }

  /// Hands over every photo that can be read, written anew: from the document, if it is one, and else from wherever there is one.
  private static func gather(_ index: IndexFile, to lines: WaitingLines) throws -> IndexHeader? {
    var paths: Set<PathKey> = []
    let keep = { (photo: Photo) throws in
      if paths.insert(PathKey(photo.path)).inserted { try lines.add(photo) }
    }
    do {
      return try index.readDocument(keep)
    } catch is IndexError {
      var photos = SalvagedPhotos(index.file)
      try photos.forEachPiece { if case .photo(let photo, _, _) = $0 { try keep(photo) } }
      return try SalvagedHeader.read(index.file)
    }
  }
}

/// The name under which a damaged index is kept.
private enum DamagedCopy {
  /// `catalog.json.damaged`, and `catalog.json.damaged-2` where that is taken.
  static func make(of index: IndexFile) throws -> FilePathBytes {
    let copy = freeName(beside: index.path)
    let file = try AtomicFile(copy, copyOf: index.file)
    var position = 0
    while position < index.file.status.size {
      let bytes = try index.file.read(at: position, count: 1 << 20)
      if bytes.isEmpty { break }
      try bytes.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
      position += bytes.count
    }
    try file.commit(modified: index.file.status.modified)
    return copy
  }

  private static func freeName(beside path: FilePathBytes) -> FilePathBytes {
    var number = 1
    while true {
      let suffix = number == 1 ? ".damaged" : ".damaged-\(number)"
      let name = FilePathBytes(path.bytes + Array(suffix.utf8))
      if (try? SystemCalls.status(of: name)) == nil { return name }
      number += 1
    }
  }
}

/// What is left of a header: the folders that were scanned, and how.
private enum SalvagedHeader {
  /// The beginning of a file in which it must lie.
  private static let reach = 1 << 20

  /// - Parameter file: A damaged index.
  /// - Returns: The header; `nil` where nothing of it can be read.
  /// - Throws: ``SystemError``.
  static func read(_ file: FileReader) throws -> IndexHeader? {
    let bytes = try file.read(at: 0, count: reach)
    let catalog = value(behind: "\"catalog\":", in: bytes) { (scanner) throws(JSONError) in
      try IndexHeader(catalog: &scanner)
    }
    let folders = value(behind: "\"scanned\":", in: bytes) { (scanner) throws(JSONError) in
      try IndexHeader.names(&scanner)
    }
    let patterns = value(behind: "\"exclude\":", in: bytes) { (scanner) throws(JSONError) in
      try IndexHeader.names(&scanner)
    }
    let mounts = value(behind: "\"mounts\":", in: bytes) { (scanner) throws(JSONError) in
      try IndexHeader.names(&scanner)
    }
    let shared = value(behind: "\"sharedMounts\":", in: bytes) { (scanner) throws(JSONError) in
      try IndexHeader.names(&scanner)
    }
    let followsLinks = value(behind: "\"followLinks\":", in: bytes) { (scanner) throws(JSONError) in
      try scanner.boolean()
    }
    if catalog == nil, folders == nil { return nil }
    let none = Timestamp(seconds: 0, nanoseconds: 0)
    var header = catalog ?? IndexHeader(generator: "", written: none, scanned: [])
    if header.version > IndexHeader.currentVersion {
      throw IndexError.newer(file.path, version: header.version)
    }
    header.scanned = folders ?? []
    header.exclude = patterns ?? []
    header.mounts = mounts
    header.sharedMounts = shared ?? []
    header.followsLinks = followsLinks ?? false
    return header
  }

  private static func value<Value>(
    behind key: String,
    in bytes: [UInt8],
    _ read: (inout JSONScanner) throws(JSONError) -> Value
  ) -> Value? {
    guard let found = bytes.firstRange(of: key.utf8) else { return nil }
    return bytes[found.upperBound...].withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return try? read(&scanner)
    }
  }
}
