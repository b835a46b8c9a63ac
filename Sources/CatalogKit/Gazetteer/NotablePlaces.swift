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

  /// The numbers of the places of most inhabitants, the largest first.
  func largest(_ count: Int) throws(GazetteerError) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = []
    try forEach { _, place in
      if found.count < count, seen.insert(place).inserted { found.append(place) }
      return found.count < count
    }
    return found
  }

  /// Names that are a slip or two away, the nearest first, with their countries.
  func suggestions(for key: [UInt8]) throws(GazetteerError) -> [String] {
    var slips = NameSlips(from: key.prefix(NameKey.longest))
    var found: [(slips: Int, place: Int)] = []
    try forEach { name, place in
      if let count = slips.count(to: name), !found.contains(where: { $0.place == place }) {
        found.append((count, place))
      }
      return true
    }
    var suggestions: [String] = []
    // Stable: of equally many slips the larger place comes first.
    for count in 0...slips.most {
      for (_, place) in found.filter({ $0.slips == count }).prefix(Self.mostSuggestions - suggestions.count) {
        suggestions.append(try gazetteer.place(place).fullName(in: .english))
      }
    }
    return suggestions
  }

  /// Goes through the names.
  ///
  /// - Parameter body: Called with each key and the number of its place; `false` ends it.
  /// - Throws: ``GazetteerError``.
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
}
