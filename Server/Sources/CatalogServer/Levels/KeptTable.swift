import CatalogKit
import Crypto
import Foundation

/// The table of the exact level as a file of the state folder, `table`: a server that starts again reads it instead of all lines of the index, where
/// that is still the one that the table was made of.
///
/// It is made of the index, the numbers and the secret, and can be removed at any time. Rows lie in it as they lie in memory, so that only the same
/// program on the same kind of machine reads it; any other one makes a new table.
enum KeptTable {
  static let fileName = "table"

  /// Everything that decides whether a file fits.
  private struct Head: Equatable {
    var numbers: [UInt64]

    init(_ snapshot: IndexSnapshot, last: PhotoNumber) {
      typealias Row = LevelTable.Row
      typealias Line = LevelTable.Line
      // "cattable", and how rows and lines lie.
      numbers = [
        0x656C_6261_7474_6163, UInt64(MemoryLayout<Row>.stride), UInt64(MemoryLayout<Line>.stride),
      ]
      numbers += [
        MemoryLayout<Row>.offset(of: \.number), MemoryLayout<Row>.offset(of: \.idRest),
        MemoryLayout<Row>.offset(of: \.id), MemoryLayout<Row>.offset(of: \.start),
        MemoryLayout<Row>.offset(of: \.file), MemoryLayout<Row>.offset(of: \.length),
        MemoryLayout<Row>.offset(of: \.rating), MemoryLayout<Line>.offset(of: \.offset),
        MemoryLayout<Line>.offset(of: \.count), MemoryLayout<Line>.offset(of: \.camera),
      ].map { UInt64($0 ?? 0) }
      numbers += snapshot.fileMarks + [UInt64(last)]
    }
  }

  /// Writes the table of an index.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - folder: The state folder.
  ///   - secret: Seals the file.
  ///   - snapshot: The index that the table was made of; its lines lie in its file as they are.
  ///   - last: The last number that was given.
  /// - Throws: ``StateError``.
  static func write(
    _ table: LevelTable,
    in folder: StateFolder,
    _ secret: ServerSecret,
    of snapshot: IndexSnapshot,
    last: PhotoNumber
  ) throws(StateError) {
    // Lines that lie in no file yet would lie nowhere for the next start.
    guard table.lines.allSatisfy({ $0.offset >= 0 }) else { return }
    var texts: [UInt8] = []
    for name in table.tags.names { texts.append(text: name) }
    for camera in table.cameras {
      texts.append(text: camera.make)
      texts.append(text: camera.model)
    }
    let counts = [
      table.rows.count, table.lines.count, table.places.count, table.tags.lists.numbers.count,
      table.tags.names.count,
      table.cameras.count, texts.count,
    ].map { UInt64($0) }
    let coordinates = table.places.places.map { SIMD2($0.coordinate.latitude, $0.coordinate.longitude) }
    try folder.write(to: fileName) { (append) throws(SystemError) in
      var seal = HMAC<SHA256>(key: secret.key(for: fileName))
      func add<Value>(_ values: [Value]) throws(SystemError) {
        let result = values.withUnsafeBytes { bytes in
          seal.update(data: bytes)
          return Result { () throws(SystemError) in try append(bytes) }
        }
        try result.get()
      }
      try add(Head(snapshot, last: last).numbers + counts)
      try add(table.rows)
      try add(table.lines)
      try add(coordinates)
      try add(table.tags.lists.starts)
      try add(table.tags.lists.numbers)
      try add(texts)
      try add(Array(seal.finalize()))
    }
  }

