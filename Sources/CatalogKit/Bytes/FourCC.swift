/// A four-character code: how boxes, brands and chunks are named. Written as a string of four ASCII characters.
struct FourCC: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The characters, the first in the highest byte.
  let number: UInt32

  init(_ number: UInt32) {
    self.number = number
  }

  @inline(__always)
  init(stringLiteral name: StaticString) {
    number = name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }
}

extension ByteReader {
  /// The code at an offset.
  func fourCC(at offset: Int) throws(ContainerError) -> FourCC {
    FourCC(try uint32(at: offset, .big))
  }
}
