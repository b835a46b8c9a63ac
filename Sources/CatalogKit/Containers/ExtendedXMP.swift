/// The parts of an XMP packet that does not fit into one JPEG segment (XMP specification part 3, 1.1.3.1): each says to which
/// packet it belongs, how long that is, and where in it the part goes.
struct ExtendedXMP {
  /// What comes in front of each part in APP1: a name, then the packet's own (32 hexadecimal digits), its length and the
  /// part's offset.
  static let name = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
  static let headerLength = 32 + 4 + 4

  private struct Part {
    let offset: Int
    let bytes: ByteReader
  }

  private struct Packet {
    let guid: [UInt8]
    let length: Int
    var parts: [Part] = []
  }

  /// In the order in which they begin in the file.
  private var packets: [Packet] = []
  /// A file has one.
  private static let packetLimit = 8
  /// Parts of one packet; as large as a segment can hold them, there are 17.
  private static let partLimit = 256

  /// Takes the payload of a segment behind ``name``.
  mutating func add(_ segment: ByteReader) throws(ContainerError) {
    let guid = try segment.bytes(at: 0, count: 32)
    let length = Int(try segment.uint32(at: 32, .big))
    let part = Part(
      offset: Int(try segment.uint32(at: 36, .big)),
      bytes: segment.slice(Self.headerLength..<segment.count)
    )
    if let index = packets.firstIndex(where: { $0.guid == guid && $0.length == length }) {
      guard packets[index].parts.count < Self.partLimit else {
        throw .tooMany("parts", limit: Self.partLimit)
      }
      packets[index].parts.append(part)
    } else if packets.count < Self.packetLimit {
      packets.append(Packet(guid: guid, length: length, parts: [part]))
    }
  }

  /// Hands over each packet that is whole, and the reason why another is not.
  func visitBlocks(_ visit: (MetadataBlock) -> VisitAction) -> VisitAction {
    for packet in packets {
      let block: MetadataBlock
      do throws(ContainerError) {
        block = .extendedXMP(guid: packet.guid, try Self.joined(packet))
      } catch {
        block = .unreadable("Extended XMP: \(error)")
      }
      if visit(block) == .enough { return .enough }
    }
    return .next
  }

  /// The parts one after the other. Of bytes that two parts have, those of the part that begins first count; bytes beyond the length that
  /// all parts state are cut off.
  private static func joined(_ packet: Packet) throws(ContainerError) -> ByteReader {
    guard packet.length <= MetadataBlock.blockLimit else {
      throw .tooMany("bytes in one XMP packet", limit: MetadataBlock.blockLimit)
    }
    var joined: ByteReader?
    for part in packet.parts.sorted(by: { $0.offset < $1.offset }) {
      let end = joined?.count ?? 0
      guard part.offset <= end else { break }
      let new = part.bytes.slice((end - part.offset)..<max(end - part.offset, packet.length - part.offset))
      guard new.count > 0 else { continue }
      joined = joined?.joined(with: new) ?? new
    }
    guard let joined, joined.count == packet.length else {
      throw .damaged("a part is missing", offset: joined?.count ?? 0)
    }
    return joined
  }
}
