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
    let name = try scanner.stringRange()
    try scanner.expect(":")
    return try member(name)
  }

  /// Finds a member by its name. In a line as it was written the first look or the second finds it.
  private mutating func member(_ name: Range<Int>) throws(JSONError) -> Member {
    let plain = UnsafeRawBufferPointer(rebasing: line[(name.lowerBound + 1)..<(name.upperBound - 1)])
    if let slot = MemberNames.slot(of: plain, expected: expected) {
      expected = slot + 1
      return MemberNames.member(slot)
    }
    guard plain.contains(JSONText.backslash) else { return .unknown(name: name) }
    var scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: line[name]))
    let resolved = try scanner.string()
    let slot = resolved.withUnsafeBytes { MemberNames.slot(of: $0, expected: expected) }
    return slot.map(MemberNames.member) ?? .unknown(name: name)
  }
}

/// The names of all members that a line can have.
private enum MemberNames {
  private struct Name {
    let start: UnsafePointer<UInt8>
    let count: Int
    let member: MemberCursor.Member
  }

  // The names are literals, which lie in the program for ever.
  nonisolated(unsafe) private static let names: [Name] = {
    let extractor: StaticString = "reader"
    return PhotoFieldTable.rows.filter { $0.read != nil }
      .map { Name(start: $0.name.utf8Start, count: $0.name.utf8CodeUnitCount, member: .field($0.field)) }
      + [Name(start: extractor.utf8Start, count: extractor.utf8CodeUnitCount, member: .extractor)]
  }()

  /// Where a name is in the list, which is searched from a place on.
  static func slot(of name: UnsafeRawBufferPointer, expected: Int) -> Int? {
    names.withUnsafeBufferPointer { names in
      var slot = expected
      for _ in 0..<names.count {
        if slot >= names.count { slot = 0 }
        let known = names[slot]
        if known.count == name.count, SystemCalls.isEqual(name, known.start) { return slot }
        slot += 1
      }
      return nil
    }
  }

  static func member(_ slot: Int) -> MemberCursor.Member { names[slot].member }
}
