#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the last runs replaced, in `.catalog/undo/` beside the index or elsewhere: a folder a run, in it the files as they were, and a list
/// of them.
///
/// A file is kept, durably, before the one that it was takes another content. Ten runs are kept, or those of some days.
struct UndoStore {
  /// The folder of all runs.
  let folder: FilePathBytes

  static let runLimit = 10
  private static let listName = FilePathBytes("list.jsonl")

  /// For how long runs are kept; `nil` keeps the last ten.
  private let days: Int?
  /// Paths in lists are those of an index, so that what is kept moves together with its folder.
  private let mapping: PathMapping

  /// - Parameters:
  ///   - keeping: Where, and for how long.
  ///   - index: The index, resolved; or where one would be.
  init(_ keeping: UndoKeeping = .lastRuns, beside index: FilePathBytes) {
    mapping = PathMapping(indexFolder: index.parent)
    switch keeping {
    case .lastRuns: (folder, days) = (index.parent.appending(FilePathBytes(".catalog/undo")), nil)
    case .days(let days, let folder): (self.folder, self.days) = (folder, days)
    }
  }

  /// A file that was replaced.
  struct Entry: Hashable {
    /// The file, absolute.
    let path: FilePathBytes
    /// What it held; `nil` where it was not there.
    let before: [UInt8]?
    /// What was written: its size and CRC-32.
    let size: Int
    let checksum: UInt32
  }

  // MARK: Keeping

  /// A run on its way.
  final class Run {
    let folder: FilePathBytes
    fileprivate var count = 0
    private let mapping: PathMapping

    fileprivate init(folder: FilePathBytes, _ mapping: PathMapping) {
      self.folder = folder
      self.mapping = mapping
    }

    /// Keeps a file as it is, before it is replaced.
    func keep(_ path: FilePathBytes, before: [UInt8]?, after: [UInt8]) throws(SystemError) {
      count += 1
      if let before { try UndoStore.write(before, to: folder.appending(UndoStore.name(count))) }
      var checksum = CRC32()
      checksum.add(after)
      var line = Array("{\"path\":".utf8)
      JSONPath.append(mapping.stored(path), bytesKey: "pathBytes", to: &line)
      if before != nil { line += Array(",\"kept\":\(count)".utf8) }
      line += Array(",\"size\":\(after.count),\"checksum\":\(checksum.number)}\n".utf8)
      try AppendedFile.append(line, to: folder.appending(UndoStore.listName))
    }
  }

  /// Begins a run. Once it has replaced a file, the oldest ones may go: see ``removeOldest()``.
  func begin(_ now: Timestamp) throws(SystemError) -> Run {
    for path in [folder.parent, folder] { try Self.makeFolder(path) }
    let runs = try runs()
    // Names sort by time, whatever the clock does.
    let last = runs.last.flatMap { Int(String(decoding: $0.lastComponent.bytes, as: UTF8.self)) } ?? 0
    let run = folder.appending(Self.name(max(now.seconds, last + 1)))
    try Self.makeFolder(run)
    return Run(folder: run, mapping)
  }

  /// Lets go of the oldest runs.
  func removeOldest(_ now: Timestamp) throws(SystemError) {
    guard let days else {
      for run in try runs().dropLast(Self.runLimit) { try Self.remove(run) }
      return
    }
    let end = folder.appending(Self.name(max(0, now.seconds - days * 86400)))
    for run in try runs() where run < end { try Self.remove(run) }
  }

  // MARK: Taking back

  /// The last run and its files; `nil` where there is none.
  func last() throws -> (run: FilePathBytes, entries: [Entry])? {
    try runs().last.map { ($0, try entries(of: $0)) }
  }

  /// A run and its files; `nil` where it is not kept any more.
  func run(_ name: String) throws -> (run: FilePathBytes, entries: [Entry])? {
    try runs().first { $0.lastComponent == FilePathBytes(name) }.map { ($0, try entries(of: $0)) }
  }

  private func entries(of run: FilePathBytes) throws -> [Entry] {
    let list = try Self.read(run.appending(Self.listName)) ?? []
    var entries: [Entry] = []
    for line in list.split(separator: UInt8(ascii: "\n")) {
      // A line that was cut off is of a file that was not replaced.
      if let entry = try entry(line, in: run) { entries.append(entry) }
    }
    return entries
  }

  private func entry(_ line: ArraySlice<UInt8>, in run: FilePathBytes) throws -> Entry? {
    var (path, pathBytes): ([UInt8]?, [UInt8]?) = (nil, nil)
    var (kept, size, checksum): (Int?, Int, Int) = (nil, -1, 0)
    let isWhole = line.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return
        (try? scanner.object { (scanner, key) throws(JSONError) in
          switch String(decoding: key, as: UTF8.self) {
          case "path": path = try scanner.string()
          case "pathBytes": pathBytes = Base64.decode(try scanner.string())
          case "kept": kept = try scanner.integer()
          case "size": size = try scanner.integer()
          case "checksum": checksum = try scanner.integer()
          default: try scanner.skipValue()
          }
        }) != nil
    }
    guard isWhole, let name = pathBytes ?? path, size >= 0, let checksum = UInt32(exactly: checksum) else {
      return nil
    }
    let before = try kept.flatMap { try Self.read(run.appending(Self.name($0))) }
    if kept != nil, before == nil { return nil }
    return Entry(path: mapping.absolute(FilePathBytes(name)), before: before, size: size, checksum: checksum)
  }

  /// Lets go of a run.
  func forget(_ run: FilePathBytes) throws(SystemError) { try Self.remove(run) }

  /// The folders of all runs, the oldest first.
  private func runs() throws(SystemError) -> [FilePathBytes] {
    let directory: Directory
    do throws(SystemError) {
      directory = try Directory(path: folder)
    } catch {
      if error.isMissing { return [] }
      throw error
    }
    var runs: [FilePathBytes] = []
    while let entry = try directory.next() {
      if entry.name.bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
        runs.append(folder.appending(entry.name))
      }
    }
    return runs.sorted()
  }

  // MARK: Files

  private static func name(_ number: Int) -> FilePathBytes {
    let digits = String(number)
    return FilePathBytes(
      Array(String(repeating: "0", count: max(0, 12 - digits.count)).utf8) + Array(digits.utf8)
    )
  }

  private static func makeFolder(_ path: FilePathBytes) throws(SystemError) {
    guard path.withCString({ mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
      throw .last("make a folder", path)
    }
    try AtomicFile.syncFolder(path.parent)
  }

  private static func write(_ bytes: [UInt8], to path: FilePathBytes) throws(SystemError) {
    let file = try AtomicFile(replacing: path, newMode: 0o600)
    try bytes.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
    try file.commit()
  }

  /// A whole file; `nil` where there is none.
  static func read(_ path: FilePathBytes) throws(SystemError) -> [UInt8]? {
    do throws(SystemError) {
      let file = try FileReader(path: path)
      return try file.read(at: 0, count: file.status.size)
    } catch {
      if error.isMissing { return nil }
      throw error
    }
  }

  private static func remove(_ run: FilePathBytes) throws(SystemError) {
    let directory = try Directory(path: run)
    while let entry = try directory.next() {
      _ = entry.name.withCString { unlinkat(directory.descriptor, $0, 0) }
    }
    guard run.withCString({ rmdir($0) }) == 0 else { throw .last("remove", run) }
  }
}
