/// Which files of a folder speak about which photo, by their names alone.
///
/// Made once a folder; a folder without sidecars costs its photos nothing.
struct SidecarNames {
  /// XMP files by what comes before `.xmp`, in byte order.
  private var xmp: [[UInt8]: [FilePathBytes]] = [:]
  /// The same by what people take for the same name.
  private var similar: [FoldedName: [FilePathBytes]] = [:]
  /// The names of the other files, and their stems: an XMP file that is named exactly after one of them is no one else's.
  private var owners: Set<[UInt8]> = []
  private let takeout: TakeoutNames

  /// - Parameter names: All names in one folder, without the folder.
  init(_ names: some Sequence<FilePathBytes>) {
    var takeoutNames: [FilePathBytes] = []
    var others: [FilePathBytes] = []
    for name in names {
      let parts = FileNameParts(name.bytes)
      switch parts.lowercasedExtension {
      case Self.xmpExtension: xmp[parts.stem, default: []].append(name)
      case Self.jsonExtension: takeoutNames.append(name)
      default: others.append(name)
      }
    }
    takeout = TakeoutNames(takeoutNames.sorted(), beside: others)
    guard !xmp.isEmpty else { return }
    for stem in xmp.keys { xmp[stem]?.sort() }
    for (stem, files) in xmp { similar[FoldedName(stem), default: []] += files }
    for stem in similar.keys { similar[stem]?.sort() }
    for other in others { owners.formUnion([other.bytes, FileNameParts(other.bytes).stem]) }
  }

  /// The XMP files of a photo in the order in which they are asked: `IMG.jpg.xmp`, then `IMG.xmp`. Names of the same bytes come first;
  /// where there is none, those do that differ in case or normalisation.
  func xmpFiles(of photo: FilePathBytes) -> [FilePathBytes] {
    guard !xmp.isEmpty else { return [] }
    let stem = FileNameParts(photo.bytes).stem
    let own = files(photo.bytes)
    return stem == photo.bytes ? own : own + files(stem)
  }

  private func files(_ stem: [UInt8]) -> [FilePathBytes] {
    if let exact = xmp[stem] { return exact }
    return similar[FoldedName(stem), default: []].filter { !owners.contains(FileNameParts($0.bytes).stem) }
  }

  /// The JSON files that may be Google Takeout's about a photo, the likeliest first. A file is the photo's only if
  /// ``TakeoutCandidate/accepts(_:)`` its content.
  func takeoutFiles(of photo: FilePathBytes) -> [TakeoutCandidate] {
    takeout.candidates(of: photo)
  }

  private static let xmpExtension = Array(".xmp".utf8)
  private static let jsonExtension = Array(".json".utf8)
}
