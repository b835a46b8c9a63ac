/// Which extractor a single line is from, where the index as a whole is an older one's.
///
/// As long as photos that an older version read cannot be read anew, as those on a drive that is not plugged in, the index has to
/// carry that version. Lines that a newer one wrote then name theirs in a last member, `"reader"`, so that not every scan
/// reads their photos again. In all other indexes no line has it.
enum LineRevision {
  private static let key = Array(",\"reader\":".utf8)

  /// A line that says which extractor it is from.
  static func added(_ version: Int, to line: UnsafeRawBufferPointer) -> [UInt8] {
    var marked = Array(line.dropLast()) + key
    DecimalDigits.append(version, to: &marked)
    return marked + [UInt8(ascii: "}")]
  }

  /// The line without its extractor; `nil` where it names none.
  static func removed(from line: UnsafeRawBufferPointer) -> [UInt8]? {
    var members = LineMembers()
    guard (try? members.read(line)) != nil, let member = members.extractor?.member else { return nil }
    var plain = Array(line[..<member.lowerBound])
    var rest = line[member.upperBound...]
    // The first member has no comma before it, so the one after it goes.
    if plain.count == 1, rest.first == UInt8(ascii: ",") { rest = rest.dropFirst() }
    plain += rest
    return plain
  }
}
