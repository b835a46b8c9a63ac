/// The bytes of a file that make its picture, without what is said about it: two files with the same are one picture, whatever
/// metadata was taken away or added.
///
/// - JPEG: tables, frame and scans up to the picture's end (ISO/IEC 10918-1), without COM and APPn but Adobe's APP14.
/// - PNG: the chunks that are drawn (W3C PNG, 11). WebP: those of frames and alpha (RFC 9649).
/// - HEIC and AVIF: all items but Exif and XMP (ISO/IEC 23008-12). Videos: the media data, where no more than one box holds it.
struct PictureData: Hashable, Sendable {
  /// What lies where, in the order of the file, none of it empty.
  let ranges: [Range<Int>]
  /// Where the last range begins that has to be read to find its end; `nil` where all is known.
  private let scanStart: Int?

  /// Bytes of the picture that are compared first.
  static let headSize = 4 << 10

  /// `nil` where the format keeps its picture in a way that is not known here, or is damaged.
  ///
  /// - Parameters:
  ///   - contents: The file.
  ///   - source: Reads the headers; its buffers are used again.
  /// - Throws: ``SystemError``.
  init?(of contents: FileContents, by source: ByteSource) throws(SystemError) {
    source.open(contents)
    let reader = ByteReader(source)
    do throws(ContainerError) {
      let format = try MetadataLocator.format(of: reader)
      source.allow(format)
      var scanStart: Int?
      switch format {
      case .jpeg: (ranges, scanStart) = try Self.jpeg(reader)
      case .png: ranges = try Self.png(reader)
      case .webp: ranges = try Self.webP(reader)
      case .heic, .heif, .avif: ranges = try HEIFItems.pictureRanges(of: reader)
      case .video: ranges = try Self.mediaData(reader)
      default: return nil
      }
      self.scanStart = scanStart
    } catch {
      if let failure = source.failure, case .system(let error) = failure { throw error }
      return nil
    }
    if ranges.isEmpty { return nil }
  }

  private static func jpeg(_ reader: ByteReader) throws(ContainerError) -> ([Range<Int>], Int) {
    var ranges: [Range<Int>] = []
    var position = 2
    while true {
      let marker = try reader.uint16(at: position, .big)
      // Fill bytes may come before a marker.
      if marker == 0xFFFF {
        position += 1
        continue
      }
      guard marker >> 8 == 0xFF else { throw .damaged("no marker", offset: position) }
      let end = position + 2 + Int(try reader.uint16(at: position + 2, .big))
      switch marker & 0xFF {
      case 0xDA: return (ranges + [position..<reader.count], position)
      // Adobe's says which colours the numbers are.
      case 0xEE where end - position == 16: ranges.append(position..<end)
      case 0xE0...0xEF, 0xFE: break
      default: ranges.append(position..<end)
      }
      guard ranges.count < 1024, end > position + 3 else { throw .damaged("no picture", offset: position) }
      position = end
    }
  }

  /// All but what is about the picture: text, times, Exif, profiles and densities.
  private static func png(_ reader: ByteReader) throws(ContainerError) -> [Range<Int>] {
    let drawn: Set<FourCC> = ["IHDR", "PLTE", "tRNS", "IDAT", "acTL", "fcTL", "fdAT"]
    var ranges: [Range<Int>] = []
    var position = 8
    while position + 12 <= reader.count {
      // A picture has thousands of chunks: of each the header alone is read.
      let header = try reader.unbufferedUInt64(at: position, .big)
      let type = FourCC(UInt32(truncatingIfNeeded: header))
      let end = position + 12 + Int(header >> 32)
      guard end <= reader.count else { throw .endOfFile(offset: position) }
      if drawn.contains(type) { ranges.append(position..<end) }
      if type == "IEND" { break }
      position = end
    }
    return ranges
  }

  private static func webP(_ reader: ByteReader) throws(ContainerError) -> [Range<Int>] {
    let drawn: Set<FourCC> = ["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF"]
    var ranges: [Range<Int>] = []
    var position = 12
    while position + 8 <= reader.count {
      let type = FourCC(try reader.uint32(at: position, .big))
      let length = Int(try reader.uint32(at: position + 4, .little))
      let end = position + 8 + length
      guard end <= reader.count else { throw .endOfFile(offset: position) }
      if drawn.contains(type) { ranges.append(position..<end) }
      position = end + length % 2
    }
    return ranges
  }

  private static func mediaData(_ reader: ByteReader) throws(ContainerError) -> [Range<Int>] {
    var boxes = ISOBoxes(reader)
    var ranges: [Range<Int>] = []
    while let box = try boxes.next() {
      if box.type == "mdat", box.payload.count > 0 { ranges += box.payload.ranges }
    }
    // Fragments lie between boxes that say when they are shown.
    return ranges.count == 1 ? ranges : []
  }

  // MARK: Comparing

  /// What two equal pictures have in common: found in a few kilobytes.
  func headSum(in contents: FileContents) throws(SystemError) -> UInt32 {
    var sum = CRC32()
    var left = Self.headSize
    for range in ranges where left > 0 {
      let bytes = try contents.bytes(range.prefix(left))
      sum.add(bytes)
      left -= bytes.count
    }
    return sum.number
  }

  /// The same with the end of the last scan found, for which it is read.
  func bounded(in contents: FileContents) throws(SystemError) -> PictureData {
    guard let scanStart else { return self }
    let end = try JPEGScan.end(in: contents, from: scanStart)
    return PictureData(ranges: ranges.dropLast() + [scanStart..<max(scanStart + 1, end)])
  }

  private init(ranges: [Range<Int>]) {
    self.ranges = ranges
    scanStart = nil
  }
}
