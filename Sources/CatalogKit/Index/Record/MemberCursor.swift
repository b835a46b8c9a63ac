/// Goes over the members of a photo's JSON object, in whatever order they come, escapes and blanks included.
///
/// This is the one place that knows how a line is put together: everything that reads a line, whole or in part, goes through
/// here. Values that nobody asks for are passed over without being read.
struct MemberCursor {
  /// At the value of the member that ``next()`` found. Whoever reads the value leaves it at the value's end.
  var scanner: JSONScanner
  private let line: UnsafeRawBufferPointer
  private var isFirst = true
  /// The field that is likely to come next: lines have them in their order.
  private var expected = 0

  /// What a member is.
  enum Member {
    case field(PhotoField)
    /// Of the line, not of the photo: see ``LineRevision``.
    case extractor
    /// A member that this version does not know; where its name is, with its quotes.
    case unknown(name: Range<Int>)
  }

  /// - Parameter line: A JSON object.
  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
    scanner = JSONScanner(line)
  }

  /// The next member; `nil` at the end of the object, after which there may be nothing but blanks.
  ///
  /// - Throws: ``JSONError`` where the bytes are no object.
  mutating func next() throws(JSONError) -> Member? {
    guard let member = try nextInObject() else {
      try scanner.end()
      return nil
    }
    return member
  }

  /// The next member; `nil` at the end of the object, whatever follows it.
  mutating func nextInObject() throws(JSONError) -> Member? {
    if isFirst {
      try scanner.expect("{")
      if scanner.skip("}") { return nil }
      isFirst = false
    } else if !scanner.skip(",") {
      try scanner.expect("}")
      return nil
    }
    if let member = expectedMember() { return member }
    let name = try scanner.stringRange()
    try scanner.expect(":")
    return try member(name)
  }

  /// Goes over a line as a scan writes it: without blanks, with known members only, whose names have no escapes, and whose values are
  /// no lists.
  ///
  /// - Parameters:
  ///   - line: A JSON object.
  ///   - body: Called with each member and where its value is.
  /// - Returns: `false` where the line is not so, after which a cursor has to go over it from its beginning.
  @inline(__always)
  static func forEachPlainMember(of line: UnsafeRawBufferPointer, _ body: (Member, Range<Int>) -> Void)
    -> Bool
  {
    guard line.first == UInt8(ascii: "{") else { return false }
    let names = KnownMember.all
    var (position, expected) = (1, 0)
    while let slot = slot(in: line, at: position, from: expected, names) {
      expected = slot + 1
      let start = position + names[slot].key.count
      guard start < line.count else { return false }
      switch line[start] {
      case JSONText.quote:
        guard let end = JSONScanner.stringEnd(in: line, from: start + 1) else { return false }
        position = end
      case UInt8(ascii: "["), UInt8(ascii: "{"): return false
      default: position = JSONScanner.scalarEnd(in: line, from: start)
      }
      guard position > start, position < line.count else { return false }
      body(names[slot].member, start..<position)
      if line[position] == UInt8(ascii: "}") { return position == line.count - 1 }
      guard line[position] == UInt8(ascii: ",") else { return false }
      position += 1
    }
    return false
  }

  /// The next member if it is one of the few that are likely to come.
  @inline(__always)
  private mutating func expectedMember() -> Member? {
    let names = KnownMember.all
    guard let slot = Self.slot(in: line, at: scanner.position, from: expected, names) else { return nil }
    expected = slot + 1
    scanner.skip(names[slot].key.count)
    return names[slot].member
  }

  /// Which of the few members that are likely to come begins at a place: its name, quotes and colon are compared with theirs.
  @inline(__always)
  private static func slot(
    in line: UnsafeRawBufferPointer,
    at position: Int,
    from expected: Int,
    _ names: UnsafeBufferPointer<KnownMember>
  ) -> Int? {
    guard line.count - position >= MemberName.longest + 8 else { return nil }
    let first = line.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    for slot in expected..<min(expected + looks, names.count) {
      let key = names[slot].key
      guard key.first == first & key.mask,
        key.last == line.loadUnaligned(fromByteOffset: position + key.count - key.lastCount, as: UInt64.self)
          & key.mask
      else { continue }
      return slot
    }
    return nil
  }

  /// A photo lacks fewer fields in a row, but for its position.
  private static let looks = 9

  /// Finds a member by its name. In a line as it was written the first look or the second finds it.
  private mutating func member(_ name: Range<Int>) throws(JSONError) -> Member {
    let plain = UnsafeRawBufferPointer(rebasing: line[(name.lowerBound + 1)..<(name.upperBound - 1)])
    if let found = find(MemberName(plain)) { return found }
    guard plain.contains(JSONText.backslash) else { return .unknown(name: name) }
    var scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: line[name]))
    let resolved = try scanner.string()
    return find(resolved.withUnsafeBytes { MemberName($0) }) ?? .unknown(name: name)
  }

  @inline(__always)
  private mutating func find(_ name: MemberName?) -> Member? {
    guard let name else { return nil }
    let names = KnownMember.all
    var slot = expected
    for _ in 0..<names.count {
      if slot >= names.count { slot = 0 }
      if names[slot].name == name {
        expected = slot + 1
        return names[slot].member
      }
      slot += 1
    }
    return nil
  }
}

