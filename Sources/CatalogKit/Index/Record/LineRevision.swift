/// The reader of a single line, where the index as a whole is an older one's.
///
/// As long as photos that an older reader read cannot be read anew, as those on a drive that is not plugged in, the index has to
/// be called that reader's. Lines that a newer one wrote then say so in a last member, `"reader"`, so that not every scan
/// reads their photos again. In all other indexes no line has it.
enum LineRevision {
  private static let key = Array(",\"reader\":".utf8)

  /// A line that says which reader it is from.
  static func added(_ reader: Int, to line: UnsafeRawBufferPointer) -> [UInt8] {
    var marked = Array(line.dropLast()) + key
    DecimalDigits.append(reader, to: &marked)
    return marked + [UInt8(ascii: "}")]
  }

  /// The line without its reader; `nil` where it names none.
  static func removed(from line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard line.last == UInt8(ascii: "}") else { return nil }
    // No text ends in a digit: behind one a quotation mark would stand.
    let number = line.dropLast().reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let rest = line.dropLast(number.count + 1)
    guard !number.isEmpty, rest.suffix(key.count).elementsEqual(key) else { return nil }
    return Array(rest.dropLast(key.count)) + [UInt8(ascii: "}")]
  }
}
