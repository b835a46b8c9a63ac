/// References between the items of a HEIF file (ISO/IEC 14496-12, 8.11.12).
///
/// Phones write pictures whose gain map hangs on an item of the type `tmap` (ISO/IEC 23008-12, 6.6.2.4), which decoders before
/// libheif 1.18 do not know: they refuse the whole file for an auxiliary picture or a description (`auxl`, `cdsc`) of something that
/// they have never heard of. Without these two kinds of reference they show the picture.
enum HEIFReferences {
  /// References of one file. A phone writes about ten; a decoder gets no more than these.
  static let limit = 4096

  /// Where the types of those references are in the file.
  ///
  /// - Parameter reader: The whole file.
  /// - Returns: Offsets; none where the file has no item of that type.
  /// - Throws: ``ContainerError`` where the boxes are damaged.
  static func unknownToOldDecoders(in reader: ByteReader) throws(ContainerError) -> [Int] {
    guard let meta = try ISOBoxes.first("meta", in: reader)?.fullPayload().payload,
      let infos = try ISOBoxes.first("iinf", in: meta), try hasToneMap(infos),
      let references = try ISOBoxes.first("iref", in: meta)?.fullPayload().payload,
      let start = references.place?.lowerBound
    else { return [] }
    var offsets: [Int] = []
    var boxes = ISOBoxes(references)
    while let box = try boxes.next() {
      guard box.type == "auxl" || box.type == "cdsc" else { continue }
      guard offsets.count < limit else { throw .tooMany("references", limit: limit) }
      offsets.append(start + box.typeOffset)
    }
    return offsets
  }

  private static func hasToneMap(_ infos: ISOBoxes.Box) throws(ContainerError) -> Bool {
    let full = try infos.fullPayload()
    let start = full.version == 0 ? 2 : 4
    var entries = ISOBoxes(full.payload.slice(start..<max(start, full.payload.count)))
    while let entry = try entries.next() {
      guard entry.type == "infe" else { continue }
      let info = try entry.fullPayload()
      // Versions 0 and 1 know no types.
      guard info.version >= 2 else { continue }
      // Number of the item, of two or four bytes, and two bytes of protection.
      if try info.payload.fourCC(at: (info.version == 2 ? 2 : 4) + 2) == "tmap" { return true }
    }
    return false
  }
}
