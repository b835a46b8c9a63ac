#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The patterns in a `.catalogignore`, one a line, as gitignore(5) has them.
///
/// Empty lines and those that begin with `#` say nothing; `\#` begins a pattern. Spaces at the end do not count unless a backslash
/// precedes them. A line that is no pattern matches nothing.
enum IgnoreFile {
  static let name = FilePathBytes(".catalogignore")

  /// The most bytes of such a file.
  static let sizeLimit = 64 << 10
  /// The most patterns. Each is compared with each name below.
  static let patternLimit = 2000

  /// Reads the file of a folder.
  ///
  /// - Parameters:
  ///   - directory: The open folder.
  ///   - path: Its path, for errors.
  /// - Returns: Its patterns; none where there is no such file.
  /// - Throws: ``SystemError`` where it cannot be read, and `EFBIG` where it holds more than the limits. Then nobody knows what of the
  ///   folder is meant to be passed over.
  static func read(in directory: Directory, _ path: FilePathBytes) throws(SystemError) -> [PathPattern] {
    let file = path.appending(name)
    let patterns: [PathPattern]
    do throws(SystemError) {
      let text = try OpenRegularFile.withOpen(name, in: directory, followLinks: true) { _, descriptor in
        contents(descriptor, file)
      }
      patterns = Self.patterns(try text.get())
    } catch {
      if error.isMissing { return [] }
      throw SystemError(code: error.code, operation: "read", path: file)
    }
    guard patterns.count <= patternLimit else { throw tooLarge(file) }
    return patterns
  }

  private static func contents(_ descriptor: Int32, _ file: FilePathBytes) -> Result<[UInt8], SystemError> {
    do throws(SystemError) {
      return .success(try read(descriptor, file))
    } catch {
      return .failure(error)
    }
  }

  /// Reads to the end, whatever size the system gave.
  private static func read(_ descriptor: Int32, _ file: FilePathBytes) throws(SystemError) -> [UInt8] {
    let bytes = try [UInt8].filled(count: sizeLimit + 1) { (buffer) throws(SystemError) in
      try SystemCalls.read(descriptor, at: 0, into: buffer, file).count
    }
    guard bytes.count <= sizeLimit else { throw tooLarge(file) }
    return bytes
  }

  private static func tooLarge(_ file: FilePathBytes) -> SystemError {
    SystemError(code: EFBIG, operation: "read", path: file)
  }

  /// The patterns in a file's text.
  static func patterns(_ text: [UInt8]) -> [PathPattern] {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: byteOrderMark) ? text.dropFirst(byteOrderMark.count) : text[...]
    return text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return try? PathPattern(FilePathBytes(withoutBlanksAtEnd(line)))
    }
  }

  /// Takes off spaces that no backslash precedes.
  private static func withoutBlanksAtEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      let isEscape = line[index] == UInt8(ascii: "\\")
      let isSpace = line[index] == UInt8(ascii: " ")
      index = min(index + (isEscape ? 2 : 1), line.endIndex)
      if !isSpace { end = index }
    }
    return line[..<end]
  }
}
