/// Stills in the user data of a movie: JPEGs that cameras and phones put there.
enum VideoStills {
  /// Boxes that hold a JPEG, or a few bytes and then one: Canon's (ExifTool, `Canon.pm`), DJI's (`DJI.pm`), covers of iTunes' list.
  private static let pictures: [FourCC] = ["CNDA", "tnal", "snal", "thmb", "data"]
  private static let folders: [FourCC] = ["udta", "CNTH", "ilst", "covr"]
  /// From the movie box: `udta`, `meta`, `ilst`, `covr`, `data`.
  private static let depthLimit = 5
  /// What comes before the picture in the largest of those boxes.
  private static let headLimit = 32

  /// The JPEGs, as far as the boxes are sound.
  static func jpegs(in file: ByteReader) throws(ContainerError) -> [ByteReader] {
    guard let movie = try ISOBoxes.first("moov", in: file) else { return [] }
    var found: [ByteReader] = []
    try find(in: movie.payload, depth: 1, &found)
    return found
  }

  private static func find(in boxes: ByteReader, depth: Int, _ found: inout [ByteReader])
    throws(ContainerError)
  {
    guard depth <= depthLimit else { return }
    var inner = ISOBoxes(boxes)
    while let box = try inner.next() {
      if folders.contains(box.type) {
        try find(in: box.payload, depth: depth + 1, &found)
      } else if box.type == "meta", depth > 1 {
        try find(in: ISOBoxes.children(ofMeta: box.payload), depth: depth + 1, &found)
      } else if pictures.contains(box.type), !box.isCutOff,
        let jpeg = JPEGSegments.first(in: box.payload, within: headLimit)
      {
        found.append(jpeg)
      }
    }
  }
}
