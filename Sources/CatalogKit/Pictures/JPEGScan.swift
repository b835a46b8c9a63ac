/// Where the coded picture of a JPEG file ends, which only its bytes show.
enum JPEGScan {
  private static let pieceSize = 256 << 10

  /// - Parameters:
  ///   - contents: The file.
  ///   - start: Where the first SOS marker is.
  /// - Returns: Behind the EOI marker; the end of the file where there is none.
  /// - Throws: ``SystemError``.
  static func end(in contents: FileContents, from start: Int) throws(SystemError) -> Int {
    // What the last bytes were of: a marker may lie across two pieces.
    var (isMarker, skip, lengthBytes, length) = (false, 0, 0, 0)
    var position = start
    while position < contents.size {
      let piece = try contents.bytes(position..<min(contents.size, position + pieceSize))
      if piece.isEmpty { break }
      var index = 0
      while index < piece.count {
        if skip > 0 {
          let step = min(skip, piece.count - index)
          skip -= step
          index += step
          continue
        }
        let byte = piece[index]
        index += 1
        if lengthBytes > 0 {
          length = length << 8 | Int(byte)
          lengthBytes -= 1
          if lengthBytes == 0 { skip = max(0, length - 2) }
        } else if isMarker {
          switch byte {
          case 0xFF: break
          // A byte of the picture, a restart, or nothing that ends it.
          case 0x00, 0x01, 0xD0...0xD7, 0xD8: isMarker = false
          case 0xD9: return position + index
          default: (isMarker, lengthBytes, length) = (false, 2, 0)
          }
        } else {
          isMarker = byte == 0xFF
        }
      }
      position += piece.count
    }
    return contents.size
  }
}
