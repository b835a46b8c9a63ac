/// The chunks of a PNG file (PNG third edition, section 5 and 11; eXIf: 11.3.4.5).
///
/// A whole `eXIf` goes before any Exif that is written as text, wherever the two are: so texts are held back until
/// the end of the file is reached.
enum PNGChunks {
  /// Writers cut a picture into chunks of 8 KB and more, so this is one of 190 MB and more. Each header is a read of its own, of about a
  /// microsecond.
  static let chunkLimit = 24_000
  /// Writers leave one or two. Each may unpack to 1 MB, which takes 7 ms.
  static let textLimit = 6

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    var texts: [PNGText] = []
    var damage: ContainerError?
    do throws(ContainerError) {
      if try visitChunks(of: reader, holding: &texts, visit) == .enough { return }
    } catch {
      damage = error
    }
    let isTooMany = texts.count > textLimit
    if isTooMany { texts.removeLast(texts.count - textLimit) }
    for text in texts.filter({ $0.holds == .exifProfile }) + texts.filter({ $0.holds != .exifProfile }) {
      if visit(try piece(text, reader)) == .enough { return }
    }
    if isTooMany {
      _ = visit(.unreadable(ContainerError.tooMany("PNG texts", limit: textLimit).description))
    }
    if let damage { throw damage }
  }

  private struct Chunk {
    let type: String
    let payload: Range<Int>
    /// Where the next chunk begins, behind the checksum.
    var end: Int { payload.upperBound + 4 }
  }

  private static func chunk(at start: Int, of reader: ByteReader) throws(ContainerError) -> Chunk {
    let header = try reader.lonelyBytes(at: start, count: 8)
    let length = header[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard length < 1 << 31 else { throw .damaged("a PNG chunk without a length", offset: start) }
    let payload = (start + 8)..<(start + 8 + length)
    return Chunk(type: String(decoding: header[4...], as: UTF8.self), payload: payload)
  }

  /// Goes through all chunks. What is said before a picture counts only where something follows it: a file that ends in
  /// its metadata was cut off.
  private static func visitChunks(
    of reader: ByteReader,
    holding texts: inout [PNGText],
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    // Texts that nothing but metadata has followed yet.
    var early: [PNGText] = []
    var chunk = try chunk(at: 8, of: reader)
    for _ in 0..<chunkLimit {
      if chunk.type == "IDAT" || chunk.type == "IEND" {
        texts += early
        early = []
      }
      if chunk.type == "IEND" { return .next }
      let next = try self.chunk(at: chunk.end, of: reader)
      switch chunk.type {
      case "IHDR":
        if let size = try pixelSize(chunk, reader), visit(.pixelSize(size)) == .enough { return .enough }
      case "eXIf":
        let block = reader.slice(chunk.payload).withoutExifPrefix
        if visit(.whole(block, "Exif block", MetadataBlock.exif)) == .enough { return .enough }
      default:
        guard let text = try PNGText(type: chunk.type, payload: chunk.payload, in: reader) else { break }
        // The first time counts; more of them hide no other text.
        if text.holds == .creationTime, (texts + early).contains(where: { $0.holds == .creationTime }) {
          break
        }
        // One beyond the limit is kept, so that there is something to name.
        if texts.count + early.count <= textLimit { early.append(text) }
      }
      chunk = next
    }
    throw .tooMany("PNG chunks", limit: chunkLimit)
  }

  /// Width and height, the first of the header's fields (11.2.1).
  private static func pixelSize(_ chunk: Chunk, _ reader: ByteReader) throws(ContainerError) -> PixelSize? {
    PixelSize(
      width: Int(try reader.uint32(at: chunk.payload.lowerBound, .big)),
      height: Int(try reader.uint32(at: chunk.payload.lowerBound + 4, .big))
    )
  }

  /// A text that is damaged or too large is named, and the others are read all the same.
  private static func piece(_ text: PNGText, _ reader: ByteReader) throws(ContainerError) -> MetadataBlock {
    do throws(ContainerError) {
      return try text.piece(in: reader)
    } catch {
      if case .system = error { throw error }
      return .unreadable(error.description)
    }
  }
}
