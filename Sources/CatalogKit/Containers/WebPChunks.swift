/// The chunks of a WebP file (RFC 9649, section 2: RIFF, little-endian, chunks padded to even lengths).
enum WebPChunks {
  /// An animation has a chunk a picture. Each header is a read of its own, of about a microsecond.
  static let chunkLimit = 24_000

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    // `RIFF`, the length of what follows, `WEBP`.
    let end = 8 + Int(try reader.uint32(at: 4, .little))
    var position = 12
    for _ in 0..<chunkLimit {
      // A file that is shorter than it says was cut off; bytes behind the end that it says are not its own.
      guard position <= min(end, reader.count) - 8 else {
        guard end <= reader.count, position < end + 8 else { throw .endOfFile(offset: reader.count) }
        return
      }
      let header = try reader.lonelyBytes(at: position, count: 8)
      let length = header[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      let payload = (position + 8)..<(position + 8 + length)
      position = payload.upperBound + length % 2
      guard payload.upperBound <= reader.count else { throw .endOfFile(offset: reader.count) }
      guard let piece = try piece(header, reader.slice(payload)) else { continue }
      if visit(piece) == .enough { return }
    }
    throw .tooMany("WebP chunks", limit: chunkLimit)
  }

  private static func piece(
    _ header: [UInt8],
    _ payload: ByteReader
  ) throws(ContainerError) -> MetadataBlock? {
    switch String(decoding: header[..<4], as: UTF8.self) {
    case "VP8X": try canvas(payload).map(MetadataBlock.pixelSize)
    case "VP8 ": try lossyFrame(payload).map(MetadataBlock.pixelSize)
    case "VP8L": try losslessFrame(payload).map(MetadataBlock.pixelSize)
    case "EXIF": .whole(payload.withoutExifPrefix, "Exif block", MetadataBlock.exif)
    case "XMP ": .whole(payload, "XMP packet", MetadataBlock.xmp)
    default: nil
    }
  }

  /// Flags, three reserved bytes, and width and height less one in three bytes each.
  private static func canvas(_ payload: ByteReader) throws(ContainerError) -> PixelSize? {
    let sizes = try payload.bytes(at: 4, count: 6).map(Int.init)
    return PixelSize(
      width: 1 + (sizes[0] | sizes[1] << 8 | sizes[2] << 16),
      height: 1 + (sizes[3] | sizes[4] << 8 | sizes[5] << 16)
    )
  }

  /// A key frame of VP8 (RFC 6386, 9.1): three bytes, the start code, and 14 bits each with 2 bits of scaling above.
  private static func lossyFrame(_ payload: ByteReader) throws(ContainerError) -> PixelSize? {
    guard try payload.bytes(at: 3, count: 3) == [0x9D, 0x01, 0x2A] else { return nil }
    return PixelSize(
      width: Int(try payload.uint16(at: 6, .little) & 0x3FFF),
      height: Int(try payload.uint16(at: 8, .little) & 0x3FFF)
    )
  }

  /// A lossless bitstream (RFC 9649, 3.4): the signature, and 14 bits each, less one.
  private static func losslessFrame(_ payload: ByteReader) throws(ContainerError) -> PixelSize? {
    guard try payload.byte(at: 0) == 0x2F else { return nil }
    let bits = Int(try payload.uint32(at: 1, .little))
    return PixelSize(width: 1 + (bits & 0x3FFF), height: 1 + (bits >> 14 & 0x3FFF))
  }
}
