/// Makes an index of photos, old indexes and other streams of lines, and puts it in the place of the one that is there.
///
/// What it takes is merged, never held: memory is 24 bytes for each photo that was added, and a buffer for each index. Saving is atomic:
/// whoever reads the index sees the old one or the new one. A path that is given twice is in the index twice; who adds a photo leaves it
/// out of what is merged.
public final class IndexBuilder {
  /// The index, resolved.
  public let path: FilePathBytes
  /// Whether photos may be marked as missing; each line is looked at for that.
  var mayHaveMissing = true
  /// Which extractor the photos are from that are added; `nil` where it is the one that the header names.
  var extractor: Int? = ExtractorVersion.current
  /// Which photos that were added are saved, by their lines; without it all are.
  var isWanted: ((UnsafeRawBufferPointer) -> Bool)?

  private let waiting: WaitingLines
  private var streams: [(lines: any LineStream, extractor: Int?)] = []
  private let lock: FileLock?

  /// Begins an index, with the right to write it: no scan saves it before this builder has gone.
  ///
  /// - Parameters:
  ///   - path: The index, which need not exist; links are followed.
  ///   - clock: Where the time comes from that others are shown who wait for the lock.
  /// - Throws: ``IndexError`` where another process holds the lock, ``SystemError`` where the index's folder is not there.
  public convenience init(replacing path: FilePathBytes, clock: SystemClock = .live) throws {
    let target = try FilePathResolver.resolveForWriting(path)
    let lock = try FileLock.ofIndex(target, clock.now())
    try TemporaryFile.removeLeftovers(of: target)
    self.init(target: target, waiting: WaitingLines(beside: target), lock: lock)
  }

  /// - Parameters:
  ///   - target: The index, resolved.
  ///   - waiting: Lines that go into it.
  ///   - lock: The right to write it; `nil` where the caller holds that.
  init(target: FilePathBytes, waiting: WaitingLines, lock: FileLock? = nil) {
    path = target
    self.waiting = waiting
    self.lock = lock
  }

  /// Adds a photo, in any order.
  ///
  /// - Parameter photo: Its path as the index is to keep it.
  /// - Throws: ``SystemError`` where it cannot be kept until the index is saved.
  public func add(_ photo: Photo) throws(SystemError) { try waiting.add(photo) }

  /// Takes the photos of an index, whatever its layout.
  ///
  /// Where it is in another folder its relative paths are those of that folder: they are written anew for this one.
  ///
  /// - Parameters:
  ///   - index: An open index; the one that is replaced may be among them.
  ///   - isKept: Which of them are taken, by their paths in that index; without it all are.
  /// - Throws: ``IndexError`` where it is damaged, ``SystemError``, and what the closure throws.
  public func merge(_ index: IndexFile, where isKept: ((FilePathBytes) throws -> Bool)? = nil) throws {
    if case .sorted(_, _, let lines) = index.layout, index.folder == path.parent {
      let stream = IndexLineStream(index, in: lines)
      let extractor = try index.header().reader
      return streams.append((isKept.map { KeptLines(lines: stream, isKept: $0) } ?? stream, extractor))
    }
    let (from, to) = (PathMapping(indexFolder: index.folder), PathMapping(indexFolder: path.parent))
    try index.forEachPhoto { photo in
      guard try isKept?(photo.path) ?? true else { return }
      var photo = photo
      photo.path = to.stored(from.absolute(photo.path))
      try add(photo)
    }
  }

  /// Takes lines that are in the order of an index, as they are.
  func merge(_ stream: any LineStream) { streams.append((stream, nil)) }

  /// Writes the index and puts it in the place of the old one. What is taken after that is for another builder.
  ///
  /// - Parameter header: What the index begins with; its time becomes the file's. Lines that are another extractor's than it names say so.
  /// - Returns: What was counted.
  /// - Throws: ``SystemError``, and what reading the streams throws; the old index is untouched then.
  public func save(_ header: IndexHeader) throws -> IndexFooter {
    let output = try IndexOutput(replacing: path, header: header, mayHaveMissing: mayHaveMissing)
    let added = extractor == header.reader ? nil : extractor
    var merged = try MergedLines(
      [waiting.stream(naming: added, where: isWanted)]
        + streams.map { stream in
          guard let extractor = stream.extractor, extractor != header.reader else { return stream.lines }
          return NamingLines(lines: stream.lines, extractor: extractor)
        }
    )
    streams = []
    var line: [UInt8] = []
    while try merged.next(into: &line) {
      try line.withBytes { (line) throws(SystemError) in try output.append(line) }
    }
    return try output.commit()
  }

  /// Those lines of an index whose photos are wanted.
  private struct KeptLines: LineStream {
    var lines: IndexLineStream
    let isKept: (FilePathBytes) throws -> Bool

    mutating func next(into line: inout [UInt8]) throws -> Bool {
      while try lines.next(into: &line) {
        let path = try line.withUnsafeBytes { try PhotoLine.decode($0, .path).path }
        if try isKept(path) { return true }
      }
      return false
    }
  }

  /// Lines that say which extractor they are from, where they do not yet.
  private struct NamingLines: LineStream {
    var lines: any LineStream
    let extractor: Int

    mutating func next(into line: inout [UInt8]) throws -> Bool {
      guard try lines.next(into: &line) else { return false }
      let named: [UInt8]? = try line.withUnsafeBytes { line in
        var members = LineMembers()
        try members.read(line)
        return members.extractor == nil ? LineRevision.added(extractor, to: line) : nil
      }
      if let named { line = named }
      return true
    }
  }
}