  /// Reads the table of an index.
  ///
  /// - Parameters:
  ///   - folder: The state folder.
  ///   - secret: Whose seal the file has.
  ///   - snapshot: The index.
  ///   - last: The last number that was given.
  /// - Returns: The table; `nil` where there is none of this index, or it is not whole.
  static func read(
    in folder: StateFolder,
    _ secret: ServerSecret,
    of snapshot: IndexSnapshot,
    last: PhotoNumber
  ) -> LevelTable? {
    guard let file = try? FileReader(path: folder.path.appending(FilePathBytes(fileName))) else { return nil }
    var reader = SealedReader(file, secret.key(for: fileName))
    let head = Head(snapshot, last: last).numbers
    guard let numbers: [UInt64] = reader.values(head.count + 7), Array(numbers.prefix(head.count)) == head
    else { return nil }
    let counts = numbers.suffix(7).map { Int(truncatingIfNeeded: $0) }
    guard let rows: [LevelTable.Row] = reader.values(counts[0]),
      let lines: [LevelTable.Line] = reader.values(counts[1]),
      let coordinates: [SIMD2<Double>] = reader.values(counts[2]),
      let starts: [UInt32] = reader.values(counts[0] + 1), let lists: [UInt32] = reader.values(counts[3]),
      let bytes: [UInt8] = reader.values(counts[6]), reader.isWhole(),
      lines.allSatisfy({ $0.offset >= 0 })
    else { return nil }
    var texts = TextReader(bytes)
    let names = (0..<counts[4]).map { _ in texts.next() ?? "" }
    let cameras = (0..<counts[5]).map { _ in LevelTable.Camera(make: texts.next(), model: texts.next()) }
    var places: [PlaceTable.Place] = []
    places.reserveCapacity(coordinates.count)
    for pair in coordinates {
      guard let place = try? Coordinate(latitude: pair.x, longitude: pair.y) else { return nil }
      places.append(PlaceTable.Place(place))
    }
    return LevelTable(
      .exact,
      rows,
      lines,
      places,
      TagLists(starts: starts, numbers: lists),
      tagNames: names,
      cameras: cameras
    )
  }
}

/// Reads a file from its beginning, and finds out at its end whether it is as it was written.
private struct SealedReader {
  private let file: FileReader
  private var seal: HMAC<SHA256>
  private var offset = 0

  private static let pieceSize = 1 << 20

  init(_ file: FileReader, _ key: SymmetricKey) {
    self.file = file
    seal = HMAC<SHA256>(key: key)
  }

  /// The next values, as they lie in memory; `nil` where the file has not so many.
  mutating func values<Value: BitwiseCopyable>(_ count: Int) -> [Value]? {
    let (size, isTooMuch) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    guard count >= 0, !isTooMuch, size <= file.status.size - offset else { return nil }
    var isRead = true
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while isRead, done < size {
        // Sealed while they are still in the processor's cache.
        let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[done..<min(done + Self.pieceSize, size)])
        isRead = (try? file.read(at: offset + done, into: piece)) == piece.count
        seal.update(data: UnsafeRawBufferPointer(piece))
        done += piece.count
      }
      initialized = isRead ? count : 0
    }
    offset += size
    return isRead ? values : nil
  }

  /// Whether nothing but the seal is left, and it is that of everything before it.
  mutating func isWhole() -> Bool {
    let size = SHA256.byteCount
    guard file.status.size == offset + size, let code = try? file.read(at: offset, count: size) else {
      return false
    }
    let own = Array(seal.finalize())
    // Nobody learns anything from how long this takes: the file is the server's own.
    return own == code
  }
}

/// Texts that may be missing, one after the other: a length of four bytes, the greatest one for none, and UTF-8.
private struct TextReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  mutating func next() -> String? {
    guard rest.count >= 4 else { return nil }
    let length = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    rest = rest.dropFirst(4)
    guard length != .max else { return nil }
    let text = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
    rest = rest.dropFirst(Int(length))
    return text
  }
}

extension [UInt8] {
  /// Adds a text as ``TextReader`` reads it.
  fileprivate mutating func append(text: String?) {
    let length = text.map { UInt32($0.utf8.count) } ?? .max
    Swift.withUnsafeBytes(of: length.littleEndian) { append(contentsOf: $0) }
    if let text { self += text.utf8 }
  }
}
