/// Finds the photos in a file that was an index once, whatever became of the rest: each JSON object that reads as a photo's record.
///
/// Memory is bounded by the largest record. Every byte is looked at about twice, and at most ``JSONScanner/depthLimit`` times in a file
/// that was made to be slow.
struct SalvagedPhotos {
  private let file: FileReader
  /// A stretch of the file.
  private var window: [UInt8] = []
  private var windowStart = 0
  private var isLastWindow = false

  /// What is found, in the order of the file.
  enum Piece {
    /// A photo's record: the photo, its bytes, and where they begin.
    case photo(Photo, UnsafeRawBufferPointer, offset: Int)
    /// Bytes that were a record, as far as can be known, and the path that they name.
    case lost(offset: Int, path: FilePathBytes?)
  }

  private let windowSize: Int
  /// No number, word or escape that was cut by the end of a window is longer.
  private static let cutLength = 64

  /// - Parameters:
  ///   - file: A file with anything in it.
  ///   - windowSize: So much is looked at at once, where no record is larger.
  init(_ file: FileReader, windowSize: Int = 1 << 20) {
    self.file = file
    self.windowSize = windowSize
  }

  /// Goes through the file.
  ///
  /// - Parameter body: Called with each piece; it must not keep the pointer.
  /// - Throws: ``SystemError``, and what the closure throws.
  mutating func forEachPiece(_ body: (Piece) throws -> Void) throws {
    try load(from: 0, count: windowSize)
    var position = 0
    var gapStart = 0
    var isFirst = true
    while true {
      guard let brace = next(UInt8(ascii: "{"), from: position) else {
        if isLastWindow { break }
        try load(from: windowStart + window.count, count: windowSize)
        position = 0
        continue
      }
      switch record(at: brace) {
      case .photo(let photo, let length):
        let offset = windowStart + brace
        try tellLost(in: gapStart..<offset, isBetween: !isFirst, body)
        try window.withUnsafeBytes { bytes in
          try body(
            .photo(photo, UnsafeRawBufferPointer(rebasing: bytes[brace..<(brace + length)]), offset: offset)
          )
        }
        position = brace + length
        gapStart = offset + length
        isFirst = false
      case .none: position = brace + 1
      case .cut:
        let size = brace == 0 ? 4 * window.count : windowSize
        try load(from: windowStart + brace, count: max(size, windowSize))
        position = 0
      }
    }
    try tellLost(in: gapStart..<(windowStart + window.count), isBetween: false, body)
  }

  // MARK: Records

  private enum Record {
    case photo(Photo, length: Int)
    case none
    /// It goes on behind the window.
    case cut
  }

  /// What the object is that begins at a place of the window.
  private func record(at start: Int) -> Record {
    window.withUnsafeBytes { bytes in
      let record = UnsafeRawBufferPointer(rebasing: bytes[start...])
      var cursor = MemberCursor(record)
      var reader = PhotoLineReader()
      var hasPlace = false
      do throws(JSONError) {
        while let member = try cursor.nextInObject() {
          switch member {
          // The document around the records is none; to read it as one would need all of it in memory.
          case .unknown(let name) where Self.framing.contains(where: record[name].elementsEqual): return .none
          // A record has one of them. Folders and sidecars, which are objects too, have none.
          case .field(.geohash), .field(.latitude): hasPlace = true
          default: break
          }
          try reader.read(member, record, &cursor.scanner)
        }
        return hasPlace ? .photo(try reader.finished(), length: cursor.scanner.position) : .none
      } catch {
        let isCut = error.offset > record.count - Self.cutLength && !isLastWindow
        return isCut && record.count < IndexFile.lineLimit ? .cut : .none
      }
    }
  }

  private static let framing = ["\"catalog\"", "\"scanned\"", "\"photos\"", "\"summary\""].map {
    Array($0.utf8)
  }

  /// The path that a broken record names, where that much of it can be read.
  static func path(in record: UnsafeRawBufferPointer) -> FilePathBytes? {
    var cursor = MemberCursor(record)
    var path: FilePathBytes?
    do throws(JSONError) {
      // Up to the damage; a path before it is all that is wanted.
      while let member = try cursor.nextInObject() {
        switch member {
        case .field(.path): path = FilePathBytes(try cursor.scanner.string())
        case .field(.pathBytes): path = Base64.decode(try cursor.scanner.string()).map { FilePathBytes($0) }
        default: try cursor.scanner.skipValue()
        }
      }
    } catch {}
    return path
  }

  // MARK: What lies between

  /// Tells of records that were in a stretch without any that can be read: one at each word `"geohash"`, and at least one where anything
  /// but a comma comes between two records.
  private func tellLost(in gap: Range<Int>, isBetween: Bool, _ body: (Piece) throws -> Void) throws {
    if isSeparator(gap) { return }
    var found = false
    var content: Int?
    var start = gap.lowerBound
    while start < gap.upperBound {
      let bytes = try file.read(at: start, count: min(windowSize, gap.upperBound - start))
      if bytes.isEmpty { break }
      content = content ?? bytes.firstIndex { !Self.separators.contains($0) }.map { start + $0 }
      try bytes.withUnsafeBytes { bytes in
        var position = 0
        while let quote = Self.next(JSONText.quote, in: bytes, from: position) {
          position = quote + 1
          guard bytes[quote...].starts(with: Self.geohashKey) else { continue }
          found = true
          try tellLost(from: start + quote, below: gap.upperBound, body)
        }
      }
      // The word may lie over the edge of two stretches.
      let isLast = start + bytes.count >= gap.upperBound
      start += isLast ? bytes.count : bytes.count - Self.geohashKey.count + 1
    }
    if isBetween, !found, let content { try body(.lost(offset: content, path: nil)) }
  }

  /// Tells of one lost record, of which the key of its geohash is known.
  private func tellLost(from key: Int, below end: Int, _ body: (Piece) throws -> Void) throws {
    // The brace before it is put in its place, for it may be what is broken.
    let rest = try file.read(at: key, count: min(Self.pathReach, end - key))
    let path = ([UInt8(ascii: "{")] + rest).withUnsafeBytes { Self.path(in: $0) }
    try body(.lost(offset: max(0, key - 1), path: path))
  }

  /// Whether a stretch is a comma and blanks, as it is between any two whole records.
  private func isSeparator(_ gap: Range<Int>) -> Bool {
    let range = (gap.lowerBound - windowStart)..<(gap.upperBound - windowStart)
    return range.lowerBound >= 0 && range.upperBound <= window.count
      && window[range].allSatisfy { Self.separators.contains($0) }
  }

  private static let geohashKey = Array("\"geohash\":".utf8)
  private static let separators = Array(" \t\r\n,".utf8)
  /// A path has at most 4096 bytes, each at most six in JSON.
  private static let pathReach = 32 << 10

  // MARK: The window

  private mutating func load(from offset: Int, count: Int) throws(SystemError) {
    window = try file.read(at: offset, count: count)
    windowStart = offset
    isLastWindow = window.count < count
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    window.withUnsafeBytes { Self.next(byte, in: $0, from: start) }
  }

  private static func next(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = SystemCalls.find(byte, base + start, bytes.count - start)
    else { return nil }
    return found - base
  }
}
