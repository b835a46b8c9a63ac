/// Photos that are one moment in several files, as their names, formats and times show.
enum MomentGroups {
  /// How far the times of a picture and its video may be apart, in seconds.
  static let span = 3.0

  /// - Parameter photos: In the order of their files.
  /// - Returns: Groups of two or more, in the order of their first photo.
  static func groups(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    var byStem: [Stem: [DuplicateCandidate]] = [:]
    for photo in photos { byStem[Stem(photo.file), default: []].append(photo) }
    let groups = byStem.values.flatMap(split) + livePhotos(photos)
    return merged(groups).sorted { $0[0].file < $1[0].file }
  }

  /// Pictures and videos that have Apple's content identifier in common, whatever they are called: those of one folder where it has both,
  /// else of all.
  private static func livePhotos(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    let named = photos.filter { $0.contentIdentifier != nil }
    return Dictionary(grouping: named, by: \.contentIdentifier).values.flatMap { group in
      let folders = Dictionary(grouping: group) { $0.file.parent }.values.filter(isLivePhoto)
      return folders.isEmpty ? [group].filter(isLivePhoto) : Array(folders)
    }
  }

  private static func isLivePhoto(_ files: [DuplicateCandidate]) -> Bool {
    files.contains { $0.format == .video } && files.contains { $0.format != .video }
  }

  /// Groups that have a file in common as one.
  private static func merged(_ groups: [[DuplicateCandidate]]) -> [[DuplicateCandidate]] {
    var merged: [[DuplicateCandidate]] = []
    var places: [FilePathBytes: Int] = [:]
    for group in groups {
      let known = Set(group.compactMap { places[$0.file] })
      var whole = group
      for place in known {
        whole += merged[place].filter { other in !whole.contains { $0.file == other.file } }
        merged[place] = []
      }
      for photo in whole { places[photo.file] = merged.count }
      merged.append(whole.sorted { $0.file < $1.file })
    }
    return merged.filter { !$0.isEmpty }
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

  /// What of one stem belongs together: each file with all that it belongs to, also by way of a third.
  ///
  /// Names are the same here, so that formats and edits decide: a raw file belongs to each picture, an edited copy to each original. Time
  /// and Apple's names decide of videos.
  private static func split(_ files: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    guard files.count > 1 else { return [] }
    var groups = joined(files.filter { $0.format != nil && $0.format != .video })
    for videos in joined(files.filter { $0.format == .video }) {
      let place = groups.firstIndex { $0.contains { photo in videos.contains { areNear(photo, $0) } } }
      if let place { groups[place] += videos } else { groups.append(videos) }
    }
    return groups.filter { $0.count > 1 }
  }

  /// Photos, or videos, of one name: one group where anything joins them, else each alone.
  private static func joined(_ files: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    guard let first = files.first else { return [] }
    let isJoined = files.contains { isRaw($0) != isRaw(first) || isEdited($0) != isEdited(first) }
    return isJoined ? [files] : files.map { [$0] }
  }

  private static func isRaw(_ photo: DuplicateCandidate) -> Bool { photo.format?.isRaw ?? false }

  private static func areNear(_ one: DuplicateCandidate, _ other: DuplicateCandidate) -> Bool {
    // Two that name what they belong to belong together by that, or not at all.
    if let one = one.contentIdentifier, let other = other.contentIdentifier { return one == other }
    guard let one = one.moment, let other = other.moment else { return false }
    return one.isNear(other, within: span)
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
