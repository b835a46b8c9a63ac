@testable import CatalogKit

/// A file that is mostly a hole.
struct SparseFile {
  let size: Int
  let pieces: [(offset: Int, bytes: [UInt8])]

  var source: ByteSource {
    let source = ByteSource()
    let (size, pieces) = (size, pieces)
    source.open(size: size) { (offset, buffer) throws(SystemError) in
      let count = max(0, min(buffer.count, size - offset))
      for index in 0..<count { buffer[index] = 0 }
      for piece in pieces {
        let part = (piece.offset..<(piece.offset + piece.bytes.count)).clamped(to: offset..<(offset + count))
        for place in part { buffer[place - offset] = piece.bytes[place - piece.offset] }
      }
      return (count, 1)
    }
    return source
  }
}
