/// Canon's raw files: TIFF structures in boxes of their own, each with one directory.
enum CR3File {
  /// Canon's box in `moov`, as found in the files of all its cameras that write CR3.
  private static let canon: [UInt8] = [
    0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48,
  ]

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    var top = ISOBoxes(reader)
    while let box = try top.next() {
      if box.type == "moov" {
        if try visitMovie(box.payload, visit) == .enough { return }
        if box.isCutOff { throw .endOfFile(offset: reader.count) }
      } else if box.uuid == XMPBox.uuid, visit(.xmp(box.payload)) == .enough {
        return
      }
    }
  }

  /// Canon's box of a preview (https://github.com/lclevy/canon_cr3).
  private static let preview: [UInt8] = [
    0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16,
  ]
  /// What comes before a JPEG in its box, and before the box of the preview in its own: a version, sizes.
  private static let headLimit = 32

  /// The thumbnail and the preview; both end with their boxes.
  static func jpegs(in reader: ByteReader) throws(ContainerError) -> [ByteReader] {
    var pictures: [ByteReader] = []
    var top = ISOBoxes(reader)
    while let box = try top.next() {
      if box.type == "moov" {
        var boxes = ISOBoxes(box.payload)
        while let box = try boxes.next() {
          guard box.uuid == canon, let thumbnail = try ISOBoxes.first("THMB", in: box.payload) else {
            continue
          }
          if let jpeg = jpeg(in: thumbnail) { pictures.append(jpeg) }
        }
      } else if box.uuid == preview, box.payload.count > 8,
        let part = try ISOBoxes.first("PRVW", in: box.payload.slice(8..<box.payload.count)),
        let jpeg = jpeg(in: part)
      {
        pictures.append(jpeg)
      }
    }
    return pictures
  }

  private static func jpeg(in box: ISOBoxes.Box) -> ByteReader? {
    box.isCutOff ? nil : JPEGSegments.first(in: box.payload, within: headLimit)
  }

  private static func visitMovie(
    _ movie: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    var boxes = ISOBoxes(movie)
    while let box = try boxes.next() {
      guard box.uuid == canon else { continue }
      var parts: [(directory: ExifField.Directory, block: ByteReader)] = []
      var inner = ISOBoxes(box.payload)
      while let part = try inner.next() {
        if part.type == "CMT1" { parts.append((.image, part.payload)) }
        if part.type == "CMT2" { parts.append((.exif, part.payload)) }
        if part.type == "CMT4" { parts.append((.gps, part.payload)) }
      }
      if !parts.isEmpty { return visit(.exifParts(parts)) }
    }
    return .next
  }
}

/// The box that holds XMP in files of boxes (XMP specification, part 3, 1.2.7).
enum XMPBox {
  static let uuid: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]
}
