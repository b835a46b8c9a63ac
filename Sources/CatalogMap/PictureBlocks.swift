import CatalogKit

/// Pictures as blocks of the page's data. Several share a block, and the page unpacks a block when one of its pictures is seen first.
struct PictureBlocks {
  private var about: [String] = []
  private var bytes: [UInt8] = []

  /// More than this many bytes end a block: it is unpacked as a whole.
  private static let blockSize = 48_000

  /// Adds a picture.
  ///
  /// - Returns: A block that is complete, or nothing.
  mutating func add(_ picture: PagePicture) -> [UInt8] {
    guard Self.mediaTypes.contains(picture.mediaType), [0, 90, 180, 270].contains(picture.turn) else {
      return []
    }
    about.append(
      "\(picture.row) \(picture.size) \(picture.mediaType) \(picture.width) \(picture.height) \(picture.turn) \(picture.bytes.count)"
    )
    bytes += picture.bytes
    return bytes.count > Self.blockSize ? end() : []
  }

  /// What was added and is in no block yet.
  mutating func end() -> [UInt8] {
    guard !about.isEmpty else { return [] }
    defer { self = PictureBlocks() }
    return DataBlock.element("pictures", about: about.joined(separator: ";"), base64: Base64.encode(bytes))
  }

  private static let mediaTypes = ["image/webp", "image/jpeg", "image/png", "image/avif"]
}
