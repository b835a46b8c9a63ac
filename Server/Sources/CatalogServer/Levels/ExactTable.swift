import CatalogKit

/// Reads an index into the table of the exact level, and into what the numbers of its photos have to know.
struct ExactTable: Sendable {
  /// A photo of the index whose number is not known yet.
  struct Unknown: Sendable {
    /// Its place among the drafts.
    let draft: Int
    let path: FilePathBytes
    let size: Int
    let modified: Timestamp
  }

  /// What one piece of the index came to.
  fileprivate struct Part: Sendable {
    var drafts: [LevelTable.Draft] = []
    var unknown: [Unknown] = []
    var tags = NumberedValues<String>()
    var cameras: [LevelTable.Camera] = [LevelTable.Camera(make: nil, model: nil)]
    var cameraNumbers: [[UInt8]: UInt32] = [:]
    /// Lines of an index whose lines lie in no file as they are.
    var lines: [UInt8] = []
  }

  private(set) var drafts: [LevelTable.Draft] = []
  private(set) var unknown: [Unknown] = []
  private var tags = NumberedValues<String>()
  private var cameras = NumberedValues<LevelTable.Camera>()
  /// The lines of an index that someone changed; offsets of its photos count from their start.
  private(set) var lines: [UInt8]?

  /// Goes through an index once, on all cores.
  ///
  /// - Parameters:
  ///   - snapshot: The index.
  ///   - numbers: The numbers of photos, by the hashes of their paths.
  ///   - ids: Makes their ids.
  /// - Throws: ``IndexError``.
  init(_ snapshot: IndexSnapshot, _ numbers: [Int: PhotoNumber], _ ids: PhotoIDMaker) throws {
    _ = cameras.number(of: LevelTable.Camera(make: nil, model: nil))
    try snapshot.forEachPart(initial: Part()) { part, photo in
      try part.add(photo, numbers, ids)
    } take: { part in
      take(part)
    }
  }

  /// Reads photos that no index has yet.
  ///
  /// - Parameters:
  ///   - photos: The photos.
  ///   - numbers: The numbers of photos, by the hashes of their paths.
  ///   - ids: Makes their ids.
  /// - Throws: ``JSONError``.
  init(_ photos: [Photo], _ numbers: [Int: PhotoNumber], _ ids: PhotoIDMaker) throws {
    _ = cameras.number(of: LevelTable.Camera(make: nil, model: nil))
    var part = Part()
    for photo in photos { try IndexedPhoto.read(photo.json) { try part.add($0, numbers, ids) } }
    take(part)
  }

  private mutating func take(_ part: Part) {
    let tags = part.tags.values.map { self.tags.number(of: $0) }
    let cameras = part.cameras.map { self.cameras.number(of: $0) }
    let first = drafts.count
    let shift = lines?.count ?? 0
    for var draft in part.drafts {
      draft.tags = draft.tags.map { tags[Int($0)] }
      if var line = draft.line {
        line.camera = cameras[Int(line.camera)]
        if !part.lines.isEmpty { line.offset += shift }
        draft.line = line
      }
      drafts.append(draft)
    }
    for photo in part.unknown {
      unknown.append(
        Unknown(draft: first + photo.draft, path: photo.path, size: photo.size, modified: photo.modified)
      )
    }
    if !part.lines.isEmpty { lines = (lines ?? []) + part.lines }
  }

  /// Gives the photos numbers that had none.
  ///
  /// - Parameters:
  ///   - numbers: One for each of ``unknown``, in that order.
  ///   - ids: Makes their ids.
  mutating func number(_ numbers: [PhotoNumber], _ ids: PhotoIDMaker) {
    for (photo, number) in zip(unknown, numbers) {
      drafts[photo.draft].row = drafts[photo.draft].row.with(number: number, ids)
    }
    unknown = []
  }

  /// Tags by their numbers.
  var tagNames: [String] { tags.values }
  /// Cameras by their numbers; the first is none.
  var cameraNames: [LevelTable.Camera] { cameras.values }

  /// The table. All photos have to have their numbers.
  var table: LevelTable { LevelTable(.exact, drafts, tagNames: tags.values, cameras: cameras.values) }
}

extension ExactTable.Part {
  fileprivate mutating func add(
    _ photo: borrowing IndexedPhoto,
    _ numbers: [Int: PhotoNumber],
    _ ids: PhotoIDMaker
  ) throws {
    let number = numbers[photo.pathHash()]
    if number == nil {
      let path = try photo.path()
      let none = Timestamp(seconds: 0, nanoseconds: 0)
      unknown.append(
        ExactTable.Unknown(
          draft: drafts.count,
          path: path,
          size: photo.size,
          modified: photo.modified ?? none
        )
      )
    }
    let seconds = try photo.taken()?.seconds
    var location = photo.location
    if location == nil {
      let bytes = photo.bytes
      location = LineLocation(offset: lines.count, count: bytes.count)
      lines += bytes
    }
    let id = number.map { ids.id(of: $0) }
    let row = LevelTable.Row(
      number: number ?? 0,
      idRest: id?.rest ?? 0,
      id: id?.prefix ?? 0,
      start: seconds?.lowerBound ?? LevelTable.Row.noTime,
      file: FileMark.of(size: photo.size, modified: photo.modified ?? Timestamp(seconds: 0, nanoseconds: 0)),
      length: UInt32(seconds?.count ?? 0),
      rating: Int8(clamping: photo.rating)
    )
    let line = LevelTable.Line(
      offset: location?.offset ?? 0,
      count: UInt32(location?.count ?? 0),
      camera: photo.hasCamera ? try camera(photo) : 0
    )
    let tags = try photo.tags().map { self.tags.number(of: $0) }
    drafts.append(
      LevelTable.Draft(row: row, line: line, place: photo.coordinate.map { PlaceTable.Place($0) }, tags: tags)
    )
  }

  private mutating func camera(_ photo: borrowing IndexedPhoto) throws -> UInt32 {
    let bytes = photo.cameraBytes
    if let number = cameraNumbers[bytes] { return number }
    let number = UInt32(cameras.count)
    let camera = try photo.camera()
    cameras.append(LevelTable.Camera(make: camera.make, model: camera.model))
    cameraNumbers[bytes] = number
    return number
  }
}

extension LevelTable.Row {
  fileprivate func with(number: PhotoNumber, _ ids: PhotoIDMaker) -> Self {
    let id = ids.id(of: number)
    return Self(
      number: number,
      idRest: id.rest,
      id: id.prefix,
      start: start,
      file: file,
      length: length,
      rating: rating
    )
  }
}
