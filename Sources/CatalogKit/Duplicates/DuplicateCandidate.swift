/// What the index knows of a photo by which it may be another one's double.
struct DuplicateCandidate: Sendable {
  /// As the selection has it written.
  let path: FilePathBytes
  /// Where the file lies.
  let file: FilePathBytes
  let size: Int
  let format: PhotoFormat?
  /// When it was taken, where it says so to the minute.
  let moment: PhotoMoment?
  /// Whether an Apple made it, in whose pictures a content identifier may be.
  let isApples: Bool
  /// Apple's content identifier, where the file was asked for it.
  var contentIdentifier: String?

  var member: DuplicateGroup.Member { DuplicateGroup.Member(path: path, size: size) }

  /// Reads the selection's photos from the index, in the order of their files.
  static func all(_ index: IndexFile, _ selection: PhotoSelection) throws -> [DuplicateCandidate] {
    var selection = selection
    selection.order = nil
    let mapping = PathMapping(indexFolder: index.folder)
    let fields: PhotoFieldSet = [.path, .pathBytes, .size, .format, .taken, .takenSource, .make]
    var all: [DuplicateCandidate] = []
    try selection.forEachPiece(of: index, initial: [DuplicateCandidate]()) { part, found in
      guard let stored = try found.file()?.path else { return }
      let photo = try found.photo(fields)
      part.append(
        DuplicateCandidate(
          path: photo.path,
          file: mapping.absolute(stored),
          size: photo.size,
          format: photo.format,
          moment: PhotoMoment(photo.taken, source: photo.takenSource),
          isApples: photo.make == "Apple"
        )
      )
    } take: { part in
      all += part
    }
    return all.sorted { $0.file < $1.file }
  }
}
