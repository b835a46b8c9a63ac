/// The segments of a JPEG file up to the start of scan (ITU-T T.81, annex B; Exif in APP1: CIPA DC-008-2019, 4.7.2).
enum JPEGSegments {
  /// A file with more segments than this before its picture is no camera's; extended XMP and ICC stay below 300.
  static let segmentLimit = 4096
  /// A cut block may be joined up to this size.
  static let blockLimit = 1 << 20

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    var cut = CutPieces()
    do throws(ContainerError) {
      if try visitSegments(of: reader, collecting: &cut, visit) == .enough { return }
    } catch {
      // What was whole before the damage is whole.
      if !error.endsReading { try cut.visitBlocks(visit) }
      throw error
    }
    try cut.visitBlocks(visit)
  }

  private static func visitSegments(
    of reader: ByteReader,
    collecting cut: inout CutPieces,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    var position = 2
    // A block that its visitor found incomplete, while its continuation may still follow.
    var incomplete: ByteReader?
    for _ in 0..<segmentLimit {
      let segment = try segment(at: position, of: reader)
      position = segment.end
      switch segment.marker {
      case startOfScan, endOfImage:
        return .next
      case 0xE1:
        if let packet = payload(of: segment, behind: xmpName, reader) {
          if visit(.xmp(packet)) == .enough { return .enough }
          break
        }
        if let part = payload(of: segment, behind: ExtendedXMP.name, reader) {
          cut.add(extendedXMP: part)
          break
        }
        guard let block = exifBlock(segment, reader) else { break }
        try requireMore(behind: segment, in: reader)
        let piece = try piece(block, after: incomplete)
        switch visit(piece) {
        case .enough: return .enough
        case .next: incomplete = nil
        case .incomplete: incomplete = piece.block
        }
      case 0xED:
        if let resources = payload(of: segment, behind: PhotoshopResources.name, reader) {
          cut.add(resources: resources)
        }
      case 0xC0...0xCF where !notFrames.contains(segment.marker):
        let height = Int(try reader.uint16(at: segment.payload + 1, .big))
        let width = Int(try reader.uint16(at: segment.payload + 3, .big))
        guard let size = PixelSize(width: width, height: height) else { break }
        if visit(.pixelSize(size)) == .enough { return .enough }
      default:
        break
      }
    }
    throw .tooMany("JPEG segments", limit: segmentLimit)
  }

  /// The size of a JPEG that any program shows: baseline, extended or progressive, of eight bits. `nil` for what raw files keep their
  /// sensor's values in, and for what is no JPEG.
  static func shownSize(of reader: ByteReader) throws(ContainerError) -> PixelSize? {
    guard reader.count > 4, try reader.uint16(at: 0, .big) == startOfImage else { return nil }
    var position = 2
    for _ in 0..<segmentLimit {
      let segment = try segment(at: position, of: reader)
      position = segment.end
      switch segment.marker {
      case startOfScan, endOfImage: return nil
      case 0xC0...0xC2:
        guard try reader.byte(at: segment.payload) == 8 else { return nil }
        return PixelSize(
          width: Int(try reader.uint16(at: segment.payload + 3, .big)),
          height: Int(try reader.uint16(at: segment.payload + 1, .big))
        )
      case 0xC3...0xCF where !notFrames.contains(segment.marker): return nil
      default: break
      }
    }
    return nil
  }

  /// From where a JPEG begins, near the beginning of some bytes, to their end.
  static func first(in reader: ByteReader, within limit: Int) -> ByteReader? {
    for start in 0..<max(0, min(limit, reader.count - 3)) {
      guard let mark = try? reader.uint16(at: start, .big), mark == startOfImage,
        (try? reader.byte(at: start + 2)) == 0xFF
      else { continue }
      return reader.slice(start..<reader.count)
    }
    return nil
  }

  private struct Segment {
    let marker: UInt8
    /// Where the bytes behind the length begin.
    let payload: Int
    /// Where the next segment begins; perhaps behind the end of the file.
    let end: Int
  }

  private static let startOfScan: UInt8 = 0xDA
  private static let endOfImage: UInt8 = 0xD9
  /// DHT, JPG and DAC have numbers between those of the frame headers.
  private static let notFrames: [UInt8] = [0xC4, 0xC8, 0xCC]

  /// Reads one marker with its length. Any number of fill bytes 0xFF may come before a marker.
  private static func segment(at start: Int, of reader: ByteReader) throws(ContainerError) -> Segment {
    guard try reader.byte(at: start) == 0xFF else { throw .damaged("no JPEG marker", offset: start) }
    var position = start + 1
    var marker = try reader.byte(at: position)
    // Ends: a fill byte more is a byte of the file less.
    while marker == 0xFF {
      position += 1
      marker = try reader.byte(at: position)
    }
    position += 1
    switch marker {
    case 0x00:
      throw .damaged("no JPEG marker", offset: start)
    case 0x01, 0xD0...0xD9:
      return Segment(marker: marker, payload: position, end: position)
    default:
      let length = Int(try reader.uint16(at: position, .big))
      guard length >= 2 else { throw .damaged("a JPEG segment without a length", offset: position) }
      return Segment(marker: marker, payload: position + 2, end: position + length)
    }
  }

  /// A file that ends in its metadata or right behind it holds no picture: it was cut off, and no reader takes it for a
  /// photo. Only where it is that short does this read what follows.
  private static func requireMore(behind segment: Segment, in reader: ByteReader) throws(ContainerError) {
    if segment.end > reader.count - 4 { _ = try self.segment(at: segment.end, of: reader) }
  }

  /// The payload behind `Exif\0\0`. Some writers use small letters, some another byte in place of the second NUL.
  private static func exifBlock(_ segment: Segment, _ reader: ByteReader) -> ByteReader? {
    let headerLength = 6
    guard segment.end - segment.payload >= headerLength,
      let letters = try? reader.uint32(at: segment.payload, .big), letters | 0x2020_2020 == 0x6578_6966,
      (try? reader.byte(at: segment.payload + 4)) == 0
    else { return nil }
    return reader.slice((segment.payload + headerLength)..<max(segment.payload + headerLength, segment.end))
  }

  /// The payload behind the name of its kind; `nil` where it is of another.
  private static func payload(of segment: Segment, behind name: [UInt8], _ reader: ByteReader) -> ByteReader?
  {
    guard segment.end - segment.payload > name.count,
      (try? reader.starts(with: name, at: segment.payload)) == true
    else { return nil }
    return reader.slice((segment.payload + name.count)..<segment.end)
  }

  /// XMP's name (XMP specification, part 3, 1.1.3).
  private static let xmpName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

  /// A block of its own, or the rest of the one before: a block of more than 64 KB is cut over several segments, and
  /// only its first part begins with a TIFF header.
  private static func piece(
    _ block: ByteReader,
    after incomplete: ByteReader?
  ) throws(ContainerError) -> MetadataBlock {
    guard let incomplete, !TIFFHeader.stands(in: block) else { return .exif(block) }
    let joined = incomplete.joined(with: block)
    guard joined.count <= blockLimit else { throw .tooMany("bytes in one Exif block", limit: blockLimit) }
    return .continuedExif(joined)
  }
}

extension MetadataBlock {
  fileprivate var block: ByteReader? {
    switch self {
    case .exif(let block), .continuedExif(let block): block
    default: nil
    }
  }
}
