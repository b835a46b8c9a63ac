/// What somebody may have meant by a misspelt word.
enum Suggestions {
  /// The name that is closest to a word, if one is close.
  ///
  /// - Parameters:
  ///   - word: What was typed.
  ///   - names: What would be right, in the order of preference.
  /// - Returns: The only name that begins with the word, else the one that takes the fewest slips of the finger: at most
  ///   one in three letters; else the only one of at least four letters that the word begins with, as `nearest` does with
  ///   `near`; `nil` where none is close.
  static func closest(to word: String, among names: [String]) -> String? {
    let word = word.lowercased()
    let letters = word.drop { $0 == "-" }.count
    let longer = names.filter { $0.hasPrefix(word) }
    if letters >= 2, longer.count == 1 { return longer.first }
    var best: (name: String, slips: Int)?
    for name in names {
      let slips = slips(from: word, to: name)
      if slips <= max(1, letters / 3), slips < best?.slips ?? .max { best = (name, slips) }
    }
    // Any letter is one slip away from any other.
    if letters >= 2, let best { return best.name }
    let shorter = names.filter { $0.count >= 4 && word.hasPrefix($0) }
    return shorter.count == 1 ? shorter.first : nil
  }

  /// The number of letters that are missing, too many, wrong, or swapped with their neighbour (the restricted
  /// Damerau–Levenshtein distance).
  static func slips(from word: String, to name: String) -> Int {
    let word = Array(word)
    let name = Array(name)
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
      (beforeLast, last) = (last, current)
    }
    return last[name.count]
  }
}
