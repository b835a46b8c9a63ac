/// A JSON file that may be Google Takeout's about a photo.
struct TakeoutCandidate: Hashable {
  /// The JSON file's name.
  let file: FilePathBytes
  /// The photo's name as the title may say it: without Takeout's number, and that of the original for an edited copy.
  var titles: [[UInt8]]
  /// The file's name was cut, so that it may be another photo's: only the title can tell.
  let needsTitle: Bool

  /// Whether the file speaks about the photo.
  func accepts(_ content: TakeoutJSON) -> Bool {
    !needsTitle || titles.contains { Self.title(content.title, names: $0) }
  }

  /// Whether a title is a photo's name: the same characters in any case and normalisation (Takeout writes `_` for those that some
  /// file system does not allow), perhaps without the extension, perhaps longer than the name, which Takeout cuts as well.
  static func title(_ title: [UInt8], names photo: [UInt8]) -> Bool {
    if isSame(title, photo) { return true }
    let parts = FileNameParts(photo)
    if isSame(title, parts.stem) { return true }
    let titleParts = FileNameParts(title)
    return TakeoutText.length(parts.stem) >= TakeoutNames.stemLimit
      && titleParts.lowercasedExtension == parts.lowercasedExtension
      && isSame(TakeoutText.beginning(titleParts.stem, asLongAs: parts.stem), parts.stem)
  }

  private static func isSame(_ title: [UInt8], _ name: [UInt8]) -> Bool {
    let (title, name) = (TakeoutText.folded(title), TakeoutText.folded(name))
    return title.count == name.count
      && zip(title, name).allSatisfy { $0 == $1 || ($1 == "_" && unsafeCharacters.contains($0)) }
  }

  /// ASCII punctuation that Takeout was seen to replace.
  private static let unsafeCharacters = Set("\"#%&'*/:<>?@\\^`{|}~+,;=")
}
