/// What a check of a whole index found.
public struct IndexVerification: Sendable {
  /// The photos that can be read, counted.
  public internal(set) var counts = IndexFooter()
  /// What is wrong, in the order of the file: the first ``listLimit`` of it.
  public private(set) var findings: [IndexFinding] = []
  /// How many things are wrong.
  public private(set) var findingCount = 0
  /// Records that cannot be read.
  public private(set) var lost = 0
  /// Whether something may be lost or wrong.
  public private(set) var isDamaged = false
  /// Whether the bytes are those that a scan wrote.
  var hasRightChecksum = false

  /// So many findings are listed: a damaged index may have as many as it has lines.
  public static let listLimit = 1000

  mutating func add(_ finding: IndexFinding) {
    findingCount += 1
    isDamaged = isDamaged || finding.isDamage
    if finding.kind == .record { lost += 1 }
    if findings.count < Self.listLimit { findings.append(finding) }
  }

  /// Adds the photos of a part of the index.
  mutating func add(_ part: IndexFooter) {
    counts.photos += part.photos
    counts.located += part.located
    counts.unreadable += part.unreadable
    counts.missing += part.missing
  }

  mutating func count(_ photo: Photo) {
    if photo.missing != nil {
      counts.missing += 1
      return
    }
    counts.photos += 1
    if photo.position != nil {
      counts.located += 1
    } else if photo.problem?.isUnreadable == true {
      counts.unreadable += 1
    }
  }
}

extension IndexFile {
  /// Checks everything that the index says of itself: the lines around the photos, each photo's record, their order, the
  /// counts, and the checksum.
  ///
  /// Cost: reads the file twice; 16 bytes of memory a photo.
  ///
  /// - Returns: What is wrong.
  /// - Throws: ``IndexError`` where the file is no index, or a newer one's, or cannot be read.
  public func verify() throws -> IndexVerification {
    var check = IndexCheck(index: self)
    try check.run()
    return check.result
  }
}

/// A check on its way through an index.
private struct IndexCheck {
  let index: IndexFile
  var result = IndexVerification()
  private var paths: Set<PathKey> = []
  private var previous: [UInt8] = []

  init(index: IndexFile) {
    self.index = index
  }

  mutating func run() throws {
    let frame = try IndexEnvelope(of: index.file)
    result.hasRightChecksum = try frame?.hasRightChecksum(index.file) ?? false
    let header = try frame?.header ?? IndexEnvelope.header(of: index.file)?.header
    let summary = try frame?.summary ?? IndexEnvelope.summary(of: index.file)?.summary
    if header == nil, summary == nil {
      if try isDocument() { return result.add(IndexFinding(.layout)) }
      paths = []
    }
    if let version = header?.version, version > IndexHeader.currentVersion {
      throw IndexError.newer(index.path, version: version)
    }
    if header == nil { result.add(IndexFinding(.beginning, at: 0)) }
    if frame != nil, !result.hasRightChecksum { result.add(IndexFinding(.checksum)) }
    if let frame, result.hasRightChecksum, index.file.status.modified != frame.header.written {
      result.add(IndexFinding(.time))
    }
    try records(areLines: header != nil || summary != nil)
    if let summary { compare(summary) }
    if frame == nil, summary == nil || header != nil {
      result.add(IndexFinding(.end, at: max(0, index.file.status.size - IndexFooter.length)))
    }
  }

  /// Whether the file is an index as some other program would write it; its photos are counted then.
  private mutating func isDocument() throws -> Bool {
    do {
      try index.readDocument { add($0, at: nil) }
      return true
    } catch IndexError.damaged {
      result = IndexVerification()
      return false
    }
  }

