/// Names of files from a pipe as they come: lines, names that end with a NUL, or JSON lines with `path` or `pathBytes`, since a pipe of an
/// engine carries no NUL, no line break in a name, and no bytes that are not UTF-8.
public struct NameStream {
  private let descriptor: Int32
  private let endsWithNUL: Bool
  private var rest: [UInt8] = []
  private var isAtEnd = false

  /// - Parameters:
  ///   - descriptor: Open for reading.
  ///   - endsWithNUL: Whether a NUL ends each name, and not a line break.
  public init(descriptor: Int32, endsWithNUL: Bool) {
    self.descriptor = descriptor
    self.endsWithNUL = endsWithNUL
  }

  /// The names that are there by now, at least one.
  ///
  /// - Returns: `nil` at the end.
  /// - Throws: ``SystemError`` of read(2), ``NameStreamError`` for a line that is none.
  public mutating func next() throws -> [FilePathBytes]? {
    let separator = endsWithNUL ? 0 : UInt8(ascii: "\n")
    while !isAtEnd {
      let chunk = try NameList.chunk(of: descriptor)
      isAtEnd = chunk.isEmpty
      rest += chunk
      guard rest.count <= Self.nameLimit else { throw NameStreamError.tooLong }
      guard let last = isAtEnd ? rest.indices.last : rest.lastIndex(of: separator) else { continue }
      let names = try rest[...last].split(separator: separator).map(name)
      rest.removeFirst(last + 1)
      if !names.isEmpty { return names }
    }
    return nil
  }

  /// A line of JSON whose path is written in bytes of six.
  private static let nameLimit = 1 << 20

  private func name(_ line: ArraySlice<UInt8>) throws -> FilePathBytes {
    guard line.first == UInt8(ascii: "{"), !endsWithNUL else { return FilePathBytes(Array(line)) }
    var (path, pathBytes): ([UInt8]?, [UInt8]?) = (nil, nil)
    do throws(JSONError) {
      try line.withBytes { (line) throws(JSONError) in
        var scanner = JSONScanner(line)
        try scanner.object { (scanner, key) throws(JSONError) in
          switch String(decoding: key, as: UTF8.self) {
          case "path": path = try scanner.string()
          case "pathBytes": pathBytes = Base64.decode(try scanner.string())
          default: try scanner.skipValue()
          }
        }
      }
    } catch {
      // A file's name may begin with a brace.
      return FilePathBytes(Array(line))
    }
    guard let name = pathBytes ?? path else { throw NameStreamError.noPath }
    return FilePathBytes(name)
  }
}

/// Why a pipe holds no names.
public enum NameStreamError: Error, Hashable, Sendable {
  case tooLong
  case noPath
}

extension NameStreamError: CustomStringConvertible {
  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .tooLong: "a name on standard input is longer than any file's: write one a line, or use -0"
    case .noPath: "a line of JSON on standard input has no path: write {\"path\":\"photos/a.jpg\"}"
    }
  }
}
