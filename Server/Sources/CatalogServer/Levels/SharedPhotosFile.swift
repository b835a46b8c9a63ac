import CatalogKit
import Crypto
import Foundation

/// The file `shared` of the state folder. It is written and read in pieces, so that a million photos cost no more memory than one.
extension SharedPhotos {
  static let fileName = "shared"
  private static let magic = Array("catalog shared photos 2\n".utf8)

  /// Reads the file of a state folder; `nil` where nothing was shared yet.
  ///
  /// - Parameters:
  ///   - folder: The state folder.
  ///   - secret: Whose seal the file has.
  /// - Throws: ``StateError`` where the file cannot be read, or is not as it was written.
  init?(in folder: StateFolder, _ secret: ServerSecret) throws(StateError) {
    let path = folder.path.appending(FilePathBytes(Self.fileName))
    do throws(SystemError) {
      let file = try FileReader(path: path)
      guard try Self.isSealed(file, secret) else { throw .notAsWritten(path) }
      var reader = FieldReader(file, at: Self.magic.count, end: file.status.size - SHA256.byteCount)
      let batch = Batch(
        cell: Double(bitPattern: try reader.integer()),
        second: Int(try reader.integer() as UInt32),
        time: Timestamp(
          seconds: Int(bitPattern: UInt(try reader.integer() as UInt64)),
          nanoseconds: Int(try reader.integer() as UInt32)
        )
      )
      var names: [String] = []
      for _ in 0..<(try reader.integer() as UInt32) { names.append(try reader.text()) }
      let count = Int(try reader.integer() as UInt32)
      let (start, tags) = (reader, names.count)
      self.init(batch, tagNames: names, count: count) { (body) throws(SystemError) in
        var reader = start
        for _ in 0..<count { try body(try reader.record(tags: tags)) }
      }
    } catch {
      if error.isMissing { return nil }
      guard error.isNotAsWritten else { throw .unusable(path, error.reason) }
      throw .damaged(path, "remove it: then all photos are shared anew at once")
    }
  }

  /// Whether a file is one of these, and the seal at its end is that of everything before it.
  private static func isSealed(_ file: FileReader, _ secret: ServerSecret) throws(SystemError) -> Bool {
    let end = file.status.size - SHA256.byteCount
    guard end > magic.count, try file.read(at: 0, count: magic.count) == magic else { return false }
    var seal = HMAC<SHA256>(key: secret.key(for: fileName))
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while offset < end {
      let size = min(piece.count, end - offset)
      guard try piece.read(file, at: offset, count: size) == size else { return false }
      piece.withUnsafeBytes { seal.update(data: UnsafeRawBufferPointer(rebasing: $0[..<size])) }
      offset += size
    }
    // Nobody learns anything from how long this takes: the file is the server's own.
    return try Array(seal.finalize()) == file.read(at: end, count: SHA256.byteCount)
  }

  /// Writes the file of a state folder.
  func save(in folder: StateFolder, _ secret: ServerSecret) throws(StateError) {
    try folder.write(to: Self.fileName) { (append) throws(SystemError) in
      var seal = HMAC<SHA256>(key: secret.key(for: Self.fileName))
      func add(_ bytes: [UInt8]) throws(SystemError) {
        seal.update(data: bytes)
        try bytes.withBytes { (bytes) throws(SystemError) in try append(bytes) }
      }
      var head = Self.magic
      head.append(integer: batch.cell.bitPattern)
      head.append(integer: UInt32(batch.second))
      head.append(integer: UInt64(UInt(bitPattern: batch.time.seconds)))
      head.append(integer: UInt32(batch.time.nanoseconds))
      try add(head)
      try forEachPiece(add)
      try add(Array(seal.finalize()))
    }
  }

  /// What tells whether another batch says the same of the same photos: SHA-256 of all that it says.
  ///
  /// - Throws: What reading the records throws.
  func digest() throws(SystemError) -> [UInt8] {
    var hash = SHA256()
    try forEachPiece { (bytes) throws(SystemError) in hash.update(data: bytes) }
    return Array(hash.finalize())
  }

