/// Finds photos that are one, or belong to one. Nothing is changed.
///
/// Sizes and names come from the index; a file is opened only where another one may be its double, and read whole only
/// where a sum over its beginning is another one's too. Videos, and Apple's pictures beside such videos, are asked for the name that
/// the two of a Live Photo have in common: the index does not keep it, as nothing else needs it.
public struct DuplicateSearch {
  /// What is looked for.
  public var kinds = Set(DuplicateGroup.Kind.allCases)
  /// Takes each photo that could not be read, and why.
  public var unreadable: (SystemError) -> Void = { _ in }
  /// Takes each photo whose file is not what the index knows any more.
  public var changed: (FilePathBytes) -> Void = { _ in }
  /// Asked before each file is opened; `true` ends the search with what was found.
  public var isCancelled: () -> Bool = { false }

  private let source = ByteSource()

  public init() {}

  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: Which photos.
  /// - Returns: The groups: equal files first, then equal pictures, then what belongs together, each in the order of
  ///   paths. An equal file is not named again as an equal picture, unless others have that picture too.
  /// - Throws: ``IndexError``.
  public func groups(in index: IndexFile, _ selection: PhotoSelection) throws -> [DuplicateGroup] {
    let photos = try DuplicateCandidate.all(index, selection)
    var groups: [DuplicateGroup] = []
    var same: [[DuplicateCandidate]] = []
    if kinds.contains(.same) || kinds.contains(.picture) {
      same = sameFiles(photos)
      if kinds.contains(.same) { groups += same.map { Self.group(.same, $0) } }
    }
    if kinds.contains(.picture) {
      // One of each set of equal files speaks for all.
      let doubles = Dictionary(uniqueKeysWithValues: same.map { ($0[0].file, $0) })
      let others = Set(same.flatMap { $0.dropFirst().map(\.file) })
      let alone = photos.filter { !others.contains($0.file) }
      groups += samePictures(alone).map { group in
        Self.group(.picture, group.flatMap { doubles[$0.file] ?? [$0] })
      }
    }
    if kinds.contains(.together) {
      groups += MomentGroups.groups(withIdentifiers(photos)).map { Self.group(.together, $0) }
    }
    return groups
  }

  private static func group(_ kind: DuplicateGroup.Kind, _ photos: [DuplicateCandidate]) -> DuplicateGroup {
    DuplicateGroup(kind: kind, photos: photos.map(\.member).sorted { $0.path < $1.path })
  }

  /// Asks videos for Apple's content identifier, and Apple's pictures if any of the videos has one.
  private func withIdentifiers(_ photos: [DuplicateCandidate]) -> [DuplicateCandidate] {
    var photos = photos
    for place in photos.indices where photos[place].format == .video { readIdentifier(&photos[place]) }
    guard photos.contains(where: { $0.contentIdentifier != nil }) else { return photos }
    for place in photos.indices where photos[place].isApples && photos[place].format != .video {
      readIdentifier(&photos[place])
    }
    return photos
  }

  private func readIdentifier(_ photo: inout DuplicateCandidate) {
    photo.contentIdentifier = reading(photo) { (file) throws(SystemError) -> String? in
      try ContentIdentifier.read(file.contents, by: source)
    }
  }

  /// A file, and the bytes of it that are compared.
  private struct Compared {
    let photo: DuplicateCandidate
    let ranges: [Range<Int>]
  }

  private func sameFiles(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    var groups: [[DuplicateCandidate]] = []
    for photos in Dictionary(grouping: photos, by: \.size).values where photos.count > 1 && photos[0].size > 0
    {
      for begun in grouped(photos, by: Self.beginning) {
        groups += equal(begun.map { Compared(photo: $0, ranges: [0..<$0.size]) })
      }
    }
    return groups.sorted { $0[0].file < $1[0].file }
  }

  /// A sum over the first bytes.
  private static func beginning(
    of photo: DuplicateCandidate,
    _ contents: FileContents
  ) throws(SystemError) -> UInt32? {
    try FileComparison.sum([0..<min(photo.size, PictureData.headSize)], of: contents)
  }

  /// What equal pictures have in common.
  private struct PictureKey: Hashable {
    let format: PhotoFormat?
    let sum: UInt32
  }

  private func samePictures(_ photos: [DuplicateCandidate]) -> [[DuplicateCandidate]] {
    var groups: [[DuplicateCandidate]] = []
    for begun in grouped(photos, by: pictureKey) { groups += equal(begun.compactMap(picture)) }
    return groups.sorted { $0[0].file < $1[0].file }
  }

  private func pictureKey(
    of photo: DuplicateCandidate,
    _ contents: FileContents
  ) throws(SystemError) -> PictureKey? {
    guard let data = try PictureData(of: contents, by: source) else { return nil }
    return PictureKey(format: photo.format, sum: try data.headSum(in: contents))
  }

  private func picture(of photo: DuplicateCandidate) -> Compared? {
    let data = reading(photo) { (file) throws(SystemError) -> PictureData? in
      try PictureData(of: file.contents, by: source)?.bounded(in: file.contents)
    }
    return data.map { Compared(photo: photo, ranges: $0.ranges) }
  }

  /// Groups of two or more that have a key in common; those without one are left out.
  private func grouped<Key: Hashable>(
    _ photos: [DuplicateCandidate],
    by key: (DuplicateCandidate, FileContents) throws(SystemError) -> Key?
  ) -> [[DuplicateCandidate]] {
    var groups: [Key: [DuplicateCandidate]] = [:]
    // A link, hard or symbolic, is no double: whoever deletes what it leads to has nothing left.
    var seen: Set<FileIdentity> = []
    for photo in photos {
      let found = reading(photo) { (file) throws(SystemError) -> Key? in
        guard seen.insert(file.status.identity).inserted else { return nil }
        guard file.status.size == photo.size else {
          changed(photo.path)
          return nil
        }
        return try key(photo, file.contents)
      }
      if let found { groups[found, default: []].append(photo) }
    }
    return groups.values.filter { $0.count > 1 }
  }

  /// Groups of two or more that are equal byte for byte.
  private func equal(_ files: [Compared]) -> [[DuplicateCandidate]] {
    var bySum: [UInt32: [Compared]] = [:]
    for file in files {
      let sum = reading(file.photo) { (opened) throws(SystemError) -> UInt32? in
        try FileComparison.sum(file.ranges, of: opened.contents)
      }
      if let sum { bySum[sum, default: []].append(file) }
    }
    return bySum.values.flatMap { files in
      var classes: [[Compared]] = []
      for file in files {
        let place = classes.firstIndex { isEqual($0[0], file) }
        if let place { classes[place].append(file) } else { classes.append([file]) }
      }
      return classes.filter { $0.count > 1 }.map { $0.map(\.photo) }
    }
  }

  private func isEqual(_ one: Compared, _ other: Compared) -> Bool {
    reading(one.photo) { (first) throws(SystemError) -> Bool? in
      let second = try OpenFile(other.photo.file).contents
      return try FileComparison.isEqual(one.ranges, of: first.contents, and: other.ranges, of: second)
    } ?? false
  }

  /// Opens a photo and hands it over; `nil` where that failed, which is reported.
  private func reading<Result>(
    _ photo: DuplicateCandidate,
    _ body: (OpenFile) throws(SystemError) -> Result?
  ) -> Result? {
    if isCancelled() { return nil }
    do throws(SystemError) {
      return try body(OpenFile(photo.file))
    } catch {
      unreadable(error)
      return nil
    }
  }
}
