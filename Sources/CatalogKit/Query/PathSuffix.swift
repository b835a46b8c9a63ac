/// The end of a path as people type it: `IMG_2210.jpg` or `dubu/IMG_2210.jpg` for `photos/dubu/IMG_2210.jpg`, in any Unicode normalisation.
struct PathSuffix: Hashable, Sendable {
  private let bytes: [UInt8]

  /// - Parameter name: Whole names with slashes between them; `./` at its beginning does not count.
  init(_ name: FilePathBytes) {
    var bytes = name.bytes[...]
    while bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
    self.bytes = ComposedText.composed(Array(bytes)) ?? Array(bytes)
  }

  /// Whether a path is the same, or ends so behind a slash.
  ///
  /// - Parameter path: A path as the index keeps it.
  /// - Returns: Whether it does.
  func matches(_ path: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    let path = ComposedText.composed(path) ?? path
    guard path.count >= bytes.count, path.suffix(bytes.count).elementsEqual(bytes) else { return false }
    return path.count == bytes.count || path[path.count - bytes.count - 1] == FilePathBytes.slash
  }
}

extension IndexFile {
  /// Finds photos by the ends of their paths. Cost: all lines are gone through, on several threads.
  ///
  /// - Parameter names: Ends of paths, in whole names.
  /// - Returns: For each name the first photos that have it, in the order of the index; at most ``mostSuffixMatches``.
  /// - Throws: ``IndexError`` where the index is damaged.
  public func photos(endingWith names: Set<FilePathBytes>) throws -> [FilePathBytes: [Photo]] {
    let suffixes = names.map { ($0, PathSuffix($0)) }
    var found: [FilePathBytes: [Photo]] = [:]
    guard !names.isEmpty else { return found }
    try forEachPiece { [path] piece in
      var photos: [(FilePathBytes, Photo)] = []
      var members = LineMembers()
      try piece.forEachLine { line, _ in
        do throws(JSONError) {
          try members.read(line)
          let name = try members.path(in: line).bytes
          for (suffix, matcher) in suffixes where matcher.matches(name) {
            photos.append((suffix, try PhotoLine.decode(line)))
          }
        } catch {
          throw IndexError.damaged(path, "a photo is not readable")
        }
      }
      return photos
    } take: { photos in
      for (name, photo) in photos where found[name, default: []].count < Self.mostSuffixMatches {
        found[name, default: []].append(photo)
      }
      return true
    }
    return found
  }

  /// More are not distinguished: nobody reads so many names.
  public static let mostSuffixMatches = 5
}