  /// Everything behind the head of the file, in pieces.
  private func forEachPiece(_ add: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) {
    var bytes: [UInt8] = []
    bytes.append(integer: UInt32(tagNames.count))
    for name in tagNames {
      bytes.append(integer: UInt32(name.utf8.count))
      bytes += name.utf8
    }
    bytes.append(integer: UInt32(count))
    try forEach { (record) throws(SystemError) in
      bytes.append(record)
      if bytes.count > 1 << 18 {
        try add(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try add(bytes)
  }
}

extension SystemError {
  /// A file of the server's own that is cut off or holds something else.
  fileprivate static func notAsWritten(_ path: FilePathBytes) -> Self {
    SystemError(code: EILSEQ, operation: "read", path: path)
  }

  fileprivate var isNotAsWritten: Bool { code == EILSEQ }
}

/// Reads integers of fixed sizes from a file, little end first. A copy goes on from where it was made.
private struct FieldReader: Sendable {
  private let file: FileReader
  /// Where the next piece begins, and where the last one ends.
  private var offset: Int
  private let end: Int
  private var piece: [UInt8] = []
  /// How much of the piece is read.
  private var done = 0

  init(_ file: FileReader, at offset: Int, end: Int) {
    (self.file, self.offset, self.end) = (file, offset, end)
  }

  /// Sees to it that so many bytes are in the piece.
  private mutating func need(_ count: Int) throws(SystemError) {
    let left = piece.count - done
    guard left < count else { return }
    guard count - left <= end - offset else { throw .notAsWritten(file.path) }
    let next = try file.read(at: offset, count: min(max(count, 1 << 16), end - offset))
    piece = Array(piece[done...]) + next
    (offset, done) = (offset + next.count, 0)
    guard piece.count >= count else { throw .notAsWritten(file.path) }
  }

  mutating func integer<I: FixedWidthInteger>() throws(SystemError) -> I {
    try need(MemoryLayout<I>.size)
    defer { done += MemoryLayout<I>.size }
    return piece.withUnsafeBytes { I(littleEndian: $0.loadUnaligned(fromByteOffset: done, as: I.self)) }
  }

  mutating func text() throws(SystemError) -> String {
    let count = Int(try integer() as UInt32)
    try need(count)
    defer { done += count }
    return String(decoding: piece[done..<(done + count)], as: UTF8.self)
  }

  /// The next record.
  ///
  /// - Parameter limit: How many tags there are.
  /// - Returns: The record.
  /// - Throws: ``SystemError`` where the file is not as it was written.
  mutating func record(tags limit: Int) throws(SystemError) -> SharedPhotos.Record {
    let number: PhotoNumber = try integer()
    let latitude = Double(bitPattern: try integer())
    let longitude = Double(bitPattern: try integer())
    let start = Int(bitPattern: UInt(try integer() as UInt64))
    let length: UInt32 = try integer()
    var tags: [UInt32] = []
    for _ in 0..<(try integer() as UInt32) {
      let tag: UInt32 = try integer()
      guard tag < limit else { throw .notAsWritten(file.path) }
      tags.append(tag)
    }
    let center = try? Coordinate(latitude: latitude, longitude: longitude)
    guard center != nil || latitude.isNaN else { throw .notAsWritten(file.path) }
    return SharedPhotos.Record(
      number: number,
      center: center,
      start: start,
      length: length,
      tags: tags,
      file: try integer()
    )
  }
}

extension [UInt8] {
  fileprivate mutating func append(integer: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: integer.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(_ record: SharedPhotos.Record) {
    append(integer: record.number)
    append(integer: record.center?.latitude.bitPattern ?? Double.nan.bitPattern)
    append(integer: record.center?.longitude.bitPattern ?? Double.nan.bitPattern)
    append(integer: UInt64(UInt(bitPattern: record.start)))
    append(integer: record.length)
    append(integer: UInt32(record.tags.count))
    for tag in record.tags { append(integer: tag) }
    append(integer: record.file)
  }

  /// Reads a part of a file to the array's beginning.
  fileprivate mutating func read(_ file: FileReader, at offset: Int, count: Int) throws(SystemError) -> Int {
    let result = withUnsafeMutableBytes { bytes in
      Result { () throws(SystemError) in
        try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<count]))
      }
    }
    return try result.get()
  }

  fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) throws(SystemError) -> Void) throws(SystemError)
  {
    let result = withUnsafeBytes { bytes in Result { () throws(SystemError) in try body(bytes) } }
    try result.get()
  }
}