  private mutating func records(areLines: Bool) throws {
    if result.hasRightChecksum, case .sorted = index.layout, try lines() { return }
    var salvaged = SalvagedPhotos(index.file)
    try salvaged.forEachPiece { piece in
      switch piece {
      case .lost(let offset, let path): result.add(IndexFinding(.record, at: offset, photo: path))
      case .photo(let photo, let bytes, let offset):
        add(photo, at: offset)
        if areLines { checkLine(bytes, photo, offset) }
      }
    }
  }

  /// What the lines of a piece came to.
  private struct Piece: Sendable {
    var counts = IndexVerification()
    var paths: [PathKey] = []
    var first: [UInt8] = []
    var last: [UInt8] = []
  }

  /// A line has something to be said about it, which is for whoever looks at one after another.
  private struct Remarkable: Error {}

  /// Checks the lines of an index whose checksum is right, on several threads.
  ///
  /// - Returns: `false` where something is wrong with a line; nothing is counted then.
  /// - Throws: ``IndexError`` where the file cannot be read.
  private mutating func lines() throws -> Bool {
    var (counts, paths) = (IndexVerification(), Set<PathKey>())
    if case .sorted(_, let summary, let range) = index.layout {
      // No more than what the file says of itself can be true: no line is shorter.
      paths.reserveCapacity(min(summary.lines, range.count / SortKey.length))
    }
    var last: [UInt8] = []
    do {
      try index.forEachPiece { piece in
        try Self.check(piece)
      } take: { piece in
        if !last.isEmpty, IndexLines.precedes(piece.first, last) { throw Remarkable() }
        if !piece.last.isEmpty { last = piece.last }
        for path in piece.paths where !paths.insert(path).inserted { throw Remarkable() }
        counts.add(piece.counts.counts)
        return true
      }
    } catch is Remarkable {
      return false
    }
    result.counts = counts.counts
    return true
  }

  private static func check(_ lines: LinePiece) throws -> Piece {
    var piece = Piece()
    var before: UnsafeRawBufferPointer?
    var last = 0..<0
    try lines.forEachLine { line, range in
      guard let photo = try? PhotoLine.decode(line), SortKey.of(line) == SortKey.of(photo),
        before.map({ SystemCalls.compare($0, line) <= 0 }) ?? true
      else { throw Remarkable() }
      if before == nil { piece.first = Array(line) }
      (before, last) = (line, range)
      piece.counts.count(photo)
      piece.paths.append(PathKey(photo.path))
    }
    piece.last = Array(lines.bytes[last])
    return piece
  }

  private mutating func add(_ photo: Photo, at offset: Int?) {
    result.count(photo)
    if !paths.insert(PathKey(photo.path)).inserted {
      result.add(IndexFinding(.duplicate, at: offset, photo: photo.path))
    }
  }

  private mutating func checkLine(_ line: UnsafeRawBufferPointer, _ photo: Photo, _ offset: Int) {
    if let order = SortKey.of(line), order != SortKey.of(photo) {
      result.add(IndexFinding(.contradiction, at: offset, photo: photo.path))
    } else if SortKey.of(line) == nil
      // The checksum vouches for a record that another version spelt in its own way.
      || !result.hasRightChecksum && !Self.isAsWritten(line, photo)
    {
      result.add(IndexFinding(.spelling, at: offset, photo: photo.path))
    }
    if line.lexicographicallyPrecedes(previous) {
      result.add(IndexFinding(.order, at: offset, photo: photo.path))
    }
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: line)
  }

  private static func isAsWritten(_ line: UnsafeRawBufferPointer, _ photo: Photo) -> Bool {
    let written = photo.json
    return line.elementsEqual(written) || LineRevision.removed(from: line) == written
  }

  private mutating func compare(_ summary: IndexFooter) {
    for (name, said, found) in [
      ("photos", summary.photos, result.counts.photos),
      ("located", summary.located, result.counts.located),
      ("unreadable", summary.unreadable, result.counts.unreadable),
      ("missing", summary.missing, result.counts.missing),
    ] where said != found {
      result.add(IndexFinding(.count(name, said: said, found: found)))
    }
  }
}
