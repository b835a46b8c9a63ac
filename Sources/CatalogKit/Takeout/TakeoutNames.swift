/// Google Takeout's JSON files in one folder, and whose they may be.
///
/// Google documents no rule. This one is what the readers of exports have found (GooglePhotosTakeoutHelper issues 8, 353
/// and 449, ente pull request 4956, immich-go issue 674):
///
/// - `IMG.jpg` has `IMG.jpg.json`, since the end of 2024 mostly `IMG.jpg.supplemental-metadata.json`.
/// - What comes before `.json` is cut to 46 characters: any part of `.supplemental-metadata` may remain, and of a longer
///   name only its own beginning.
/// - A number in brackets, with which Takeout tells photos of one name apart, moves to the end and is not cut: `IMG(1).jpg`
///   has `IMG.jpg(1).json` or `IMG.jpg.supplemental-metadata(1).json`.
/// - An edited copy, `IMG-edited.jpg`, has none of its own: that of `IMG.jpg` speaks for both. Nor has the video of a Live Photo: that of
///   its picture, `IMG.HEIC.json`, speaks for `IMG.MP4`.
/// - Some names lose their extension: `IMG.supplemental-metadata.json`.
/// - Programs that unpack and copy exports change case and normalisation. Names of the same bytes come first.
struct TakeoutNames {
  /// Characters before `.json`, as UTF-16 counts them.
  static let stemLimit = 46

  /// JSON files by the name that they begin with, the marks of Takeout taken off.
  private var files: [Key: [File]] = [:]
  /// How many files that are not JSON have a stem: one without its extension belongs to nobody if there are several.
  private var owners: [FoldedName: Int] = [:]
  private var others: Set<[UInt8]> = []

  /// A photo's name as a JSON file has it, as people compare it.
  private struct Key: Hashable {
    let name: FoldedName
    /// `(1)`, or nothing.
    let counter: [UInt8]
  }

  /// A JSON file, and the name that it begins with.
  private struct File {
    let file: FilePathBytes
    let name: [UInt8]
  }

  /// - Parameters:
  ///   - json: The JSON files, sorted.
  ///   - others: The other files of the folder.
  init(_ json: [FilePathBytes], beside others: [FilePathBytes]) {
    guard !json.isEmpty else { return }
    for file in json {
      for (name, counter) in Self.beginnings(FileNameParts(file.bytes).stem) {
        files[Key(name: FoldedName(name), counter: counter), default: []].append(File(file: file, name: name))
      }
    }
    for other in others {
      owners[FoldedName(FileNameParts(other.bytes).stem), default: 0] += 1
      self.others.insert(other.bytes)
    }
  }

  /// The files that may speak about a photo, the likeliest first, each once.
  func candidates(of photo: FilePathBytes) -> [TakeoutCandidate] {
    guard !files.isEmpty else { return [] }
    var candidates: [TakeoutCandidate] = []
    for name in TakeoutPhotoName.all(photo.bytes) { add(name, to: &candidates) }
    return candidates
  }

  private func add(_ photo: TakeoutPhotoName, to candidates: inout [TakeoutCandidate]) {
    func add(_ name: [UInt8], needsTitle: Bool) {
      for file in files(name, photo) {
        if let index = candidates.firstIndex(where: { $0.file == file }) {
          // An edited copy's cut name begins like its original's.
          candidates[index].titles.append(photo.name)
        } else {
          let needsTitle = needsTitle || photo.owner == .perhapsRelative
          candidates.append(TakeoutCandidate(file: file, titles: [photo.name], needsTitle: needsTitle))
        }
      }
    }
    add(photo.name, needsTitle: false)
    for limit in [Self.stemLimit, Self.stemLimit - photo.counter.count] {
      let cut = TakeoutText.cut(photo.name, to: limit)
      if cut.count < photo.name.count { add(cut, needsTitle: true) }
    }
    let parts = FileNameParts(photo.name)
    let stemOnDisk = FoldedName(FileNameParts(photo.nameOnDisk).stem)
    if !parts.suffix.isEmpty, owners[stemOnDisk, default: 0] <= 1 { add(parts.stem, needsTitle: true) }
  }

  /// The files that begin with a name: of the same bytes, or else those that are named exactly after no other file of the folder.
  private func files(_ name: [UInt8], _ photo: TakeoutPhotoName) -> [FilePathBytes] {
    guard let found = files[Key(name: FoldedName(name), counter: photo.counter)] else { return [] }
    let exact = found.filter { $0.name == name }
    if !exact.isEmpty { return exact.map(\.file) }
    // A relative is in the folder itself, and its file is to be shared.
    guard photo.owner == .itself else { return found.map(\.file) }
    return found.filter { !others.contains(TakeoutPhotoName.numbered($0.name, photo.counter)) }.map(\.file)
  }

  /// The names that a JSON file's stem may begin with: with and without a number at its end, with and without what may be
  /// left of `.supplemental-metadata`.
  private static func beginnings(_ stem: [UInt8]) -> [(name: [UInt8], counter: [UInt8])] {
    var names: [(name: [UInt8], counter: [UInt8])] = [(stem, [])]
    if let numbered = TakeoutPhotoName.splitCounter(stem) { names.append(numbered) }
    for (name, counter) in names {
      guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0,
        supplement.starts(with: ASCIICase.lowercased(name[dot...]))
      else { continue }
      names.append((Array(name[..<dot]), counter))
    }
    return names
  }

  private static let supplement = Array(".supplemental-metadata".utf8)
}
