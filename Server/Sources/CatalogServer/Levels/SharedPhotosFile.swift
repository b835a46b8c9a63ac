import CatalogKit
import Crypto

/// The file `shared` of the state folder.
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
    guard let bytes = try folder.read(Self.fileName) else { return nil }
    let path = folder.path.appending(FilePathBytes(Self.fileName))
    let damage = StateError.damaged(path, "remove it: then all photos are shared anew at once")
    let size = SHA256.byteCount
    guard bytes.count > Self.magic.count + size, bytes.starts(with: Self.magic),
      HMAC<SHA256>.isValidAuthenticationCode(
        bytes.suffix(size),
        authenticating: bytes.dropLast(size),
        using: secret.key(for: "shared")
      )
    else { throw damage }
    do {
      self = try bytes.withUnsafeBytes { buffer in
        try Self(
          FieldReader(UnsafeRawBufferPointer(rebasing: buffer[Self.magic.count..<(buffer.count - size)]))
        )
      }
    } catch {
      throw damage
    }
  }

  private init(_ fields: FieldReader) throws {
    var reader = fields
    batch = Batch(
      cell: Double(bitPattern: try reader.integer()),
      second: Int(try reader.integer() as UInt32),
      time: Timestamp(
        seconds: Int(bitPattern: UInt(try reader.integer() as UInt64)),
        nanoseconds: Int(try reader.integer() as UInt32)
      )
    )
    tagNames = try (0..<Int(try reader.integer() as UInt32)).map { _ in try reader.text() }
    let count = Int(try reader.integer() as UInt32)
    var records: [Record] = []
    records.reserveCapacity(min(count, reader.left / Self.leastSize))
    for _ in 0..<count { records.append(try reader.record()) }
    self.records = records
  }

  /// Bytes of a record without tags.
  private static let leastSize = 44

  /// Writes the file of a state folder.
  func save(in folder: StateFolder, _ secret: ServerSecret) throws(StateError) {
    var bytes = Self.magic
    bytes.reserveCapacity(bytes.count + records.count * Self.leastSize)
    bytes.append(integer: batch.cell.bitPattern)
    bytes.append(integer: UInt32(batch.second))
    bytes.append(integer: UInt64(UInt(bitPattern: batch.time.seconds)))
    bytes.append(integer: UInt32(batch.time.nanoseconds))
    bytes.append(integer: UInt32(tagNames.count))
    for name in tagNames {
      bytes.append(integer: UInt32(name.utf8.count))
      bytes += name.utf8
    }
    bytes.append(integer: UInt32(records.count))
    for record in records {
      bytes.append(integer: record.number)
      bytes.append(integer: record.center?.latitude.bitPattern ?? Double.nan.bitPattern)
      bytes.append(integer: record.center?.longitude.bitPattern ?? Double.nan.bitPattern)
      bytes.append(integer: UInt64(UInt(bitPattern: record.start)))
      bytes.append(integer: record.length)
      bytes.append(integer: UInt32(record.tags.count))
      for tag in record.tags { bytes.append(integer: tag) }
      bytes.append(integer: record.file)
    }
    bytes += HMAC<SHA256>.authenticationCode(for: bytes, using: secret.key(for: "shared"))
    try folder.write(bytes, to: Self.fileName)
  }
}

/// Reads integers of fixed sizes, little end first.
private struct FieldReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  struct Short: Error {}

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Bytes that are left.
  var left: Int { bytes.count - offset }

  mutating func integer<I: FixedWidthInteger>() throws(Short) -> I {
    guard left >= MemoryLayout<I>.size else { throw Short() }
    defer { offset += MemoryLayout<I>.size }
    return I(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: I.self))
  }

  mutating func text() throws(Short) -> String {
    let count = Int(try integer() as UInt32)
    guard left >= count else { throw Short() }
    defer { offset += count }
    return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
  }

  mutating func record() throws -> SharedPhotos.Record {
    let number: PhotoNumber = try integer()
    let latitude = Double(bitPattern: try integer())
    let longitude = Double(bitPattern: try integer())
    let start = Int(bitPattern: UInt(try integer() as UInt64))
    let length: UInt32 = try integer()
    let count = Int(try integer() as UInt32)
    guard count <= left / 4 else { throw Short() }
    let tags = try (0..<count).map { _ in try integer() as UInt32 }
    return SharedPhotos.Record(
      number: number,
      center: latitude.isNaN ? nil : try Coordinate(latitude: latitude, longitude: longitude),
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
}
