/// A pattern with wildcards as gitignore(5) has them, compared with a path below the folder from which it counts.
///
/// `*` is any text without a slash, `?` one character that is none, `[a-z]` one of a set. `**` between slashes or at either end is any
/// number of folders. A backslash takes away what the next character means. Git reads bytes here and this reads characters, so
/// that `?` is one `é`.
struct Wildcards: Hashable, Sendable {
  private let tokens: [Token]

  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case one
    case set(WildcardSet)
    /// Any text without a slash.
    case star
    /// `**/`: folders with the slash after them, one or more, or none too.
    case folders(orNone: Bool)
    /// `**` at the end: all that is left.
    case rest
  }

  /// - Parameters:
  ///   - pattern: The pattern, without a slash at either end.
  ///   - isBelowAnyFolder: Whether it may begin in any folder, as if `**/` came before it.
  /// - Throws: ``WildcardError`` where git's pattern would match nothing whatever.
  init(_ pattern: [UInt8], isBelowAnyFolder: Bool = false) throws(WildcardError) {
    var tokens: [Token] = isBelowAnyFolder ? [.folders(orNone: true)] : []
    var index = 0
    // Git compares the part without wildcards by itself, and the rest as if it began there.
    var isBeginning = true
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"):
        let mayCross = isBeginning || pattern[index - 2] == UInt8(ascii: "/")
        let token = Self.stars(pattern, at: &index, mayCross: mayCross)
        if tokens.last != .star || token != .star { tokens.append(token) }
      case UInt8(ascii: "?"): tokens.append(.one)
      case UInt8(ascii: "["): tokens.append(.set(try WildcardSet(pattern, at: &index)))
      case UInt8(ascii: "\\"):
        guard index < pattern.count else { throw .trailingBackslash }
        tokens.append(.byte(pattern[index]))
        index += 1
      default:
        tokens.append(.byte(byte))
        continue
      }
      isBeginning = false
    }
    self.tokens = tokens
  }

  /// Reads the stars after the first one.
  private static func stars(_ pattern: [UInt8], at index: inout Int, mayCross: Bool) -> Token {
    let start = index
    while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
    guard index > start, mayCross else { return .star }
    if index == pattern.count { return .rest }
    if pattern[index] == UInt8(ascii: "/") {
      index += 1
      return .folders(orNone: true)
    }
    if pattern[index...].starts(with: Array("\\/".utf8)) {
      index += 2
      return .folders(orNone: false)
    }
    return .star
  }

  /// Whether what it matches may begin in any folder.
  var beginsInAnyFolder: Bool {
    switch tokens.first {
    case .folders, .rest: true
    default: false
    }
  }

  /// What of a path has to match.
  struct Target {
    /// Whether the path names a folder.
    var isFolder = false
    /// Whether only folders match.
    var foldersOnly = false
    /// Whether it is enough that a folder on the way matches.
    var countsFoldersAbove = false
  }

  /// Whether a path matches.
  ///
  /// A star that took too little takes one character more, and only the last one of a name has to: what precedes it matches as early as
  /// it can, which leaves the most to the rest. The same holds for the last `**`.
  ///
  /// Cost: at most the product of both lengths.
  ///
  /// - Parameters:
  ///   - path: The path's bytes.
  ///   - start: Where the part begins that is compared.
  ///   - target: What has to match.
  /// - Returns: Whether it does.
  func match(_ path: [UInt8], from start: Int = 0, _ target: Target) -> Bool {
    var (token, place) = (0, start)
    var star: (token: Int, place: Int)?
    var folders: (token: Int, place: Int)?
    while true {
      if token == tokens.count {
        if target.isReached(at: place, of: path) { return true }
      } else {
        switch tokens[token] {
        case .rest: return target.isReachedBelow(place, of: path)
        case .star:
          token += 1
          star = (token, place)
          continue
        case .folders(let orNone):
          token += 1
          folders = (token, place)
          star = nil
          if orNone { continue }
        case .byte, .one, .set:
          if let next = Self.end(of: tokens[token], at: place, of: path) {
            // A name has come to its end, and its stars with it.
            if path[place] == Self.slash { star = nil }
            token += 1
            place = next
            continue
          }
        }
      }
      if let last = star, last.place < path.count, path[last.place] != Self.slash {
        place = last.place + WildcardCharacter.at(last.place, of: path).length
        token = last.token
        star = (token, place)
      } else if let last = folders, let end = path[last.place...].firstIndex(of: Self.slash) {
        place = end + 1
        token = last.token
        folders = (token, place)
        star = nil
      } else {
        return false
      }
    }
  }

  /// Where the character ends that a token matches; `nil` where it does not.
  private static func end(of token: Token, at place: Int, of path: [UInt8]) -> Int? {
    guard place < path.count else { return nil }
    if case .byte(let byte) = token { return path[place] == byte ? place + 1 : nil }
    guard path[place] != slash else { return nil }
    let (character, length) = WildcardCharacter.at(place, of: path)
    if case .set(let set) = token, !set.contains(character) { return nil }
    return place + length
  }

  private static let slash = UInt8(ascii: "/")
}

extension Wildcards.Target {
  /// Whether a pattern that ends at a place of a path has matched what it should.
  fileprivate func isReached(at place: Int, of path: [UInt8]) -> Bool {
    if place == path.count { return isFolder || !foldersOnly }
    return countsFoldersAbove && path[place] == UInt8(ascii: "/")
  }

  /// The same for a pattern that matches anything from a place on.
  fileprivate func isReachedBelow(_ place: Int, of path: [UInt8]) -> Bool {
    isFolder || !foldersOnly || (countsFoldersAbove && path[place...].contains(UInt8(ascii: "/")))
  }
}

/// Why a text is no pattern. Git takes such a pattern and matches nothing with it.
enum WildcardError: Error, Hashable, Sendable {
  /// A `[` without its `]`.
  case unclosedBracket
  /// A class such as `[:digits:]` that does not exist.
  case unknownClass
  /// A backslash with nothing after it.
  case trailingBackslash
}
