/// Takes the few wanted fields out of a photo's Exif block, and writes those of its position as a fresh block of some two
/// hundred bytes.
///
/// libexif never sees a block from a file: it cuts blocks at 64 KB, it can be kept busy for minutes by a hostile one,
/// and its weaknesses lie in MakerNotes, which are not handed over. The walk here is bounded: no directory is read
/// twice, and there are limits to directories and entries.
struct ExifRepack {
  /// All fields that were found.
  let fields: FoundFields
  /// Something wanted lay behind the end of the block: it may have been cut.
  let isIncomplete: Bool

  /// The fresh block, `Exif\0\0` in front; `nil` where the photo has no field of a position.
  var positionBlock: [UInt8]? { PositionBlockWriter.withBlock(fields) { Array($0) } }

  /// Text fields are cut here. Makes, models and dates are far shorter.
  static let valueLimit = 1024
  /// Longer texts of people are left out, as what is left of them would not be what they wrote. Windows has two bytes a character.
  static let wordLimit = 64 << 10

  /// - Throws: ``ContainerError`` where the block is none, or goes beyond a limit.
  init(_ block: ByteReader) throws(ContainerError) {
    var walk = try DirectoryWalk(block: block)
    try walk.run()
    fields = walk.found
    isIncomplete = walk.isIncomplete
  }

  /// Takes the fields out of several blocks, each of which holds one directory as its first, as Canon's CR3 has them
  /// in its boxes CMT1, CMT2 and CMT4.
  ///
  /// - Throws: ``ContainerError`` where none of the blocks can be read. A damaged one does not hide the others.
  init(parts: [(directory: ExifField.Directory, block: ByteReader)]) throws(ContainerError) {
    var found: FoundFields?
    var isIncomplete = false
    var damage: ContainerError?
    for part in parts {
      do throws(ContainerError) {
        var walk = try DirectoryWalk(block: part.block)
        try walk.runFirst(as: part.directory)
        var all = found ?? FoundFields(order: walk.header.order)
        all.add(walk.found)
        found = all
        isIncomplete = isIncomplete || walk.isIncomplete
      } catch {
        damage = damage ?? error
      }
    }
    guard let found else { throw damage ?? .damaged("no Exif block", offset: 0) }
    fields = found
    self.isIncomplete = isIncomplete
  }
}
