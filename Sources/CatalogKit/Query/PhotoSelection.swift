/// Which photos of an index are handed on, and what of them.
public struct PhotoSelection: Hashable, Sendable {
  /// Which photos. With ``blur``, it is asked about what is handed on, so that an answer says no more than the photos do: a tiny
  /// box around a house would otherwise find out who lives in it. Only paths are those of the index.
  public var filter = PhotoFilter()
  /// How paths are written.
  public var paths = Paths.stored
  /// How positions are made coarse; `nil` hands on all that is known.
  public var blur: Blur?
  /// Says of each photo in words where it was taken; `nil` says nothing. With ``blur``, of the middle of its cell.
  public var places: PlaceLookup?
  /// In which order; `nil` is that of the index, which costs nothing. With ``blur``, only what is handed on is compared.
  public var order: PhotoOrder?
  /// At most this many photos, the first of the order; `nil` is all.
  public var limit: Int?

  /// Whether ``FoundPhoto/file()`` says which file a photo is of, also with ``blur``: for whoever makes pictures of the files. It has to be
  /// kept from what is handed on.
  public var keepsFiles = false

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

  /// Whether all lines are handed on as they are in an index.
  func keepsAllLines(of index: IndexFile) -> Bool {
    guard case .sorted(_, let summary, _) = index.layout, summary.missing == 0 || filter.includesMissing,
      places == nil
    else {
      return false
    }
    return paths == .stored && isInIndexOrder && filter.wantsAll && limit == nil
  }

  /// Whether photos are handed on in the order of the index.
  var isInIndexOrder: Bool { blur == nil && order == nil }

  /// Goes through the photos that are wanted, as they are to be written: in the order of the index, in ``order`` or, with ``blur``,
  /// in one that says nothing more.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - body: Called with each photo.
  /// - Throws: ``IndexError``, what the closure throws, ``SystemError`` where photos cannot be put in order, ``GazetteerError``, and with
  ///   ``blur`` ``HiddenPhotosError`` where nobody knows what is hidden.
  public func forEachPhoto(of index: IndexFile, _ body: (FoundPhoto) throws -> Void) throws {
    do {
      if isInIndexOrder {
        try forEachPiece(of: index, initial: [FoundPhoto]()) {
          $0.append($1)
        } take: {
          try $0.forEach(body)
        }
      } else {
        try forEachSorted(of: index, body)
      }
    } catch is JSONError {
      throw IndexError.damaged(index.path, "a photo is not readable")
    }
  }

  /// Goes through the photos that are wanted in the order of the index, in pieces, on several threads.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - initial: What a piece begins with.
  ///   - add: Adds a photo to what its piece came to, on any thread.
  ///   - take: Called with what each piece came to, in the order of the index, on the caller's thread.
  /// - Throws: ``IndexError``, ``GazetteerError``, and what the closures throw.
  func forEachPiece<Output: Sendable>(
    of index: IndexFile,
    initial: Output,
    _ add: @escaping @Sendable (inout Output, FoundPhoto) throws -> Void,
    take: (Output) throws -> Void
  ) throws {
    guard limit != 0 else { return }
    let matcher = LineMatcher(self, index)
    guard let limit else {
      return try forEachWantedPiece(of: index) { piece in
        var output = initial
        try matcher.forEachPhoto(of: piece) { try add(&output, $0) }
        return output
      } take: {
        try take($0)
        return true
      }
    }
    // How many a piece may give is known when those before it were counted.
    var left = limit
    try forEachWantedPiece(of: index) { piece in
      var photos: [FoundPhoto] = []
      try matcher.forEachPhoto(of: piece) { if photos.count < limit { photos.append($0) } }
      return photos
    } take: { photos in
      var output = initial
      for photo in photos.prefix(left) { try add(&output, photo) }
      left -= min(left, photos.count)
      try take(output)
      return left > 0
    }
  }

  /// Pieces of the index that have all photos which are wanted.
  private func forEachWantedPiece<Output: Sendable>(
    of index: IndexFile,
    _ map: @escaping @Sendable (LinePiece) throws -> Output,
    take: (Output) throws -> Bool
  ) throws {
    let wrapped: @Sendable (LinePiece) throws -> Output = { [path = index.path] piece in
      do {
        return try map(piece)
      } catch let error as JSONError {
        let place = piece.offset.map { " (at byte \($0 + error.offset))" } ?? ""
        throw IndexError.damaged(path, "a photo is not readable\(place)")
      }
    }
    // With blur the box is asked about the cells of positions, which may lie outside of it.
    if let box = filter.box, blur == nil,
      try BoxSearch.forEachPiece(of: index, in: box, { try take(wrapped($0)) })
    {
      return try checkArea()
    }
    try index.forEachPiece(wrapped, take: take)
    try checkArea()
  }

  /// A photo whose place could not be looked up was taken for one that is somewhere else.
  private func checkArea() throws(GazetteerError) {
    try filter.area?.check()
  }

  private func forEachSorted(of index: IndexFile, _ body: (FoundPhoto) throws -> Void) throws {
    let matcher = try matcher(of: index)
    guard let sort = try sorted(index, matcher) else { return }
    var number = 0
    var memory = PlaceLookup.Memory()
    try sort.forEach { line in
      number += 1
      try body(matcher.whereabouts(of: matcher.found(line, number: number), &memory))
    }
  }

  /// Goes through the paths of the photos that are wanted, as they are to be written, in ``order``.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - body: Called with each path; it must not keep the pointer.
  /// - Throws: ``IndexError``, what the closure throws, and ``SystemError`` where photos cannot be put in order.
  func forEachPath(of index: IndexFile, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var matcher = try matcher(of: index)
    matcher.keepsLines = false
    try sorted(index, matcher)?.forEachPath(body)
  }

  /// Finds the photos for an order. With ``blur``, those that somebody has hidden are not among them.
  private func matcher(of index: IndexFile) throws(HiddenPhotosError) -> LineMatcher {
    LineMatcher(self, index, hidden: blur == nil ? nil : try HiddenPhotos(beside: index.sources))
  }

  /// The photos that are wanted, in their order; `nil` where none is wanted.
  private func sorted(_ index: IndexFile, _ matcher: LineMatcher) throws -> ExternalSort? {
    guard limit != 0 else { return nil }
    let sort = ExternalSort(order, limit: limit, beside: index.path)
    try forEachWantedPiece(of: index) {
      try matcher.sortable($0)
    } take: { batch in
      try sort.add(batch)
      return true
    }
    return sort
  }
}
