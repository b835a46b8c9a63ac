/// Minolta's raw files: blocks behind a header, one of which holds a TIFF structure.
enum MRWFile {
  /// `\0MRM`, then how far the blocks reach.
  static let signature: [UInt8] = [0x00, 0x4D, 0x52, 0x4D]
  private static let tiffBlock: [UInt8] = [0x00, 0x54, 0x54, 0x57]  // \0TTW
  /// Cameras write five.
  private static let blockLimit = 64

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    let end = 8 + Int(try reader.uint32(at: 4, .big))
    var position = 8
    for _ in 0..<blockLimit where position < end {
      let type = try reader.bytes(at: position, count: 4)
      let length = Int(try reader.uint32(at: position + 4, .big))
      let start = position + 8
      if type == tiffBlock, visit(.exif(reader.slice(start..<(start + length)))) == .enough { return }
      position = start + length
    }
  }
}
