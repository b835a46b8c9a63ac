/// Which files of a folder speak about which photo, by their names alone.
///
/// Made once a folder; a folder without sidecars costs its photos nothing.
struct SidecarNames {
  /// XMP files by what stands before `.xmp`, in byte order.
  private var xmp: [[UInt8]: [FilePathBytes]] = [:]
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
    for stem in xmp.keys { xmp[stem]?.sort() }
    takeout = TakeoutNames(takeoutNames.sorted(), beside: others)
  }

  /// The XMP files of a photo in the order in which they are asked: `IMG.jpg.xmp`, then `IMG.xmp`. The case of `.xmp`
  /// does not matter, that of the rest does.
  func xmpFiles(of photo: FilePathBytes) -> [FilePathBytes] {
    guard !xmp.isEmpty else { return [] }
    let parts = FileNameParts(photo.bytes)
    let own = xmp[photo.bytes] ?? []
    return parts.stem == photo.bytes ? own : own + (xmp[parts.stem] ?? [])
  }

  /// The JSON files that may be Google Takeout's about a photo, the likeliest first. A file is the photo's only if
  /// ``TakeoutCandidate/accepts(_:)`` its content.
  func takeoutFiles(of photo: FilePathBytes) -> [TakeoutCandidate] {
    takeout.candidates(of: photo)
  }

  private static let xmpExtension = Array(".xmp".utf8)
  private static let jsonExtension = Array(".json".utf8)
}
