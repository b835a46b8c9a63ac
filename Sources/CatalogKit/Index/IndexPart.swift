/// A part of an index: what `catalog extract` writes. A head line says from which folder relative paths count and which extractor has read
/// the photos; each further line is a photo's, in any order. Where the head says `"counted":true`, a last
/// line says how many these are, so that a part whose writer was killed between two lines is not taken for a
/// whole one. Parts of other programs need none.
public struct IndexPart: Sendable {
  /// Where relative paths count from, absolute.
  public let base: FilePathBytes
  /// Which extractor has read the photos.
  public let extractor: Int
  private let file: FileReader
  /// Where the photos' lines are.
  private let photos: Range<Int>
  /// How many photos there have to be; `nil` where the part does not say.
  private let count: Int?

  /// The head of a part.
  ///
  /// - Parameters:
  ///   - base: Where relative paths count from, absolute.
  ///   - generator: The program that writes it: `catalog 0.1.0`.
  /// - Returns: A line with its line break.
  public static func head(base: FilePathBytes, generator: String) -> [UInt8] {
    var line = Array(
      "{\"catalog\":{\"version\":\(IndexHeader.currentVersion),\"reader\":\(ExtractorVersion.current),"
        .utf8
    )
    line += Array("\"generator\":".utf8)
    JSONText.append(generator.utf8, to: &line)
    line += Array("},\"base\":{\"path\":".utf8)
    JSONPath.append(base, bytesKey: "pathBytes", to: &line)
    return line + Array("},\"counted\":true}\n".utf8)
  }

  /// The last line of a part.
  ///
  /// - Parameter count: Lines of photos.
  /// - Returns: A line with its line break.
  public static func end(count: Int) -> [UInt8] { Array("{\"lines\":\(count)}\n".utf8) }

  /// Opens a part.
  ///
  /// - Parameter path: The file; links are followed.
  /// - Returns: The part; `nil` where the file does not begin with the head of one.
  /// - Throws: ``IndexError`` where it is missing, newer than this version, or cut off.
  public static func open(_ path: FilePathBytes) throws(IndexError) -> IndexPart? {
    let (file, beginning, last): (FileReader, [UInt8], [UInt8])
    do throws(SystemError) {
      file = try FileReader(path: path)
      beginning = try file.read(at: 0, count: lineLimit)
      last = try file.read(at: max(0, file.status.size - lineLimit), count: lineLimit)
    } catch {
      if error.isMissing { throw .missing(path) }
      throw error.isNoFile ? .notAnIndex(path) : .system(error)
    }
    guard let end = beginning.firstIndex(of: UInt8(ascii: "\n")),
      let head = beginning[..<end].withUnsafeBytes({ try? Head($0) })
    else { return nil }
    guard head.version <= IndexHeader.currentVersion else { throw .newer(path, version: head.version) }
    var (photosEnd, count): (Int, Int?) = (file.status.size, nil)
    if head.isCounted {
      let line = last.dropLast()[(last.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
      photosEnd -= line.count + 1
      count = photosEnd > end ? line.withUnsafeBytes { try? countInEnd($0) } : nil
    }
    // A worker that was killed has written half a line, or no end: nothing of its part can be trusted to be
    // all. The file may have been shorter when it was opened than when its head was read.
    guard last.last == UInt8(ascii: "\n"), photosEnd > end, count != nil || !head.isCounted else {
      throw .damagedPart(path, "it is cut off (at byte \(file.status.size))")
    }
    return IndexPart(
      base: head.base,
      extractor: head.extractor,
      file: file,
      photos: end + 1..<photosEnd,
      count: count
    )
  }

  /// No path is so long that a head would be, and an end has a number.
  private static let lineLimit = 64 << 10

  private static func countInEnd(_ line: UnsafeRawBufferPointer) throws(JSONError) -> Int? {
    var scanner = JSONScanner(line)
    var count: Int?
    try scanner.object { (scanner, key) throws(JSONError) in
      if String(decoding: key, as: UTF8.self) == "lines" {
        count = try scanner.integer()
      } else {
        try scanner.skipValue()
      }
    }
    guard scanner.position == line.count else { throw JSONError(offset: scanner.position) }
    return count
  }

  private struct Head {
    var version = 0
    var extractor = 0
    var base: FilePathBytes
    var isCounted = false

    init(_ line: UnsafeRawBufferPointer) throws(JSONError) {
      var scanner = JSONScanner(line)
      var (version, extractor): (Int?, Int?) = (nil, nil)
      var (path, pathBytes): ([UInt8]?, [UInt8]?) = (nil, nil)
      var isCounted = false
      try scanner.object { (scanner, key) throws(JSONError) in
        switch String(decoding: key, as: UTF8.self) {
        case "catalog":
          try scanner.object { (scanner, key) throws(JSONError) in
            switch String(decoding: key, as: UTF8.self) {
            case "version": version = try scanner.integer()
            case "reader": extractor = try scanner.integer()
            default: try scanner.skipValue()
            }
          }
        case "base":
          try scanner.object { (scanner, key) throws(JSONError) in
            switch String(decoding: key, as: UTF8.self) {
            case "path": path = try scanner.string()
            case "pathBytes": pathBytes = Base64.decode(try scanner.string())
            default: try scanner.skipValue()
            }
          }
        case "counted": isCounted = try scanner.boolean()
        default: try scanner.skipValue()
        }
      }
      guard let version, let extractor, let base = pathBytes ?? path, base.first == FilePathBytes.slash,
        scanner.position == line.count
      else { throw JSONError(offset: scanner.position) }
      (self.version, self.extractor, self.base) = (version, extractor, FilePathBytes(base))
      self.isCounted = isCounted
    }
  }

  /// Goes through the photos' lines.
  ///
  /// - Throws: ``IndexError``, also where there are more or fewer than the part's end says, and what the
  ///   closure throws.
  func forEachLine(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var position = photos.lowerBound
    var chunk: [UInt8] = []
    var found = 0
    while position < photos.upperBound {
      chunk += try file.read(at: position, count: min(1 << 20, photos.upperBound - position))
      position = min(position + (1 << 20), photos.upperBound)
      guard let last = chunk.lastIndex(of: UInt8(ascii: "\n")) else {
        guard chunk.count < IndexFile.lineLimit else {
          throw IndexError.damagedPart(file.path, "a line does not end (at byte \(position - chunk.count))")
        }
        continue
      }
      try chunk.withUnsafeBytes { bytes in
        var lineStart = 0
        while lineStart <= last, let end = IndexLines.lineBreak(in: bytes, from: lineStart) {
          if end > lineStart {
            try body(UnsafeRawBufferPointer(rebasing: bytes[lineStart..<end]))
            found += 1
          }
          lineStart = end + 1
        }
      }
      chunk.removeFirst(last + 1)
    }
    if let count, count != found {
      throw IndexError.damagedPart(file.path, "its end says \(count) photos, and it has \(found)")
    }
  }

  /// Bytes of the file.
  public var size: Int { file.status.size }

  /// Where the part is, for errors.
  var path: FilePathBytes { file.path }
}
