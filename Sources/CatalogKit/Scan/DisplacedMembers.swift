/// Members that somebody wrote into records by hand, under names that are those of fields by now. What the photos say takes their
/// place, so they go into ``RemovedRecords``.
struct DisplacedMembers: Sendable {
  /// How many.
  private(set) var count = 0
  /// A JSON object a line: the photo's path and the members.
  private(set) var lines: [UInt8] = []

  /// Takes such members out.
  ///
  /// - Parameters:
  ///   - members: A record's members that no scan has written, each with a comma before it.
  ///   - path: The photo's.
  /// - Returns: The others.
  mutating func taken(from members: [UInt8], of path: FilePathBytes) -> [UInt8] {
    guard let (displaced, others, number) = try? Self.sorted(members), number > 0 else { return members }
    count += number
    lines += Array("{\"path\":".utf8)
    JSONPath.append(path, bytesKey: "pathBytes", to: &lines)
    lines += displaced + Array("}\n".utf8)
    return others
  }

  /// Takes those of others.
  mutating func add(_ others: DisplacedMembers) {
    count += others.count
    lines += others.lines
  }

  private static func sorted(
    _ members: [UInt8]
  ) throws(JSONError) -> (displaced: [UInt8], others: [UInt8], count: Int) {
    let object = [UInt8(ascii: "{")] + members.dropFirst() + [UInt8(ascii: "}")]
    return try object.withBytes { (bytes) throws(JSONError) in
      var cursor = MemberCursor(bytes)
      var (displaced, others): ([UInt8], [UInt8]) = ([], [])
      var count = 0
      var start = 1
      while let member = try cursor.next() {
        let end = try cursor.scanner.valueRange().upperBound
        let text = [UInt8(ascii: ",")] + bytes[start..<end]
        if case .field = member {
          displaced += text
          count += 1
        } else {
          others += text
        }
        // Past the comma.
        start = end + 1
      }
      return (displaced, others, count)
    }
  }
}
