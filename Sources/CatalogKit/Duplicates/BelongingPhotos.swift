/// Photos that are one moment in several files, as their names, formats and times show.
enum BelongingPhotos {
  /// How far the times of a picture and its video may be apart, in seconds.
  static let span = 3.0

  /// - Parameter photos: In the order of their files.
  /// - Returns: Groups of two or more, in the order of their first photo.
  static func groups(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    var byStem: [Stem: [DuplicateCandidate]] = [:]
    for photo in photos { byStem[Stem(photo.file), default: []].append(photo) }
    return byStem.values.flatMap(split).sorted { $0[0].file < $1[0].file }
  }

  /// A folder and a name without extension and without what an editor put at its end.
  private struct Stem: Hashable {
    let folder: FilePathBytes
    let name: FoldedName
    init(_ file: FilePathBytes) {
      folder = file.parent
      let bytes = file.lastComponent.bytes
      name = FoldedName(FileNameParts(EditedName.original(of: bytes) ?? bytes).stem)
    }
  }

  /// What of one stem belongs together: photos with the first of them that fits.
  private static func split(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    guard photos.count > 1 else { return [] }
    var groups: [[DuplicateCandidate]] = []
    for photo in photos {
      if let place = groups.firstIndex(where: { $0.contains { belong($0, photo) } }) {
        groups[place].append(photo)
      } else {
        groups.append([photo])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  static func belong(_ one: DuplicateCandidate, _ other: DuplicateCandidate) -> Bool {
    guard let first = one.format, let second = other.format else { return false }
    // A burst's photos and two cameras' have names of their own; here it is one name, so the formats or an edit decide.
    if (first == .video) != (second == .video) {
      guard let one = one.moment, let other = other.moment else { return false }
      return one.isNear(other, within: span)
    }
    if first.isRaw != second.isRaw { return true }
    return isEdited(one) != isEdited(other)
  }

  private static func isEdited(_ photo: DuplicateCandidate) -> Bool {
    EditedName.original(of: photo.file.lastComponent.bytes) != nil
  }
}

/// Names of copies that somebody edited.
enum EditedName {
  /// The name of the original: `IMG_1234.JPG` of the `IMG_E1234.JPG` that iPhones write, `IMG.jpg` of `IMG-edited.jpg`.
  ///
  /// - Parameter name: A file's name.
  /// - Returns: `nil` where nothing in it says that it was edited.
  static func original(of name: [UInt8]) -> [UInt8]? {
    let prefix = Array("IMG_E".utf8)
    if name.starts(with: prefix), name.count > prefix.count + 3,
      name[prefix.count..<prefix.count + 4].allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      })
    {
      return Array(name.prefix(4)) + name.dropFirst(prefix.count)
    }
    return TakeoutEditedMarks.original(of: name).flatMap { $0.isCut ? nil : $0.name }
  }
}
