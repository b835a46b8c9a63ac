/// What a JPEG cuts over several segments, and what is whole only when all of them are known: Extended XMP, and Photoshop's resources,
/// which go on in another APP13 after 64 KB.
struct CutPieces {
  private var extendedXMP = ExtendedXMP()
  private var resources: ByteReader?
  private var segmentCount = 0
  /// The first thing that could not be taken.
  private var damage: String?

  /// A file has one or two.
  private static let segmentLimit = 64

  /// Takes an APP1 segment, what follows its name.
  mutating func add(extendedXMP part: ByteReader) {
    do throws(ContainerError) {
      try extendedXMP.add(part)
    } catch {
      damage = damage ?? "Extended XMP: \(error)"
    }
  }

  /// Takes an APP13 segment, what follows its name.
  mutating func add(resources more: ByteReader) {
    segmentCount += 1
    guard segmentCount <= Self.segmentLimit else {
      damage = damage ?? ContainerError.tooMany("Photoshop segments", limit: Self.segmentLimit).description
      return
    }
    resources = resources?.joined(with: more) ?? more
  }

  /// Hands over what has become whole, and the reason why something has not.
  func visitBlocks(_ visit: (MetadataBlock) -> VisitAction) throws(ContainerError) {
    if let resources, try PhotoshopResources.visitBlocks(of: resources, visit) == .enough { return }
    if extendedXMP.visitBlocks(visit) == .enough { return }
    if let damage { _ = visit(.unreadable(damage)) }
  }
}
