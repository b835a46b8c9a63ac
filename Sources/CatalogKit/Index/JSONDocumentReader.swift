/// Reads a JSON document of any layout and any size from a file, one photo at a time.
///
/// This is the slow and certain way, for an index that a person edited or another program wrote anew. Memory is bounded
/// by the largest single value.
struct JSONDocumentReader {
  private let file: FileReader
  private var chunk: [UInt8] = []
  private var chunkStart = 0
  private var position = 0

  private static let chunkSize = 1 << 18
  /// No record is near this; a larger value is damage, and holding it would not be bounded.
  private static let valueLimit = 16 << 20
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ file: FileReader) {
    self.file = file
  }

  /// Goes through the document.
  ///
  /// - Parameters:
  ///   - member: Called with the key and the whole value of each member of the document but the photos.
  ///   - photo: Called with each photo's whole value.
  /// - Returns: Whether it has photos, be it none of them.
  /// - Throws: ``IndexError/damaged(_:_:)`` at the first byte that is not JSON, and what the closures throw.
  mutating func read(
    member: ([UInt8], UnsafeRawBufferPointer) throws -> Void,
    photo: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    var hasPhotos = false
    if try file.read(at: 0, count: 3) == Self.byteOrderMark { chunkStart = 3 }
    try expect("{")
    if try peek() == UInt8(ascii: "}") {
      try expect("}")
    } else {
      repeat {
        let key = try value { (scanner) throws(JSONError) in try scanner.string() }
        try expect(":")
        if key == Array("photos".utf8) {
          hasPhotos = true
          try photos(photo)
        } else {
          try capture().withUnsafeBytes { try member(key, $0) }
        }
      } while try skip(",")
      try expect("}")
    }
    guard try peek() == nil else { throw failure("something comes after its end") }
    return hasPhotos
  }

  /// The error for damage at the present place.
  func failure(_ what: String) -> IndexError {
    .damaged(file.path, "\(what) (at byte \(chunkStart + position))")
  }

  private mutating func photos(_ photo: (UnsafeRawBufferPointer) throws -> Void) throws {
    try expect("[")
    if try skip("]") { return }
    repeat {
      let bytes = try capture()
      try bytes.withUnsafeBytes { bytes in
        do {
          try photo(bytes)
        } catch is JSONError {
          throw failure("a photo is not readable")
        }
      }
    } while try skip(",")
    try expect("]")
  }

  private mutating func value<R>(_ read: (inout JSONScanner) throws(JSONError) -> R) throws -> R {
    try capture().withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do {
        let result = try read(&scanner)
        try scanner.end()
        return result
      } catch {
        throw failure("not JSON")
      }
    }
  }

  /// Takes one whole value out of the file; checked for being JSON.
  private mutating func capture() throws -> [UInt8] {
    _ = try peek()
    var bytes: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    while let byte = try current() {
      if !isInString, depth == 0, !bytes.isEmpty, Self.endsScalar(byte) { break }
      bytes.append(byte)
      position += 1
      guard bytes.count <= Self.valueLimit else { throw failure("a value is larger than 16 MB") }
      if isInString {
        if byte == JSONText.quote, !isEscaped { isInString = false }
        isEscaped = byte == JSONText.backslash && !isEscaped
      } else {
        switch byte {
        case JSONText.quote: isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: continue
        }
      }
      if !isInString, depth <= 0 { break }
    }
    let isValue = bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return (try? scanner.skipValue()) != nil && (try? scanner.end()) != nil
    }
    guard isValue else { throw failure(try current() == nil ? "it is cut off" : "not JSON") }
    return bytes
  }

  /// Whether a byte cannot belong to a number or a word.
  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
      true
    default: false
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws {
    guard try skip(character) else { throw failure(try current() == nil ? "it is cut off" : "not JSON") }
  }

  private mutating func skip(_ character: Unicode.Scalar) throws -> Bool {
    guard try peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// The next byte that is not a blank.
  private mutating func peek() throws -> UInt8? {
    while let byte = try current() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return byte
      }
    }
    return nil
  }

  private mutating func current() throws -> UInt8? {
    if position == chunk.count {
      chunkStart += chunk.count
      position = 0
      chunk = try file.read(at: chunkStart, count: Self.chunkSize)
      if chunk.isEmpty { return nil }
    }
    return chunk[position]
  }
}
