/// Google Takeout's JSON files in one folder, and whose they may be.
///
/// Google documents no rule. This one is what the readers of exports have found (GooglePhotosTakeoutHelper issues 8, 353
/// and 449, ente pull request 4956, immich-go issue 674):
///
/// - `IMG.jpg` has `IMG.jpg.json`, since the end of 2024 mostly `IMG.jpg.supplemental-metadata.json`.
/// - What stands before `.json` is cut to 46 characters: any part of `.supplemental-metadata` may remain, and of a longer
///   name only its own beginning.
/// - A number in brackets, with which Takeout tells photos of one name apart, moves to the end and is not cut: `IMG(1).jpg`
///   has `IMG.jpg(1).json` or `IMG.jpg.supplemental-metadata(1).json`.
/// - An edited copy, `IMG-edited.jpg`, has none of its own: that of `IMG.jpg` speaks for both.
/// - Some names lose their extension: `IMG.supplemental-metadata.json`.
struct TakeoutNames {
  /// Characters before `.json`, as UTF-16 counts them.
  static let stemLimit = 46

  /// JSON files by the name that they begin with, the marks of Takeout taken off.
  private var files: [Key: [FilePathBytes]] = [:]
  /// How many files that are not JSON have a stem: one without its extension belongs to nobody if there are several.
  private var owners: [[UInt8]: Int] = [:]

  /// A photo's name as a JSON file has it.
  private struct Key: Hashable {
    let name: [UInt8]
    /// `(1)`, or nothing.
    let counter: [UInt8]
  }

  /// - Parameters:
  ///   - json: The JSON files, sorted.
  ///   - others: The other files of the folder.
  init(_ json: [FilePathBytes], beside others: [FilePathBytes]) {
    guard !json.isEmpty else { return }
    for file in json {
      for key in Self.keys(FileNameParts(file.bytes).stem) { files[key, default: []].append(file) }
    }
    for other in others { owners[FileNameParts(other.bytes).stem, default: 0] += 1 }
  }

  /// The files that may speak about a photo, the likeliest first, each once.
  func candidates(of photo: FilePathBytes) -> [TakeoutCandidate] {
    guard !files.isEmpty else { return [] }
    var candidates: [TakeoutCandidate] = []
    for name in [photo.bytes] + [TakeoutPhotoName.original(of: photo.bytes)].compactMap({ $0 }) {
      for variant in TakeoutPhotoName.variants(of: name) { add(variant, to: &candidates) }
    }
    return candidates
  }

  private func add(_ photo: TakeoutPhotoName, to candidates: inout [TakeoutCandidate]) {
    func add(_ name: [UInt8], needsTitle: Bool) {
      for file in files[Key(name: name, counter: photo.counter)] ?? [] {
        if let index = candidates.firstIndex(where: { $0.file == file }) {
          // An edited copy's cut name begins like its original's.
          candidates[index].titles.append(photo.name)
        } else {
          candidates.append(TakeoutCandidate(file: file, titles: [photo.name], needsTitle: needsTitle))
        }
      }
    }
    add(photo.name, needsTitle: false)
    for limit in [Self.stemLimit, Self.stemLimit - photo.counter.count] {
      let cut = TakeoutPhotoName.cut(photo.name, to: limit)
      if cut.count < photo.name.count { add(cut, needsTitle: true) }
    }
    let parts = FileNameParts(photo.name)
    let stemOnDisk = FileNameParts(photo.nameOnDisk).stem
    if !parts.suffix.isEmpty, owners[stemOnDisk, default: 0] <= 1 { add(parts.stem, needsTitle: true) }
  }

  /// The names that a JSON file's stem may begin with: with and without a number at its end, with and without what may be
  /// left of `.supplemental-metadata`.
  private static func keys(_ stem: [UInt8]) -> [Key] {
    var keys = [Key(name: stem, counter: [])]
    if let (name, counter) = TakeoutPhotoName.splitCounter(stem) {
      keys.append(Key(name: name, counter: counter))
    }
    for key in keys {
      guard let dot = key.name.lastIndex(of: UInt8(ascii: ".")), dot > 0,
        supplement.starts(with: key.name[dot...])
      else { continue }
      keys.append(Key(name: Array(key.name[..<dot]), counter: key.counter))
    }
    return keys
  }

  private static let supplement = Array(".supplemental-metadata".utf8)
}

/// A JSON file that may be Google Takeout's about a photo.
struct TakeoutCandidate: Hashable {
  /// The JSON file's name.
  let file: FilePathBytes
  /// The photo's name as the title may say it: without Takeout's number, and that of the original for an edited copy.
  fileprivate(set) var titles: [[UInt8]]
  /// The file's name was cut, so that it may be another photo's: only the title can tell.
  let needsTitle: Bool

  /// Whether the file speaks about the photo.
  func accepts(_ content: TakeoutJSON) -> Bool {
    !needsTitle || titles.contains { Self.title(content.title, names: $0) }
  }

  /// Whether a title is a photo's name: the same characters (Takeout writes `_` for those that some file system does not
  /// allow), perhaps without the extension, perhaps longer than the name, which Takeout cuts as well.
  static func title(_ title: [UInt8], names photo: [UInt8]) -> Bool {
    if isSame(title[...], photo[...]) { return true }
    let parts = FileNameParts(photo)
    if isSame(title[...], parts.stem[...]) { return true }
    let titleParts = FileNameParts(title)
    return TakeoutPhotoName.length(parts.stem) >= TakeoutNames.stemLimit
      && titleParts.lowercasedExtension == parts.lowercasedExtension
      && isSame(titleParts.stem.prefix(parts.stem.count), parts.stem[...])
  }

  private static func isSame(_ title: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    title.count == name.count
      && zip(title, name).allSatisfy {
        $0 == $1 || ($1 == UInt8(ascii: "_") && unsafeCharacters.contains($0))
      }
  }

  /// ASCII punctuation that Takeout was seen to replace.
  private static let unsafeCharacters = Array("\"#%&'*/:<>?@\\^`{|}~+,;=".utf8)
}
