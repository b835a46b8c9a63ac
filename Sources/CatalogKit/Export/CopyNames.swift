/// Names for copies in one folder. No two of them differ in capitals or Unicode normalisation only, since many disks keep one file for both.
struct CopyNames {
  private var taken: Set<FoldedName> = []
  /// The number to try next for a name that is taken.
  private var numbers: [FoldedName: Int] = [:]
  private var present: [Likeness: [FilePathBytes]] = [:]

  /// What a copy and its original have in common, whatever number the copy has.
  private struct Likeness: Hashable {
    let name: FoldedName
    let size: Int
  }

  /// Most file systems have no longer names (`NAME_MAX`).
  static let lengthLimit = 255

  /// Takes in a file of the folder.
  ///
  /// - Parameters:
  ///   - name: Its name there.
  ///   - size: Its bytes; `nil` where it is no file.
  mutating func add(_ name: FilePathBytes, size: Int?) {
    taken.insert(FoldedName(name.bytes))
    guard let size else { return }
    present[Likeness(name: FoldedName(Self.unnumbered(name)), size: size), default: []].append(name)
  }

  /// The files of the folder that may be copies of a photo already.
  func alike(_ name: FilePathBytes, size: Int) -> [FilePathBytes] {
    present[Likeness(name: FoldedName(Self.unnumbered(name)), size: size)] ?? []
  }

  /// A name that is free, as far as is known: the photo's own, or with a number, `IMG_1 (2).jpg`. It counts as taken from now on.
  mutating func free(for name: FilePathBytes) -> FilePathBytes {
    let folded = FoldedName(name.bytes)
    if taken.insert(folded).inserted { return name }
    var number = numbers[folded] ?? 2
    // Ends: only so many names are taken.
    while true {
      let candidate = Self.numbered(name, number)
      number += 1
      if taken.insert(FoldedName(candidate.bytes)).inserted {
        numbers[folded] = number
        return candidate
      }
    }
  }

  /// `IMG_1 (2).jpg` for `IMG_1.jpg`; a name that would be too long is shortened before the number.
  static func numbered(_ name: FilePathBytes, _ number: Int) -> FilePathBytes {
    let parts = FileNameParts(name.bytes)
    let mark = Array(" (\(number))".utf8)
    var stem = parts.stem[...]
    var suffix = parts.suffix
    if suffix.count + mark.count >= lengthLimit { (stem, suffix) = (name.bytes[...], []) }
    while stem.count + mark.count + suffix.count > lengthLimit, let last = stem.popLast() {
      // Not in the midst of a character: the first byte of each goes last.
      while last & 0xC0 == 0x80, let next = stem.popLast(), next & 0xC0 == 0x80 {}
    }
    return FilePathBytes(stem + mark + suffix)
  }

  /// The name without such a number.
  private static func unnumbered(_ name: FilePathBytes) -> [UInt8] {
    let parts = FileNameParts(name.bytes)
    guard parts.stem.last == UInt8(ascii: ")"), let open = parts.stem.lastIndex(of: UInt8(ascii: "(")) else {
      return name.bytes
    }
    let number = parts.stem[(open + 1)...].dropLast()
    guard open > 1, parts.stem[open - 1] == UInt8(ascii: " "), !number.isEmpty,
      number.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return name.bytes }
    return parts.stem[..<(open - 1)] + parts.suffix
  }
}
