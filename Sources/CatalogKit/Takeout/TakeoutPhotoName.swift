/// A photo's name as Google Takeout may have made its JSON file's name of it.
struct TakeoutPhotoName: Hashable {
  /// The name without the number.
  let name: [UInt8]
  /// `(1)`, or nothing.
  let counter: [UInt8]
  /// The name as it stands in the folder.
  let nameOnDisk: [UInt8]

  /// The name as it is, then with the number in it as Takeout's: `IMG.jpg` with `(1)` for `IMG(1).jpg`.
  static func variants(of name: [UInt8]) -> [TakeoutPhotoName] {
    let literal = TakeoutPhotoName(name: name, counter: [], nameOnDisk: name)
    let parts = FileNameParts(name)
    guard let (stem, counter) = splitCounter(parts.stem) else { return [literal] }
    return [literal, TakeoutPhotoName(name: stem + parts.suffix, counter: counter, nameOnDisk: name)]
  }

  /// The original of an edited copy: `IMG.jpg` of `IMG-edited.jpg`, `IMG(1).jpg` of `IMG-edited(1).jpg`.
  static func original(of name: [UInt8]) -> [UInt8]? {
    let parts = FileNameParts(name)
    let (stem, counter) = splitCounter(parts.stem) ?? (parts.stem, [])
    guard let mark = edited.first(where: { stem.count > $0.count && stem.suffix($0.count).elementsEqual($0) })
    else { return nil }
    return stem.dropLast(mark.count) + counter + parts.suffix
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

  /// The beginning of a name, as many characters as UTF-16 counts; a character that would not fit is left out.
  static func cut(_ name: [UInt8], to limit: Int) -> [UInt8] {
    var length = 0
    for (index, byte) in name.enumerated() {
      length += units(byte)
      if length > limit { return Array(name[..<index]) }
    }
    return name
  }

  /// Characters as UTF-16 counts them.
  static func length(_ name: [UInt8]) -> Int {
    name.reduce(0) { $0 + units($1) }
  }

  /// A character counts with its first byte in UTF-8; those of four bytes are two in UTF-16.
  private static func units(_ byte: UInt8) -> Int {
    switch byte {
    case 0x80..<0xC0: 0
    case 0xF0...: 2
    default: 1
    }
  }

  /// The mark in the languages in which it was seen (GooglePhotosTakeoutHelper).
  private static let edited: [[UInt8]] = [
    "-edited", "-bearbeitet", "-modifié", "-ha editado", "-editat", "-modificato", "-bewerkt", "-edytowane",
    "-編集済み",
  ].map { Array($0.utf8) }
}
