extension IndexFile {
  /// Finds photos by their paths.
  ///
  /// Cost: the index is read up to the last of them, on several threads, but only they are decoded.
  ///
  /// - Parameter paths: Paths as the index keeps them.
  /// - Returns: The photos that are in the index.
  /// - Throws: ``IndexError`` where the index is damaged.
  public func photos(at paths: Set<FilePathBytes>) throws -> [FilePathBytes: Photo] {
    var found: [FilePathBytes: Photo] = [:]
    guard !paths.isEmpty else { return found }
    let keys = Set(paths.map { PathKey($0) })
    try forEachPiece { [path] piece in
      var photos: [Photo] = []
      var members = LineMembers()
      try piece.forEachLine { line, range in
        do throws(JSONError) {
          try members.read(line)
          guard keys.contains(try PathKey(members, in: line)) else { return }
          photos.append(try PhotoLine.decode(line))
        } catch {
          let place = piece.offset.map { " (at byte \($0 + range.lowerBound + error.offset))" } ?? ""
          throw IndexError.damaged(path, "a photo is not readable\(place)")
        }
      }
      return photos
    } take: { photos in
      for photo in photos where paths.contains(photo.path) && found[photo.path] == nil {
        found[photo.path] = photo
      }
      return found.count < paths.count
    }
    return found
  }
}
