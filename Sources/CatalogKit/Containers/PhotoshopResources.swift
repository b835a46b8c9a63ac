/// Photoshop's image resources, in which a JPEG keeps its IPTC block (Adobe, "Photoshop File Formats Specification", image resource
/// blocks).
enum PhotoshopResources {
  /// What comes in front of them in APP13.
  static let name = Array("Photoshop 3.0\0".utf8)

  /// A file of Photoshop has a few dozen.
  private static let resourceLimit = 1000
  private static let iptc: UInt16 = 0x0404

  /// Hands the IPTC block among the resources to a visitor, the first that is not empty; damage is named.
  static func visitBlocks(
    of resources: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    do throws(ContainerError) {
      return try visitAll(of: resources, visit)
    } catch {
      if case .system = error { throw error }
      return visit(.unreadable("Photoshop resources: \(error)"))
    }
  }

  private static func visitAll(
    of resources: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    var position = 0
    for _ in 0..<resourceLimit {
      // Padding to an even length is all that may be left.
      guard position < resources.count - 1 else { return .next }
      let resource = try resource(at: position, of: resources)
      if resource.id == iptc, !resource.data.isEmpty {
        guard resource.data.upperBound <= resources.count else { throw .endOfFile(offset: resources.count) }
        let block = resources.slice(resource.data)
        return visit(.whole(block, "IPTC block", MetadataBlock.iptc))
      }
      position = resource.data.upperBound
    }
    throw .tooMany("Photoshop resources", limit: resourceLimit)
  }

  private struct Resource {
    let id: UInt16
    let data: Range<Int>
  }

  /// A signature, a number, a name and the data, the last two padded to even lengths; some writers leave out the data's padding.
  private static func resource(at start: Int, of resources: ByteReader) throws(ContainerError) -> Resource {
    var start = start
    if try !isSignature(resources.fourCC(at: start)) {
      start += 1
      guard try isSignature(resources.fourCC(at: start)) else {
        throw .damaged("no Photoshop resource", offset: start - 1)
      }
    }
    let id = try resources.uint16(at: start + 4, .big)
    let nameLength = Int(try resources.byte(at: start + 6))
    // With its length the name has an even number of bytes.
    let size = start + 6 + (nameLength + 2) / 2 * 2
    let data = size + 4
    return Resource(id: id, data: data..<(data + Int(try resources.uint32(at: size, .big))))
  }

  /// Photoshop's own, and those of ImageReady and others.
  private static func isSignature(_ code: FourCC) -> Bool {
    code == "8BIM" || code == "MeSa" || code == "PHUT" || code == "AgHg" || code == "DCSR"
  }
}
