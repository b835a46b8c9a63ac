import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Raw files of Minolta and Sigma")
struct MinoltaSigmaTests {
  private static let block = RawTIFF.photo().bytes
  private static let mrw = RawBuilder.mrw(block)
  private static let x3f = RawBuilder.x3f(RawBuilder.jpeg(block))

  @Test("The TIFF structure and the JPEG inside tell the position", arguments: [mrw, x3f])
  func position(_ file: [UInt8]) throws {
    let photo = PhotoExtractor().read(file, as: FilePathBytes("a.raw"))
    let place = try #require(photo.position).coordinate
    #expect(abs(place.latitude - RawTIFF.latitude) < 1e-4)
    #expect(abs(place.longitude - RawTIFF.longitude) < 1e-4)
  }

  @Test("No prefix has a wrong position", arguments: [mrw, x3f])
  func prefixes(_ file: [UInt8]) {
    let reader = PhotoExtractor()
    for count in 0..<file.count {
      let photo = reader.read(Array(file[..<count]), as: FilePathBytes("a.raw"))
      guard let place = photo.position?.coordinate else { continue }
      #expect(abs(place.latitude - RawTIFF.latitude) < 1e-4, "\(count) bytes")
    }
  }

  @Test("Random changes are read or refused, never more", arguments: [mrw, x3f])
  func mutations(_ file: [UInt8]) {
    var generator = SeededGenerator(seed: 31)
    let reader = PhotoExtractor()
    for _ in 0..<10_000 {
      var changed = file
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(
          in: 0...255,
          using: &generator
        )
      }
      let photo = reader.read(changed, as: FilePathBytes("a.raw"))
      #expect((photo.position == nil) == (photo.problem != nil))
      #expect(reader.counts.bytes <= ByteSource.byteLimit)
    }
  }

  @Test("A directory of 2^32 sections, and blocks that never end, are refused at once")
  func hostile() {
    var file = Self.x3f
    let directory = file.count - 4 - 12 - 12
    for index in (directory + 8)..<(directory + 12) { file[index] = 0xFF }
    let photo = PhotoExtractor().read(file, as: FilePathBytes("a.x3f"))
    #expect(photo.problem?.reason == "more than 64 sections")
    let empty = [0] + Array("MRM".utf8) + [0x7F, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 4096)
    let reader = PhotoExtractor()
    #expect(reader.read(empty, as: FilePathBytes("a.mrw")).position == nil)
    #expect(reader.counts.calls <= 2)
  }
}
