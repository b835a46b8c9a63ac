/// Where the coded picture of a JPEG file ends, which only its bytes show.
struct JPEGScan {
  private static let pieceSize = 256 << 10

  /// - Parameters:
  ///   - contents: The file.
  ///   - start: Where the first SOS marker is.
  /// - Returns: Behind the EOI marker; the end of the file where there is none.
  /// - Throws: ``SystemError``.
  static func end(in contents: FileContents, from start: Int) throws(SystemError) -> Int {
    var scan = JPEGScan()
    var position = start
    while position < contents.size {
      let piece = try contents.bytes(position..<min(contents.size, position + pieceSize))
      if piece.isEmpty { break }
      if let end = piece.withUnsafeBytes({ scan.end(in: $0) }) { return position + end }
      position += piece.count
    }
    return contents.size
  }

  // What the last bytes were of: a marker may lie across two pieces.
  private var isMarker = false
  private var skip = 0
  private var lengthBytes = 0
  private var length = 0

  /// Goes on with the next bytes.
  ///
  /// - Returns: Behind the EOI marker; `nil` where it is not among them.
  private mutating func end(in piece: UnsafeRawBufferPointer) -> Int? {
    guard let base = piece.baseAddress else { return nil }
    var index = 0
    while index < piece.count {
      if skip > 0 {
        let step = min(skip, piece.count - index)
        skip -= step
        index += step
        continue
      }
      if lengthBytes == 0, !isMarker {
        // Nearly all bytes are of the picture.
        guard let marker = SystemCalls.find(0xFF, base + index, piece.count - index) else { return nil }
        index = marker - base + 1
        isMarker = true
        continue
      }
      let byte = piece[index]
      index += 1
      if lengthBytes > 0 {
        length = length << 8 | Int(byte)
        lengthBytes -= 1
        if lengthBytes == 0 { skip = max(0, length - 2) }
        continue
      }
      switch byte {
      case 0xFF: break
      // A byte of the picture, a restart, or nothing that ends it.
      case 0x00, 0x01, 0xD0...0xD7, 0xD8: isMarker = false
      case 0xD9: return index
      default: (isMarker, lengthBytes, length) = (false, 2, 0)
      }
    }
    return nil
  }
}
