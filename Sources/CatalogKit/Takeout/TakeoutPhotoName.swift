/// A photo's name as Google Takeout may have made its JSON file's name of it.
struct TakeoutPhotoName: Hashable {
  /// The name without the number.
  let name: [UInt8]
  /// `(1)`, or nothing.
  let counter: [UInt8]
  /// The name as it is in the folder.
  let nameOnDisk: [UInt8]
  /// Whose name it is.
  let owner: Owner

  /// Whose name a photo's JSON file may have.
  enum Owner: Hashable {
    case itself
    /// The photo that it is an edited copy of, or the picture that it is the video of: both share one file.
    case relative
    /// The same, where only the title in the file can tell whether it is right.
    case perhapsRelative
  }

  /// All names that a photo may have had, the likeliest first: its own, that of the original of an edited copy, that of the picture of a
  /// Live Photo's video; each as it is, then with the number in it as Takeout's: `IMG.jpg` with `(1)` for `IMG(1).jpg`.
  static func all(_ name: [UInt8]) -> [TakeoutPhotoName] {
    var names = variants(of: name, .itself)
    if let (original, isCut) = TakeoutEditedMarks.original(of: name) {
      names += variants(of: original, isCut ? .perhapsRelative : .relative)
    }
    for picture in pictures(of: name) { names += variants(of: picture, .relative) }
    return names
  }

  private static func variants(of name: [UInt8], _ owner: Owner) -> [TakeoutPhotoName] {
    let literal = TakeoutPhotoName(name: name, counter: [], nameOnDisk: name, owner: owner)
    let parts = FileNameParts(name)
    guard let (stem, counter) = splitCounter(parts.stem) else { return [literal] }
    let numbered = TakeoutPhotoName(
      name: stem + parts.suffix,
      counter: counter,
      nameOnDisk: name,
      owner: owner
    )
    return [literal, numbered]
  }

  /// The names that the picture of a Live Photo or a motion photo has beside its video: `IMG.HEIC` for `IMG.MP4`, `PXL.MP.jpg` for
  /// `PXL.MP`.
  private static func pictures(of name: [UInt8]) -> [[UInt8]] {
    let parts = FileNameParts(name)
    switch parts.lowercasedExtension {
    case Array(".mp4".utf8), Array(".mov".utf8), Array(".m4v".utf8):
      return pictureExtensions.map { parts.stem + $0 }
    case Array(".mp".utf8):
      return pictureExtensions.map { name + $0 } + pictureExtensions.map { parts.stem + $0 }
    default: return []
    }
  }

  private static let pictureExtensions = [".heic", ".jpg", ".jpeg", ".heif", ".png", ".dng", ".webp"]
    .map { Array($0.utf8) }

  /// A name with Takeout's number in it: `IMG(1).jpg`.
  static func numbered(_ name: [UInt8], _ counter: [UInt8]) -> [UInt8] {
    let parts = FileNameParts(name)
    return parts.stem + counter + parts.suffix
  }

  /// Takes a number in brackets off the end.
  static func splitCounter(_ name: [UInt8]) -> (name: [UInt8], counter: [UInt8])? {
    guard name.last == UInt8(ascii: ")"), let open = name.lastIndex(of: UInt8(ascii: "(")), open > 0 else {
      return nil
    }
    let digits = name[(open + 1)...].dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return (Array(name[..<open]), Array(name[open...]))
  }
}
