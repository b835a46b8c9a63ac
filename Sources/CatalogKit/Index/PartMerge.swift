/// Makes one index of any number of parts and indexes. The photos' lines are the same whatever the parts, their order, and how often a photo
/// is in them.
///
/// Of a path that comes several times the photo that was changed last counts; of equal ones that of the newer extractor; then one that is
/// there before one that is missing; then the greater bytes of its known members. Members that somebody wrote by hand are those of all
/// lines of the path, each from the best line that has it.
///
/// Lines are spread over temporary files by their paths, so that each of them fits into memory: some 130 MB, however many photos there are.
public final class PartMerge {
  private let mapping: PathMapping
  private let temporary: FilePathBytes
  private var buckets: [SpillFile] = []
  private var runs: [SortedRun] = []

  /// Bytes of lines in one file, which are sorted in memory.
  static let bucketSize = 48 << 20
  /// Files that are open at once.
  private static let bucketLimit = 512

  /// - Parameters:
  ///   - folder: The folder of the new index, resolved: paths below it are relative to it.
  ///   - size: Bytes of all that is to be merged.
  ///   - temporary: A file beside which temporary ones are made; they have no names.
  public init(into folder: FilePathBytes, size: Int, temporary: FilePathBytes) {
    mapping = PathMapping(indexFolder: folder)
    self.temporary = temporary
    let count = min(Self.bucketLimit, size / Self.bucketSize + 1)
    buckets = (0..<count).map { _ in
      SpillFile(beside: temporary, memoryLimit: count == 1 ? 64 << 20 : 1 << 18)
    }
  }

  /// Takes the photos of a part.
  ///
  /// - Throws: ``IndexError`` where a line of it is none, ``SystemError``.
  public func add(_ part: IndexPart) throws {
    let from = PathMapping(indexFolder: part.base)
    try part.forEachLine { line in
      do throws(JSONError) {
        try add(line, part.extractor, from)
      } catch {
        throw IndexError.damagedPart(part.path, "a photo is not readable")
      }
    }
  }

  /// Takes the photos of an index, whatever its layout, those that are missing too.
  ///
  /// - Throws: ``IndexError`` where it is damaged, ``SystemError``.
  public func add(_ index: IndexFile) throws {
    let (from, extractor) = (PathMapping(indexFolder: index.folder), try index.header().reader)
    try index.forEachLine { line in
      do throws(JSONError) {
        try add(line, extractor, from)
      } catch {
        throw IndexError.damaged(index.path, "a photo is not readable")
      }
    }
  }

  private var failure: SystemError?

  private func add(_ line: UnsafeRawBufferPointer, _ extractor: Int, _ from: PathMapping) throws(JSONError) {
    var members = LineMembers()
    try members.read(line)
    let path = mapping.stored(from.absolute(try members.path(in: line)))
    let version = members.extractorVersion(in: line) ?? extractor
    var bytes: [UInt8]
    if from.indexFolder == mapping.indexFolder, version == extractor, Self.isInPlace(line, members) {
      bytes = members.extractor == nil ? Array(line) : LineRevision.removed(from: line) ?? Array(line)
    } else {
      var photo = try PhotoLine.decode(line, extractor: version)
      photo.path = path
      bytes = photo.json
    }
    if version != ExtractorVersion.current {
      bytes = bytes.withUnsafeBytes { LineRevision.added(version, to: $0) }
    }
    bytes.append(UInt8(ascii: "\n"))
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in path.bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    do throws(SystemError) {
      try buckets[Int(hash % UInt64(buckets.count))].append(bytes)
    } catch {
      failure = failure ?? error
    }
  }

  /// Whether a line begins with the geohash of its coordinates: other programs may write parts too.
  private static func isInPlace(_ line: UnsafeRawBufferPointer, _ members: LineMembers) -> Bool {
    SortKey.of(line).map { members.agrees(with: $0, in: line) } ?? false
  }

  /// Writes the index.
  ///
  /// - Parameters:
  ///   - builder: Begun for the new index.
  ///   - header: What the index begins with.
  /// - Returns: What was counted.
  /// - Throws: ``SystemError`` where there is no room; the old index is untouched then.
  public func save(_ builder: IndexBuilder, _ header: IndexHeader) throws -> IndexFooter {
    if let failure { throw failure }
    while let bucket = buckets.popLast() {
      let run = try SortedRun(bucket, beside: temporary)
      runs.append(run)
    }
    for run in runs { builder.merge(run.stream) }
    return try builder.save(header)
  }
}

