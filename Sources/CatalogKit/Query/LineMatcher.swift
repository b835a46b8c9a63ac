/// Finds the photos of a selection among lines, and makes of them what is handed on. Any number of threads can use it at once.
struct LineMatcher: Sendable {
  /// Not an optional one, which would be copied for each line.
  private let filter: PhotoFilter
  private let hasFilter: Bool
  private let blur: Blur?
  private let places: PlaceLookup?
  private let paths: PhotoSelection.Paths
  private let mapping: PathMapping
  private let order: PhotoOrder?
  private let limit: Int?
  private let includesMissing: Bool
  private let keepsFiles: Bool
  /// Photos that are left out where positions are made coarse.
  private let hidden: HiddenPhotos?
  /// Whether the lines themselves are wanted of photos that are put in order, or their paths alone.
  var keepsLines = true

  /// - Parameters:
  ///   - selection: What is wanted.
  ///   - index: The index that the lines are of.
  ///   - hidden: Photos that are left out where positions are made coarse; `nil` leaves out none.
  init(_ selection: PhotoSelection, _ index: IndexFile, hidden: HiddenPhotos? = nil) {
    self.hidden = hidden.flatMap { $0.isEmpty ? nil : $0 }
    filter = selection.filter
    hasFilter = !selection.filter.wantsAll
    blur = selection.blur
    places = selection.places
    paths = selection.paths
    mapping = PathMapping(indexFolder: index.folder)
    order = selection.order
    limit = selection.limit
    includesMissing = selection.filter.includesMissing
    keepsFiles = selection.keepsFiles
  }

  /// Goes through the photos of a piece that are wanted, each as its line in the index.
  ///
  /// - Parameters:
  ///   - piece: Some lines.
  ///   - body: Called with each photo.
  /// - Throws: ``JSONError`` with the offset in the piece, and what the closure throws.
  func forEachPhoto(of piece: LinePiece, _ body: (FoundPhoto) throws -> Void) throws {
    var members = LineMembers()
    var memory = PlaceLookup.Memory()
    try piece.forEachLine { line, range in
      do throws(JSONError) {
        try members.read(line)
        if hasFilter, try !filter.matches(members, in: line) { return }
      } catch {
        throw JSONError(offset: range.lowerBound + error.offset)
      }
      if !includesMissing, members.isMissing(in: line) { return }
      do {
        var found = try written(FoundPhoto(line: piece.bytes[range], members))
        if let places { try found.place(by: places, &memory) }
        try body(found)
      } catch let error as JSONError {
        throw JSONError(offset: range.lowerBound + error.offset)
      }
    }
  }

  /// The photo with words for where it was taken, if they are wanted.
  ///
  /// - Parameters:
  ///   - found: The photo.
  ///   - memory: What was found out for the photo before.
  /// - Returns: The photo.
  /// - Throws: ``JSONError``, ``GazetteerError``.
  func whereabouts(of found: FoundPhoto, _ memory: inout PlaceLookup.Memory) throws -> FoundPhoto {
    guard let places else { return found }
    var found = found
    try found.place(by: places, &memory)
    return found
  }

  /// Collects the photos of a piece that are wanted, for an order.
  ///
  /// - Parameter piece: Some lines.
  /// - Returns: The lines as they are handed on, with what the order has to know of them.
  /// - Throws: ``JSONError`` with the offset in the piece.
  func sortable(_ piece: LinePiece) throws -> SortBatch {
    var batch = SortBatch(limit: limit)
    var members = LineMembers()
    try piece.forEachLine { line, range in
      do throws(JSONError) {
        if let blur { return try add(blur, line, to: &batch) }
        try members.read(line)
        if !includesMissing, members.isMissing(in: line) { return }
        if hasFilter, try !filter.matches(members, in: line) { return }
        let rank = try order?.rank(members, in: line) ?? SortKey.of(line) ?? SortKey.unlocated
        guard rank <= batch.highestRank else { return }
        let kept = keepsLines ? line : UnsafeRawBufferPointer(rebasing: line[..<0])
        batch.add(kept, rank: rank, path: written(try members.path(in: line)))
      } catch {
        throw JSONError(offset: range.lowerBound + error.offset)
      }
    }
    return batch
  }

  /// Adds what may be handed on of a photo, if that is wanted.
  private func add(_ blur: Blur, _ line: UnsafeRawBufferPointer, to batch: inout SortBatch) throws(JSONError)
  {
    let photo = try PhotoLine.decode(line)
    guard photo.missing == nil || includesMissing, filter.matches(photo.path) else { return }
    if let hidden, hidden.contains(photo, at: mapping.absolute(photo.path)) { return }
    var blurred = blur.blurred(photo)
    guard filter.matchesAllButPath(blurred) else { return }
    if !blur.isAnonymous { blurred.path = written(photo.path) }
    var bytes: [UInt8] = []
    PhotoLine.append(blurred, Blur.fields, to: &bytes)
    if keepsFiles { HiddenFile.append(IndexedFile(photo), to: &bytes) }
    let rank = order?.rank(of: blurred) ?? SortKey.of(blurred)
    bytes.withUnsafeBytes { batch.add($0, rank: rank, path: blurred.path) }
  }

  /// A photo out of its line as ``sortable(_:)`` gave it.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - number: Its place in the order, which is all that an anonymous name says.
  /// - Returns: The photo.
  /// - Throws: ``JSONError``.
  func found(_ line: UnsafeRawBufferPointer, number: Int) throws(JSONError) -> FoundPhoto {
    let (line, file) = blur == nil || !keepsFiles ? (line, nil) : HiddenFile.split(line)
    var members = LineMembers()
    try members.read(line)
    var found = FoundPhoto(line: Array(line)[...], members)
    guard let blur else { return try written(found) }
    found.hiddenFile = file
    found.uncertainty = try found.coordinate().map { blur.cell(of: $0).uncertainty }
    if blur.isAnonymous {
      found.path = try AnonymousName.path(number: number, found.photo([.format]).format)
    }
    return found
  }

  private func written(_ found: FoundPhoto) throws(JSONError) -> FoundPhoto {
    if paths == .stored { return found }
    var found = found
    found.path = written(try found.writtenPath())
    return found
  }

  private func written(_ path: FilePathBytes) -> FilePathBytes {
    switch paths {
    case .stored: path
    case .absolute: mapping.absolute(path)
    case .openable(let folder): mapping.openable(path, from: folder)
    }
  }
}

extension PhotoFieldSet {
  /// The path, whether it is text or not.
  static let path: PhotoFieldSet = [.path, .pathBytes]
}

/// Names that say nothing, for photos that are handed on without theirs.
enum AnonymousName {
  /// `photo-000001.jpg`.
  static func path(number: Int, _ format: PhotoFormat?) -> FilePathBytes {
    var name = Array("photo-".utf8)
    DecimalDigits.append(number, width: 6, to: &name)
    switch format {
    case nil: break
    case .jpeg: name += Array(".jpg".utf8)
    case .bigTIFF: name += Array(".tiff".utf8)
    case .video: name += Array(".mp4".utf8)
    case .some(let format): name += Array(".\(format.rawValue)".utf8)
    }
    return FilePathBytes(name)
  }
}
