/// The tags of a photo in its line: an array of texts.
enum TagList {
  /// Appends the array.
  static func append(_ tags: [String], to line: inout [UInt8]) {
    line.append(UInt8(ascii: "["))
    for (index, tag) in tags.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      JSONText.append(tag.utf8, to: &line)
    }
    line.append(UInt8(ascii: "]"))
  }

  /// Reads the array; what is no text in it is passed over, and so is a value that is no array.
  static func read(_ scanner: inout JSONScanner) throws(JSONError) -> [String] {
    guard scanner.peek() == UInt8(ascii: "[") else {
      try scanner.skipValue()
      return []
    }
    var tags: [String] = []
    try scanner.array { (scanner) throws(JSONError) in
      guard scanner.peek() == JSONText.quote else { return try scanner.skipValue() }
      tags.append(String(decoding: try scanner.string(), as: UTF8.self))
    }
    return tags
  }

  /// Reads the array as a value of a line.
  static func read(_ value: UnsafeRawBufferPointer) throws(JSONError) -> [String] {
    var scanner = JSONScanner(value)
    return try read(&scanner)
  }
}
