@testable import CatalogKit

/// Builds a JPEG file in memory, segment by segment.
struct JPEGBuilder: Sendable {
  /// What has been written, from the start of image on.
  private(set) var bytes: [UInt8] = [0xFF, 0xD8]

  static let exifHeader = Array("Exif\0\0".utf8)

  /// A common photo: one Exif segment, a frame header of 640 by 480, and a scan.
  static func photo(_ tiff: TIFFBuilder) -> JPEGBuilder {
    JPEGBuilder().exif(tiff.bytes).frame(width: 640, height: 480).scan()
  }

  /// Bytes as they are.
  func raw(_ more: [UInt8]) -> JPEGBuilder {
    var copy = self
    copy.bytes += more
    return copy
  }

  /// A segment with a length.
  func segment(_ marker: UInt8, _ payload: [UInt8]) -> JPEGBuilder {
    raw([0xFF, marker] + ByteOrder.big.encode(UInt64(payload.count + 2), size: 2) + payload)
  }

  /// Any number of fill bytes before the next marker.
  func fill(_ count: Int) -> JPEGBuilder { raw([UInt8](repeating: 0xFF, count: count)) }

  /// APP0 of a JFIF file.
  func jfif() -> JPEGBuilder { segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 72, 0, 72, 0, 0]) }

  /// APP1 with an Exif block.
  func exif(_ block: [UInt8], header: [UInt8] = exifHeader) -> JPEGBuilder {
    segment(0xE1, header + block)
  }

  /// Several APP1 with one block, cut at the given places.
  func exif(_ block: [UInt8], cutAt places: [Int]) -> JPEGBuilder {
    let edges = [0] + places + [block.count]
    return zip(edges, edges.dropFirst()).reduce(self) { $0.exif(Array(block[$1.0..<$1.1])) }
  }

  /// APP1 with an XMP packet.
  func xmp(_ packet: String = "<x:xmpmeta/>") -> JPEGBuilder {
    segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(packet.utf8))
  }

  /// APP2 with a piece of an ICC profile.
  func icc(count: Int = 500) -> JPEGBuilder {
    segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + [UInt8](repeating: 0x2A, count: count))
  }

  /// A frame header; 0xC0 is that of a baseline picture.
  func frame(_ marker: UInt8 = 0xC0, width: Int, height: Int) -> JPEGBuilder {
    let size = ByteOrder.big.encode(UInt64(height), size: 2) + ByteOrder.big.encode(UInt64(width), size: 2)
    return segment(marker, [8] + size + [1, 1, 0x11, 0])
  }

  /// A start of scan with a little data, and the end of image.
  func scan() -> JPEGBuilder { segment(0xDA, [1, 1, 0, 0, 63, 0]).raw([0x12, 0x34, 0x56, 0xFF, 0xD9]) }

  /// The photo as a scan would record it.
  var photo: Photo { PhotoExtractor().read(bytes, as: FilePathBytes("a.jpg")) }
}
