import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// An IPTC block alone, and as it lies in a JPEG: in Photoshop's resources, cut over two segments.
enum IPTCHarness {
  static func run(_ bytes: [UInt8]) {
    if let (metadata, _) = try? IPTCBlock.read(ByteReader(ByteSource(bytes))) { check(metadata) }
    let middle = bytes.count / 2
    for resources in [bytes, IPTCBuilder.resource(0x0404, bytes)] where resources.count < 60_000 {
      let jpeg = JPEGBuilder().photoshop(Array(resources[..<middle])).photoshop(Array(resources[middle...]))
      PhotoRules.check(jpeg.finished.photo)
    }
  }

  private static func check(_ metadata: PhotoMetadata) {
    PhotoRules.check(metadata)
    let tags = metadata.words.tags
    expect(tags.words.count + tags.paths.count <= TagCollection.countLimit, "\(tags.words.count) tags")
  }

  static var seeds: [[UInt8]] {
    let block = IPTCBuilder().utf8().keyword("cats").keyword("Nabi").dataset(2, 5, "Title").dataset(
      2,
      120,
      "Caption"
    )
    .dataset(2, 55, "19870615").dataset(2, 60, "143005+0200").dataset(2, 62, "20210703").dataset(
      2,
      63,
      "120000+0000"
    )
    let latin = IPTCBuilder().dataset(2, 25, [0x43, 0xE9]).extended(
      2,
      120,
      width: 4,
      length: 3,
      Array("cat".utf8)
    )
    let resources = IPTCBuilder.resource(0x0425, [1, 2, 3], name: "digest") + block.resource
    return [
      block.bytes, latin.bytes, resources,
      IPTCBuilder().extended(2, 25, width: 4, length: 2 << 30, [0]).bytes,
    ]
  }
}
