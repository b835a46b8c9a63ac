@testable import CatalogKit

/// The pieces of a file as its parser hands them over, read as far as a test wants to know.
struct PhotoPieces {
  var format: PhotoFormat?
  /// What each Exif block says, in order; a damaged one is left out.
  var exif: [PhotoMetadata] = []
  var xmp: [[UInt8]] = []
  var iptc: [[UInt8]] = []
  /// What each movie's own fields say.
  var videos: [PhotoMetadata] = []
  var nonRealTimeMeta: [[UInt8]] = []
  var sizes: [PixelSize] = []
  var unreadable: [String] = []
  var error: ContainerError?
  var counts = ReadCounts()
  /// The kinds of pieces in order.
  var order: [String] = []

  /// Reads a file to its end, or as a scan does until there is a position.
  init(_ bytes: [UInt8], stopsAtPosition: Bool = false) {
    self.init(ByteSource(bytes), stopsAtPosition: stopsAtPosition)
  }

  /// Reads what a source has opened.
  init(_ source: ByteSource, stopsAtPosition: Bool = false) {
    let reader = ByteReader(source)
    do throws(ContainerError) {
      let format = try MetadataLocator.format(of: reader)
      self.format = format
      source.allow(format)
      try MetadataLocator.visitBlocks(of: reader, in: format) { piece in
        add(piece)
        return stopsAtPosition && position != nil ? .enough : .next
      }
    } catch {
      self.error = error
    }
    counts = source.counts
  }

  /// The first position of all blocks.
  var position: Position? { exif.lazy.compactMap { try? $0.position.get() }.first }

  var isOnSydneysCoast: Bool {
    guard let place = position?.coordinate else { return false }
    return abs(place.latitude - RawTIFF.latitude) < 1e-9 && abs(place.longitude - RawTIFF.longitude) < 1e-9
  }

  private mutating func add(_ piece: MetadataBlock) {
    switch piece {
    case .exif(let block), .continuedExif(let block):
      order.append("exif")
      if let repacked = try? ExifRepack(block), let document = try? LibExifDocument(repacked) {
        exif.append(PhotoMetadata(document))
      }
    case .xmp(let packet):
      order.append("xmp")
      if let bytes = try? packet.bytes(at: 0, count: packet.count) { xmp.append(bytes) }
    case .extendedXMP(_, let packet):
      order.append("extended")
      if let bytes = try? packet.bytes(at: 0, count: packet.count) { xmp.append(bytes) }
    case .iptc(let block):
      order.append("iptc")
      if let bytes = try? block.bytes(at: 0, count: block.count) { iptc.append(bytes) }
    case .pixelSize(let size):
      order.append("size")
      sizes.append(size)
    case .creationTime: order.append("creation time")
    case .unreadable(let reason):
      order.append("unreadable")
      unreadable.append(reason)
    case .exifParts(let parts):
      order.append("parts")
      if let repacked = try? ExifRepack(parts: parts), let document = try? LibExifDocument(repacked) {
        exif.append(PhotoMetadata(document))
      }
    case .video(let metadata):
      order.append("video")
      videos.append(metadata.movie)
    case .nonRealTimeMeta(let text):
      order.append("nonRealTimeMeta")
      if let bytes = try? text.bytes(at: 0, count: text.count) { nonRealTimeMeta.append(bytes) }
    }
  }
}
