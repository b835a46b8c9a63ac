/// A path, shortened to 128 bits: two hashes, so that no two paths of a library meet by accident.
struct PathKey: Hashable {
  private let first: Int
  private let second: Int

  /// The first number is a good hash already; the second decides.
  func hash(into hasher: inout Hasher) { hasher.combine(first) }

  /// - Parameter path: A photo's path as the index has it.
  init(_ path: FilePathBytes) {
    self = path.bytes.withUnsafeBytes { PathKey(bytes: $0) }
  }

  /// - Parameters:
  ///   - members: A line taken apart.
  ///   - line: The line.
  /// - Throws: ``JSONError`` where it has no path.
  init(_ members: LineMembers, in line: UnsafeRawBufferPointer) throws(JSONError) {
    // A path without escapes is in the line as it is.
    if !members.has(.pathBytes), let text = members.plainText(.path, in: line), text.count > 0,
      !text.contains(JSONText.backslash)
    {
      self.init(bytes: text)
    } else {
      self.init(try members.path(in: line))
    }
  }

  private init(bytes: UnsafeRawBufferPointer) {
    // Both are SipHash with the process's random key; what comes before makes them independent.
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    first = hasher.finalize()
    hasher = Hasher()
    hasher.combine(first)
    hasher.combine(bytes: bytes)
    second = hasher.finalize()
  }
}
