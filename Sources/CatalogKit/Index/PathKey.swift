/// A path, shortened to 128 bits: two hashes, so that no two paths of a library meet by accident.
struct PathKey: Hashable {
  private let first: Int
  private let second: Int

  /// - Parameter path: A photo's path as the index has it.
  init(_ path: FilePathBytes) {
    var json: [UInt8] = []
    JSONPath.append(path, bytesKey: "pathBytes", to: &json)
    self = json.withUnsafeBytes { PathKey(line: $0, path: 0..<$0.count) }
  }

  /// - Parameters:
  ///   - line: A photo's line.
  ///   - path: Where its path stands in the line.
  init(line: UnsafeRawBufferPointer, path: Range<Int>) {
    let bytes = UnsafeRawBufferPointer(rebasing: line[path])
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
