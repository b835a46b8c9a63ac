/// Which photos of an index are handed on, and what of them.
public struct PhotoSelection: Hashable, Sendable {
  /// Which photos. With ``blur``, it is asked about what is handed on, so that an answer tells no more than the photos do: a tiny
  /// box around a house would otherwise find out who lives in it. Only paths are those of the index.
  public var filter = PhotoFilter()
  /// How paths are written.
  public var paths = Paths.stored
  /// How positions are made coarse; `nil` hands on all that is known.
  public var blur: Blur?
  /// In which order; `nil` is that of the index, which costs nothing. With ``blur``, only what is handed on is compared.
  public var order: PhotoOrder?
  /// At most so many photos, the first of the order; `nil` is all.
  public var limit: Int?

  /// How paths are written.
  public enum Paths: Hashable, Sendable {
    /// As the index keeps them: relative to its folder, or absolute.
    case stored
    /// From the root of the file system.
    case absolute
    /// As a program that runs in that folder can open them: see ``PathMapping/openable(_:from:)``.
    case openable(from: FilePathBytes?)
  }

  /// All photos with all that is known of them.
  public init() {}

  /// Whether photos are handed on as they stand in the index.
  var keepsLines: Bool { paths == .stored && blur == nil && order == nil }

  /// Goes through the lines that are wanted, in the order of the index. Where all are, none is decoded.
  func forEachLine(of index: IndexFile, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    if filter.isEmpty, limit == nil { return try index.forEachLine(body) }
    guard limit != 0 else { return }
    var left = limit ?? .max
    do {
      try index.forEachLine { line in
        guard try matches(line, index) else { return }
        try body(line)
        left -= 1
        if left == 0 { throw Enough() }
      }
    } catch is Enough {}
  }

  private func matches(_ line: UnsafeRawBufferPointer, _ index: IndexFile) throws(IndexError) -> Bool {
    if filter.isEmpty { return true }
    do throws(JSONError) {
      return filter.matches(try PhotoLine.decode(line))
    } catch {
      throw .damaged(index.path, "a photo is not readable")
    }
  }

  /// The limit is reached.
  private struct Enough: Error {}

  /// Goes through the photos that are wanted, as they are to be written: in the order of the index, in ``order`` or, with ``blur``,
  /// in one that tells nothing more.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - body: Called with each photo.
  /// - Throws: ``IndexError``, what the closure throws, and ``SystemError`` where photos cannot be put in order.
  public func forEachPhoto(of index: IndexFile, _ body: (FoundPhoto) throws -> Void) throws {
    guard limit != 0 else { return }
    var left = limit ?? .max
    do {
      try forEachInOrder(index) { photo in
        try body(photo)
        left -= 1
        if left == 0 { throw Enough() }
      }
    } catch is Enough {}
  }

  private func forEachInOrder(_ index: IndexFile, _ body: (FoundPhoto) throws -> Void) throws {
    if let blur { return try forEachBlurred(blur, index, body) }
    guard let order else { return try forEachExact(index) { try body(FoundPhoto($0)) } }
    let waiting = ExternalSort(order, beside: index.path)
    try forEachExact(index) { try waiting.add($0) }
    try waiting.forEach { try body(FoundPhoto($0)) }
  }

  private func forEachExact(_ index: IndexFile, _ body: (Photo) throws -> Void) throws {
    let mapping = PathMapping(indexFolder: index.folder)
    try index.forEachPhoto { photo in
      guard filter.matches(photo) else { return }
      var photo = photo
      photo.path = written(photo.path, mapping)
      try body(photo)
    }
  }

  private func forEachBlurred(_ blur: Blur, _ index: IndexFile, _ body: (FoundPhoto) throws -> Void) throws {
    let mapping = PathMapping(indexFolder: index.folder)
    let photos = BlurredPhotos(blur, order, beside: index.path)
    try index.forEachPhoto { photo in
      guard filter.path?.matches(photo.path) ?? true else { return }
      var blurred = blur.blurred(photo)
      guard filter.matchesAllButPath(blurred) else { return }
      if !blur.isAnonymous { blurred.path = written(photo.path, mapping) }
      try photos.add(blurred)
    }
    try photos.forEach(body)
  }

  private func written(_ path: FilePathBytes, _ mapping: PathMapping) -> FilePathBytes {
    switch paths {
    case .stored: path
    case .absolute: mapping.absolute(path)
    case .openable(let folder): mapping.openable(path, from: folder)
    }
  }
}
