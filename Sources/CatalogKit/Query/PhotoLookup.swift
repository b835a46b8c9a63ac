extension IndexFile {
  /// Finds photos by their paths.
  ///
  /// Cost: the index is read up to the last of them, but only they are decoded.
  ///
  /// - Parameter paths: Paths as the index keeps them.
  /// - Returns: The photos that are in the index.
  /// - Throws: ``IndexError`` where the index is damaged.
  public func photos(at paths: Set<FilePathBytes>) throws -> [FilePathBytes: Photo] {
    var found: [FilePathBytes: Photo] = [:]
    guard !paths.isEmpty else { return found }
    // Names as they stand in a line. Two that are not UTF-8 may look alike there.
    var names: Set<[UInt8]> = []
    for path in paths {
      var name: [UInt8] = []
      JSONText.append(path.lossyText.utf8, to: &name)
      names.insert(name)
    }
    let lengths = Set(names.map(\.count))
    do {
      try forEachLine { line in
        guard let name = PhotoLine.name(in: line), lengths.contains(name.count), names.contains(Array(name))
        else { return }
        let photo: Photo
        do throws(JSONError) {
          photo = try PhotoLine.decode(line)
        } catch {
          throw IndexError.damaged(path, "a photo is not readable")
        }
        guard paths.contains(photo.path), found[photo.path] == nil else { return }
        found[photo.path] = photo
        if found.count == paths.count { throw AllFound() }
      }
    } catch is AllFound {}
    return found
  }

  private struct AllFound: Error {}
}

extension PhotoLine {
  /// The value of `path` with its quotes, in a line as it is written.
  fileprivate static func name(in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let isUnlocated = line.starts(with: unlocatedPrefix)
    let start = isUnlocated ? unlocatedPrefix.count : PhotoLinePlace.orderLength + pathKey.count
    guard start < line.count, line[start] == JSONText.quote else { return nil }
    var end = start + 1
    while end < line.count, line[end] != JSONText.quote { end += line[end] == JSONText.backslash ? 2 : 1 }
    guard end < line.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: line[start...end])
  }
}
