/// The tags of one photo while its sources are read: single words, and paths such as `cats/Nabi`.
///
/// It is bounded, whatever a file holds; what does not fit is left out and named in ``problem``.
struct TagCollection: Hashable {
  /// Words of their own, in the order in which they were found, as their sources spell them.
  private(set) var words: [String] = []
  /// Hierarchies from the root down, of two levels and more.
  private(set) var paths: [[String]] = []
  /// What was left out, for people; `nil` where nothing was.
  private(set) var problem: String?
  /// Bytes of all words and paths.
  private var size = 0

  /// Bytes of one tag, a path with its slashes. IPTC's keywords have at most 64.
  static let tagLimit = 1024
  /// Tags of one source. People give a photo a dozen, programs that recognise things a hundred.
  static let countLimit = 1000
  /// Bytes of all of them.
  static let sizeLimit = 64 << 10

  var isEmpty: Bool { words.isEmpty && paths.isEmpty }

  /// Adds a word; one of blanks alone is none.
  mutating func add(word: String) {
    let word = Self.trimmed(word)
    guard !word.isEmpty, fits(word.utf8.count) else { return }
    words.append(word)
  }

  /// Adds a hierarchy from its text.
  ///
  /// - Parameters:
  ///   - path: Such as `cats|Nabi`.
  ///   - separator: What separates its levels. Blanks around them, and levels without a name, play no part.
  mutating func add(path: String, separator: Character) {
    // Before it is taken apart: a text of separators alone has as many levels as bytes.
    guard path.utf8.count <= Self.tagLimit else { return leaveOut(.tooLong) }
    add(path: path.split(separator: separator).map { String($0) })
  }

  /// Adds a hierarchy from the root down.
  mutating func add(path: [String]) {
    let path = path.map(Self.trimmed).filter { !$0.isEmpty }
    guard !path.isEmpty, fits(path.reduce(path.count - 1) { $0 + $1.utf8.count }) else { return }
    // One level is no hierarchy.
    if path.count == 1 { words += path } else { paths.append(path) }
  }

  /// Adds the tags of another source.
  mutating func add(_ others: TagCollection) {
    for word in others.words where fits(word.utf8.count) { words.append(word) }
    for path in others.paths where fits(path.reduce(path.count - 1) { $0 + $1.utf8.count }) {
      paths.append(path)
    }
    problem = problem ?? others.problem
  }

  /// Notes that a source had a tag that was too long to be read.
  mutating func leaveOutLongTag() { leaveOut(.tooLong) }

  /// Notes that a source had more tags than are read.
  mutating func leaveOutTags() { leaveOut(.tooMany) }

  private enum Reason {
    case tooLong
    case tooMany
    case tooMuch
  }

  private mutating func leaveOut(_ reason: Reason) {
    guard problem == nil else { return }
    switch reason {
    case .tooLong: problem = "a tag of more than \(Self.tagLimit) bytes"
    case .tooMany: problem = "more than \(Self.countLimit) tags"
    case .tooMuch: problem = "more than \(Self.sizeLimit >> 10) KB of tags"
    }
  }

  /// Whether one more tag of this many bytes is kept; it is counted then.
  private mutating func fits(_ count: Int) -> Bool {
    if count > Self.tagLimit { leaveOut(.tooLong) }
    if words.count + paths.count >= Self.countLimit { leaveOut(.tooMany) }
    if size + count > Self.sizeLimit { leaveOut(.tooMuch) }
    guard count <= Self.tagLimit, words.count + paths.count < Self.countLimit, size + count <= Self.sizeLimit
    else { return false }
    size += count
    return true
  }

  /// A text without blanks and NULs around it.
  static func trimmed(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar.value == 0 }
    let scalars = text.unicodeScalars
    // Nearly always there is nothing to trim, and no copy to be made.
    guard let first = scalars.first, let last = scalars.last, isBlank(first) || isBlank(last) else {
      return text
    }
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }
}
