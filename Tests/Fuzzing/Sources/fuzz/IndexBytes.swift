import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// Indexes out of the bytes of an input, right in all that is not to be fuzzed.
enum IndexBytes {
  /// An index around lines that are right or wrong.
  static func file(lines: [[UInt8]], counts: IndexFooter = IndexFooter()) -> [UInt8] {
    var bytes = header.encoded() + Array(lines.joined(separator: Array(",\n".utf8)))
    if !lines.isEmpty { bytes += Array("\n".utf8) }
    bytes += IndexFooter.closing
    var summary = counts
    summary.photos = lines.count
    bytes += summary.encodedWithoutChecksum(size: bytes.count + IndexFooter.length)
    var checksum = CRC32()
    checksum.add(bytes)
    return bytes + IndexFooter.encoded(checksum)
  }

  /// An index as a scan writes it.
  static func file(photos: [Photo]) -> [UInt8] {
    var counts = IndexVerification()
    photos.forEach { counts.count($0) }
    let lines = photos.map(\.json).sorted { $0.lexicographicallyPrecedes($1) }
    return file(lines: lines, counts: counts.counts)
  }

  static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }

  static func photos(of bytes: [UInt8]) -> [Photo] {
    lines(of: bytes).compactMap { line in line.withUnsafeBytes { try? PhotoLine.decode($0) } }
  }

  static func photosAtPlaces(_ bytes: [UInt8]) -> [Photo] {
    stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      var photo = Photo(path: FilePathBytes("photos/\(start).jpg"), size: start, modified: header.written)
      photo.position = Position(coordinate(bytes[start..<(start + 8)]), source: .exif)
      return photo
    }
  }

  /// Eight bytes as a place. All of the world can be said, and places next to each other too.
  static func coordinate(_ bytes: ArraySlice<UInt8>) -> Coordinate {
    let parts = [bytes.prefix(4), bytes.suffix(4)].map { part in
      Double(part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) / Double(UInt32.max)
    }
    guard let place = try? Coordinate(latitude: parts[0] * 180 - 90, longitude: parts[1] * 360 - 180) else {
      fail("no coordinate of \(parts)")
    }
    return place
  }

  private static let header = IndexHeader(
    generator: "catalog fuzz",
    written: Timestamp(seconds: 1_770_000_000, nanoseconds: 123_456_789),
    scanned: [FilePathBytes("photos")]
  )
}
