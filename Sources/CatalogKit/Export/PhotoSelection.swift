/// Which photos of an index are handed on, and what of them.
public struct PhotoSelection: Hashable, Sendable {
  /// Which photos. With ``blur``, it is asked about what is handed on, so that an answer tells no more than the photos do: a tiny
  /// box around a house would otherwise find out who lives in it. Only paths are those of the index.
  public var filter = PhotoFilter()
  /// How paths are written.
  public var paths = Paths.stored
  /// How positions are made coarse; `nil` hands on all that is known.
  public var blur: Blur?

  /// How paths are written.
  public enum Paths: Hashable, Sendable {
    /// As the index keeps them: relative to its folder, or absolute.
    case stored
    /// From the root of the file system.
    case absolute
  }

  /// All photos with all that is known of them.
  public init() {}

  /// Whether photos are handed on as they stand in the index.
  var keepsLines: Bool { paths == .stored && blur == nil }

  /// Goes through the lines that are wanted, in the order of the index. Where all are, none is decoded.
  func forEachLine(of index: IndexFile, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    if filter.isEmpty { return try index.forEachLine(body) }
    try index.forEachLine { line in
      let photo: Photo
      do throws(JSONError) {
        photo = try PhotoLine.decode(line)
      } catch {
        throw IndexError.damaged(index.path, "a photo is not readable")
      }
      if filter.matches(photo) { try body(line) }
    }
  }

  /// Goes through the photos that are wanted, as they are to be written: in the order of the index or, with ``blur``, in one that
  /// tells nothing more.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - body: Called with each photo.
  /// - Throws: ``IndexError``, what the closure throws, and ``SystemError`` where blurred photos cannot be put in order.
  public func forEachPhoto(of index: IndexFile, _ body: (ExportedPhoto) throws -> Void) throws {
    let mapping = PathMapping(indexFolder: index.folder)
    let written = { paths == .absolute ? mapping.absolute($0) : $0 }
    guard let blur else {
      try index.forEachPhoto { photo in
        guard filter.matches(photo) else { return }
        var photo = photo
        photo.path = written(photo.path)
        try body(ExportedPhoto(photo))
      }
      return
    }
    let photos = BlurredPhotos(blur, beside: index.path)
    try index.forEachPhoto { photo in
      guard filter.path?.matches(photo.path) ?? true else { return }
      var blurred = blur.blurred(photo)
      guard filter.matchesAllButPath(blurred) else { return }
      if !blur.isAnonymous { blurred.path = written(photo.path) }
      try photos.add(blurred)
    }
    try photos.forEach(body)
  }
}
