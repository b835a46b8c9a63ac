/// The names of places of over 15,000 inhabitants, those of most first: for beginnings of names, and for slips of the finger.
struct NotablePlaces {
  private let gazetteer: Gazetteer

  /// The fewest letters of a name that stand for the whole of it; of scripts that write a syllable with each, two are enough.
  private static let shortestBeginning = 3
  /// So many names are offered.
  private static let mostSuggestions = 3

  init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
  }

  /// The place of most inhabitants whose name begins so.
  func beginning(with key: [UInt8]) throws(GazetteerError) -> GazetteerPlace? {
    let letters = String(decoding: key, as: UTF8.self).unicodeScalars.count
    guard letters >= (key.count > 2 * letters ? 2 : Self.shortestBeginning) else { return nil }
    var found: Int?
    try forEach { name, place in
      if name.starts(with: key) { found = place }
      return found == nil
    }
    return try found.map { (number) throws(GazetteerError) in try gazetteer.place(number) }
  }

  /// Names that are a slip or two away, the nearest first, with their countries.
  func suggestions(for key: [UInt8]) throws(GazetteerError) -> [String] {
    let word = Array(String(decoding: key.prefix(NameKey.longest), as: UTF8.self).unicodeScalars)
    // Any short word is two slips away from many others.
    let most = word.count < 4 ? 1 : 2
    var found: [(slips: Int, place: Int)] = []
    try forEach { name, place in
      guard abs(name.count - key.count) <= 4 * most else { return true }
      let slips = Self.slips(word, Array(String(decoding: name, as: UTF8.self).unicodeScalars), most: most)
      if slips <= most, !found.contains(where: { $0.place == place }) { found.append((slips, place)) }
      return true
    }
    var suggestions: [String] = []
    // Stable: of equally many slips the larger place comes first.
    for slips in 0...most {
      for (_, place) in found.filter({ $0.slips == slips }).prefix(Self.mostSuggestions - suggestions.count) {
        suggestions.append(try gazetteer.place(place).fullName(in: .english))
      }
    }
    return suggestions
  }

  /// Goes through the names.
  ///
  /// - Parameter body: Called with each key and the number of its place; `false` ends it.
  private func forEach(_ body: (ArraySlice<UInt8>, Int) -> Bool) throws(GazetteerError) {
    let file = gazetteer.file
    let directory = try file.bytes(of: .notableDirectory)
    var frames = BlockCursor(directory[...], of: file.path)
    var offset = 0
    while !frames.isAtEnd {
      let frame = try frames.frame(at: offset)
      offset += frame.packedSize
      let bytes = try file.block(of: .notable, frame)
      var cursor = BlockCursor(bytes[...], of: file.path)
      while !cursor.isAtEnd {
        let name = try cursor.slice(Int(try cursor.byte()))
        guard body(name, try cursor.number()) else { return }
      }
    }
  }

  /// Letters that are missing, too many, wrong, or swapped with their neighbour (the restricted Damerau–Levenshtein distance).
  ///
  /// - Returns: A number above `most` where it is more than that.
  private static func slips(_ word: [Unicode.Scalar], _ name: [Unicode.Scalar], most: Int) -> Int {
    guard abs(word.count - name.count) <= most else { return most + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...name.count)
    for row in word.indices {
      var current = [row + 1]
      for column in name.indices {
        let isSame = word[row] == name[column]
        var least = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, word[row] == name[column - 1], word[row - 1] == name[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      guard current.min() ?? 0 <= most else { return most + 1 }
      (beforeLast, last) = (last, current)
    }
    return last[name.count]
  }
}
