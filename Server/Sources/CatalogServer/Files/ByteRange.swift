/// Which bytes of a file a request wants (RFC 9110, section 14).
enum ByteRange: Hashable, Sendable {
  case all
  case part(Range<Int>)
  /// The file has none of them.
  case unsatisfiable

  /// - Parameters:
  ///   - header: The header `Range`; what is no single range of bytes is passed over, as the standard lets a server do.
  ///   - size: Bytes of the file.
  init(_ header: String?, size: Int) {
    guard let header, header.utf8.count < 100, header.lowercased().hasPrefix("bytes=") else {
      self = .all
      return
    }
    let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      self = .all
      return
    }
    // Numbers beyond any file are the end of it.
    let first = ends[0].isEmpty ? nil : Int(ends[0]) ?? .max
    let last = ends[1].isEmpty ? nil : Int(ends[1]) ?? .max
    switch (first, last) {
    case (nil, nil): self = .all
    case (nil, let count?):
      self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
    case (let first?, let last):
      if let last, last < first {
        self = .all
      } else if first >= size {
        self = .unsatisfiable
      } else {
        self = .part(first..<(last.map { min($0, size - 1) } ?? size - 1) + 1)
      }
    }
  }
}
