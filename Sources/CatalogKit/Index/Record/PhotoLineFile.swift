/// What a scan has to know of a record to tell whether its photo changed, read from a line as ``PhotoLine`` writes it
/// without decoding the rest.
struct PhotoLineFile {
  /// The path as it stands in the line: a JSON string, with `pathBytes` behind it where it has them.
  let path: Range<Int>
  var size: Int?
  var modified: Timestamp?
  var isUnreadable = false
  /// What ``SidecarList/fingerprint(_:)-(UnsafeRawBufferPointer)`` makes of the sidecars.
  var sidecars = 0
  /// Which reader the line is from, where it says so itself.
  var reader: Int?
  /// Whether fields follow that this version does not know: they stand behind all others.
  var hasUnknownFields = false

  /// - Parameter line: A whole line without its comma; `nil` where it is not as it was written.
  init?(_ line: UnsafeRawBufferPointer) {
    var members = LineMembers(line)
    guard members.next() != nil, let path = members.next(), members.isKey("path", path) else { return nil }
    var pathEnd = path.value.upperBound
    var rest = members
    if let bytes = rest.next(), members.isKey("pathBytes", bytes) {
      pathEnd = bytes.value.upperBound
      members = rest
    }
    self.path = path.value.lowerBound..<pathEnd
    while let member = members.next() {
      if members.isKey("size", member) {
        size = FixedPoint.parse(members.bytes(member.value)).flatMap { Int(exactly: $0) }
      } else if members.isKey("modified", member), member.value.count > 2 {
        let text = (member.value.lowerBound + 1)..<(member.value.upperBound - 1)
        modified = Timestamp(rfc3339: members.bytes(text))
      } else if members.isKey("sidecars", member) {
        sidecars = SidecarList.fingerprint(members.bytes(member.value))
      } else if members.isKey("unreadable", member) {
        isUnreadable = line[member.value.lowerBound] == UInt8(ascii: "t")
      } else if members.isKey("reader", member) {
        reader = FixedPoint.parse(members.bytes(member.value)).flatMap { Int(exactly: $0) }
      } else if modified != nil, !members.isKey("problem", member) {
        hasUnknownFields = true
      }
    }
    guard members.isAtEnd else { return nil }
  }
}

/// The members of a JSON object that has no blanks between its parts, as pieces of its bytes.
private struct LineMembers {
  private let line: UnsafeRawBufferPointer
  private var position = 0

  struct Member {
    let key: Range<Int>
    let value: Range<Int>
  }

  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
  }

  /// Whether the object was gone through to its end.
  var isAtEnd: Bool { position == line.count - 1 && line[position] == UInt8(ascii: "}") }

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[range])
  }

  func isKey(_ name: StaticString, _ member: Member) -> Bool {
    name.utf8CodeUnitCount == member.key.count
      && name.withUTF8Buffer { line[member.key].elementsEqual($0) }
  }

  /// The next member; `nil` at the end and where the bytes are not as expected.
  mutating func next() -> Member? {
    let opening = position == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")
    guard position < line.count, line[position] == opening else { return nil }
    guard let keyEnd = stringEnd(position + 1), keyEnd < line.count, line[keyEnd] == UInt8(ascii: ":"),
      let valueEnd = valueEnd(keyEnd + 1)
    else { return nil }
    defer { position = valueEnd }
    return Member(key: (position + 2)..<(keyEnd - 1), value: (keyEnd + 1)..<valueEnd)
  }

  /// Behind the string that begins at a place.
  private func stringEnd(_ start: Int) -> Int? {
    guard start < line.count, line[start] == JSONText.quote else { return nil }
    var index = start + 1
    while index < line.count {
      switch line[index] {
      case JSONText.quote: return index + 1
      case JSONText.backslash: index += 2
      default: index += 1
      }
    }
    return nil
  }

  /// Behind the value that begins at a place: at the comma or brace that closes this object's member.
  private func valueEnd(_ start: Int) -> Int? {
    var index = start
    var depth = 0
    while index < line.count {
      switch line[index] {
      case JSONText.quote:
        guard let end = stringEnd(index) else { return nil }
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return index
      default: break
      }
      index += 1
    }
    return nil
  }
}