/// The lines of one temporary file, each path once, in the order of an index.
private final class SortedRun {
  private let store: SpillFile

  init(_ bucket: SpillFile, beside temporary: FilePathBytes) throws {
    try bucket.finish()
    var lines: [[UInt8]] = bucket.withBytes(0..<bucket.count) { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }
    lines = try Self.joined(lines)
    lines.sort { IndexLines.precedes($0, $1) }
    // Hundreds of them are gone through at once.
    store = SpillFile(beside: temporary, memoryLimit: 1 << 18, residentLimit: 1 << 20)
    for line in lines { try store.append(line + [UInt8(ascii: "\n")]) }
    try store.finish()
  }

  var stream: some LineStream { Lines(store: store) }

  private struct Lines: LineStream {
    let store: SpillFile
    var position = 0

    mutating func next(into line: inout [UInt8]) -> Bool {
      guard position < store.count else { return false }
      var size = 1 << 10
      while true {
        let end = store.withBytes(position..<min(position + size, store.count)) { bytes -> Int? in
          guard let end = IndexLines.lineBreak(in: bytes, from: 0) else { return nil }
          line.removeAll(keepingCapacity: true)
          line += bytes[..<end]
          return end
        }
        if let end {
          position += end + 1
          return true
        }
        guard position + size < store.count else { return false }
        size *= 4
      }
    }
  }

  /// Each path once.
  private static func joined(_ lines: [[UInt8]]) throws -> [[UInt8]] {
    var byPath: [PathKey: [Int]] = [:]
    for (number, line) in lines.enumerated() {
      byPath[try line.withUnsafeBytes { try PathKey(PhotoLine.decode($0, .path).path) }, default: []].append(
        number
      )
    }
    return try byPath.values.map { numbers in
      numbers.count == 1 ? lines[numbers[0]] : try best(of: numbers.map { lines[$0] })
    }
  }

  private struct Version {
    let photo: Photo
    let extractor: Int
    /// The line without what somebody wrote by hand.
    let known: [UInt8]

    init(_ line: [UInt8]) throws(JSONError) {
      (photo, extractor) = try line.withBytes { (line) throws(JSONError) in
        var members = LineMembers()
        try members.read(line)
        let extractor = members.extractorVersion(in: line) ?? ExtractorVersion.current
        return (try PhotoLine.decode(line, extractor: extractor), extractor)
      }
      var plain = photo
      plain.unknownFields = []
      known = plain.json
    }

    /// Whether it counts before another one.
    func isBetter(than other: Version) -> Bool {
      if photo.modified != other.photo.modified { return photo.modified > other.photo.modified }
      if extractor != other.extractor { return extractor > other.extractor }
      if (photo.missing == nil) != (other.photo.missing == nil) { return photo.missing == nil }
      if known != other.known { return IndexLines.precedes(other.known, known) }
      return IndexLines.precedes(other.photo.unknownFields, photo.unknownFields)
    }
  }

  private static func best(of lines: [[UInt8]]) throws -> [UInt8] {
    let versions = try lines.map { line throws(JSONError) in try Version(line) }.sorted {
      $0.isBetter(than: $1)
    }
    var photo = versions[0].photo
    var names: Set<[UInt8]> = []
    photo.unknownFields = []
    for version in versions {
      for (name, text) in try members(of: version.photo.unknownFields) where names.insert(name).inserted {
        photo.unknownFields += text
      }
    }
    let line = photo.json
    let extractor = versions[0].extractor
    return extractor == ExtractorVersion.current
      ? line : line.withUnsafeBytes { LineRevision.added(extractor, to: $0) }
  }

  /// Members, each with the comma before it.
  private static func members(of text: [UInt8]) throws(JSONError) -> [(name: [UInt8], text: [UInt8])] {
    guard !text.isEmpty else { return [] }
    let object = [UInt8(ascii: "{")] + text.dropFirst() + [UInt8(ascii: "}")]
    return try object.withBytes { (bytes) throws(JSONError) in
      var scanner = JSONScanner(bytes)
      var members: [(name: [UInt8], text: [UInt8])] = []
      try scanner.object { (scanner, key) throws(JSONError) in
        var text = [UInt8(ascii: ",")]
        JSONText.append(key, to: &text)
        text.append(UInt8(ascii: ":"))
        text += try scanner.compactValue()
        members.append((key, text))
      }
      return members
    }
  }
}
