@testable import CatalogKit

/// Builds an IPTC-IIM block, and what a JPEG wraps around it.
struct IPTCBuilder: Sendable {
  private(set) var bytes: [UInt8] = []

  /// 1:90 with the escape sequence that means UTF-8.
  func utf8() -> IPTCBuilder { dataset(1, 90, [0x1B, 0x25, 0x47]) }

  func dataset(_ record: UInt8, _ number: UInt8, _ value: [UInt8]) -> IPTCBuilder {
    raw([0x1C, record, number] + ByteOrder.big.encode(UInt64(value.count), size: 2) + value)
  }

  func dataset(_ record: UInt8, _ number: UInt8, _ value: String) -> IPTCBuilder {
    dataset(record, number, Array(value.utf8))
  }

  func keyword(_ word: String) -> IPTCBuilder { dataset(2, 25, word) }

  /// A dataset whose length has a length of its own.
  func extended(_ record: UInt8, _ number: UInt8, width: Int, length: Int, _ value: [UInt8]) -> IPTCBuilder {
    raw(
      [0x1C, record, number] + ByteOrder.big.encode(UInt64(0x8000 | width), size: 2)
        + ByteOrder.big.encode(UInt64(length), size: width) + value
    )
  }

  func raw(_ more: [UInt8]) -> IPTCBuilder {
    var copy = self
    copy.bytes += more
    return copy
  }

  /// An image resource of Photoshop, padded to an even length.
  static func resource(_ id: UInt16, _ data: [UInt8], name: String = "", isPadded: Bool = true) -> [UInt8] {
    var out = Array("8BIM".utf8) + ByteOrder.big.encode(UInt64(id), size: 2)
    out += [UInt8(name.utf8.count)] + Array(name.utf8)
    if out.count % 2 == 1 { out.append(0) }
    out += ByteOrder.big.encode(UInt64(data.count), size: 4) + data
    if isPadded, data.count % 2 == 1 { out.append(0) }
    return out
  }

  /// The block as Photoshop's resource.
  var resource: [UInt8] { Self.resource(0x0404, bytes) }

  /// What the block says.
  func read() throws -> (metadata: PhotoMetadata, damage: ContainerError?) {
    try IPTCBlock.read(ByteReader(ByteSource(bytes)))
  }
}

extension JPEGBuilder {
  /// APP13 with Photoshop's resources.
  func photoshop(_ resources: [UInt8]) -> JPEGBuilder {
    segment(0xED, Array("Photoshop 3.0\0".utf8) + resources)
  }

  /// APP13 with an IPTC block.
  func iptc(_ block: IPTCBuilder) -> JPEGBuilder { photoshop(block.resource) }

  /// APP1 with a part of an Extended XMP packet.
  func extendedXMP(
    _ part: [UInt8],
    at offset: Int,
    of length: Int,
    guid: String = String(repeating: "A", count: 32)
  )
    -> JPEGBuilder
  {
    segment(
      0xE1,
      Array("http://ns.adobe.com/xmp/extension/\0\(guid)".utf8)
        + ByteOrder.big.encode(UInt64(length), size: 4)
        + ByteOrder.big.encode(UInt64(offset), size: 4) + part
    )
  }

  /// A frame header and a scan behind what is there.
  var finished: JPEGBuilder { frame(width: 640, height: 480).scan() }
}
