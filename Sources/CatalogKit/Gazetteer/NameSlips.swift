/// Counts the slips of the finger between a word and many names: letters that are missing, too many, wrong, or swapped with their
/// neighbour (the restricted Damerau–Levenshtein distance).
struct NameSlips {
  /// More slips make another word of it: any short word is two slips away from many others.
  let most: Int
  private let word: [UInt32]
  private var name: [UInt32] = []
  /// Rows of the table: before the last, last, current.
  private var rows: [[Int]]

  /// - Parameter key: The key of what was typed.
  init(from key: some Sequence<UInt8>) {
    word = String(decoding: Array(key), as: UTF8.self).unicodeScalars.map(\.value)
    most = word.count < 4 ? 1 : 2
    rows = [[], [], []]
  }

  /// The slips to a name; `nil` where they are too many.
  mutating func count(to key: ArraySlice<UInt8>) -> Int? {
    // A letter has at most four bytes.
    guard key.count >= word.count - most, key.count <= 4 * (word.count + most) else { return nil }
    name.removeAll(keepingCapacity: true)
    if key.allSatisfy({ $0 < 0x80 }) {
      for byte in key { name.append(UInt32(byte)) }
    } else {
      for scalar in String(decoding: key, as: UTF8.self).unicodeScalars { name.append(scalar.value) }
    }
    guard abs(name.count - word.count) <= most else { return nil }
    var (beforeLast, last, current) = (rows[0], rows[1], rows[2])
    // Else each of them would be copied when it is written to.
    rows.removeAll()
    defer { rows = [beforeLast, last, current] }
    last.removeAll(keepingCapacity: true)
    for column in 0...name.count { last.append(column) }
    for row in word.indices {
      current.removeAll(keepingCapacity: true)
      current.append(row + 1)
      var lowest = row + 1
      for column in name.indices {
        let isSame = word[row] == name[column]
        var least = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, word[row] == name[column - 1], word[row - 1] == name[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
        lowest = min(lowest, least)
      }
      guard lowest <= most else { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[name.count] <= most ? last[name.count] : nil
  }
}