/// The name of a member as two numbers, which are compared in a moment.
struct MemberName: Equatable {
  private let count: Int
  private let first: UInt64
  private let last: UInt64

  /// No member that is known has a longer name.
  static let longest = 16

  /// - Parameter bytes: A name; one that is too long to be known gives `nil`.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= Self.longest else { return nil }
    count = bytes.count
    if count >= 8 {
      // Names of fewer than sixteen bytes have some of them in both.
      first = bytes.loadUnaligned(as: UInt64.self)
      last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      first = bytes.reduce(0) { $0 << 8 | UInt64($1) }
      last = 0
    }
  }
}

/// A name with its quotes and its colon, as it is in a line that a scan wrote.
struct MemberKey {
  let count: Int
  /// The first bytes, as many as ``mask`` has.
  let first: UInt64
  /// The last bytes, as many.
  let last: UInt64
  let mask: UInt64
  /// How many bytes the mask has: eight, or fewer where the whole is shorter.
  var lastCount: Int { min(count, 8) }

  /// Of the version whose extractor read the photo.
  static let extractor = MemberKey("reader")

  /// - Parameter name: A name of at most ``MemberName/longest`` bytes.
  init(_ name: StaticString) {
    var bytes = Array("\"\(name)\":".utf8)
    count = bytes.count
    bytes += [0, 0, 0, 0, 0, 0, 0, 0]
    // Of numbers whose first byte in memory is their lowest, the mask keeps the lowest.
    mask = count >= 8 ? .max : UInt64(littleEndian: 1 << UInt64(8 * count) - 1)
    let (kept, start) = (mask, max(0, count - 8))
    first = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) } & kept
    last = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) } & kept
  }
}

/// A member that a line can have.
struct KnownMember {
  let name: MemberName?
  let key: MemberKey
  let member: MemberCursor.Member

  init(_ name: StaticString, _ member: MemberCursor.Member) {
    self.name = name.withUTF8Buffer { MemberName(UnsafeRawBufferPointer($0)) }
    self.member = member
    key = MemberKey(name)
  }

  /// All of them, in the order of a line. They are never freed.
  nonisolated(unsafe) static let all: UnsafeBufferPointer<KnownMember> = {
    let known =
      PhotoFieldTable.rowsOfLines.map { KnownMember($0.name, .field($0.field)) }
      + [KnownMember("reader", .extractor)]
    let memory = UnsafeMutableBufferPointer<KnownMember>.allocate(capacity: known.count)
    _ = memory.initialize(from: known)
    return UnsafeBufferPointer(memory)
  }()
}
