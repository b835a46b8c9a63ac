import CatalogKit
import Foundation
import HTTPTypes

/// All photos at one moment, at each level. What leaves it is a ``CatalogueView``, which is already at somebody's level: there is no other way to a
/// photo.
struct Catalogue: Sendable {
  private let exact: LevelTable
  private let coarse: LevelTable?
  private let source: ExactSource
  /// Makes photos' ids.
  private let ids: PhotoIDMaker
  private let blur: Blur
  private let pictures: PictureAccess
  /// Whose photos are whose, and which are hidden.
  let keeping: PhotoKeeping

  /// - Parameters:
  ///   - exact: All that is known.
  ///   - coarse: What may be known below that; `nil` where nobody asks for it.
  ///   - source: Where whole photos come from.
  ///   - ids: Makes photos' ids.
  ///   - blur: The grid of the coarse level.
  ///   - keeping: Whose photos are whose, and which are hidden.
  init(
    exact: LevelTable,
    coarse: LevelTable?,
    source: ExactSource,
    ids: PhotoIDMaker,
    blur: Blur,
    keeping: PhotoKeeping
  ) {
    self.keeping = keeping
    self.exact = exact
    self.coarse = coarse
    self.source = source
    self.ids = ids
    self.blur = blur
    pictures = PictureAccess(exact, source)
  }

  /// What somebody may know.
  ///
  /// - Parameter viewer: Whoever asks.
  /// - Returns: A view at their level; `nil` where they may know nothing.
  func view(for viewer: Viewer) -> CatalogueView? {
    switch viewer.level {
    case .exact: whole
    case .coarse:
      coarse.map { CatalogueView(table: $0, ids: ids, blur: blur, source: nil, pictures: pictures) }
    case nil: nil
    }
  }

  /// All that is known: for the exact level, for people's own photos one by one, and for finding the file of a photo that somebody changes.
  var whole: CatalogueView {
    CatalogueView(table: exact, ids: ids, blur: nil, source: source, pictures: pictures)
  }

  /// The grid of the coarse level.
  var grid: Blur { blur }

  /// How many photos there are, for the log and for metrics.
  var count: Int { exact.rows.count }
}

/// What the server keeps beside photos' numbers.
struct PhotoKeeping: Sendable {
  /// Who owns which photo.
  var owners: [PhotoNumber: PersonNumber] = [:]
  /// Photos that are left out below the exact level.
  var hidden: Set<PhotoNumber> = []
}

/// The photos as somebody may know them.
struct CatalogueView: Sendable {
  /// What is known, in memory.
  let table: LevelTable
  /// Makes photos' ids.
  let ids: PhotoIDMaker
  /// The grid, below the exact level.
  let blur: Blur?
  /// Whole photos; `nil` below the exact level.
  let source: ExactSource?
  /// Pictures of photos, which are made anew and say nothing that they do not show.
  let pictures: PictureAccess

  var level: Level { table.level }

  /// The row of an id.
  ///
  /// - Parameter text: From an address.
  /// - Returns: The row in the view's table.
  /// - Throws: ``Problem/notFound``, the same for what never was and for what this level does not know.
  func row(_ text: String?) throws(Problem) -> Int {
    guard let id = text.flatMap({ PhotoID($0) }), let row = table.row(of: id) else { throw .notFound }
    return row
  }

  /// All that is known of a photo, at the exact level.
  ///
  /// - Parameter row: A row of the table.
  /// - Returns: The photo; `nil` below that level, and where the index does not say the same any more, since somebody wrote over it.
  func photo(_ row: Int) -> Photo? {
    guard let photo = exactly(row), photo.position?.coordinate == table.coordinate(row)
    else {
      return nil
    }
    return photo
  }

  /// Where a photo's file lies: absolute. `nil` below the exact level, and where the index does not say the same any more.
  func file(_ row: Int) -> FilePathBytes? {
    guard let photo = exactly(row) else { return nil }
    return source?.folder.appending(photo.path)
  }

  private func exactly(_ row: Int) -> Photo? {
    guard let source, let line = table.line(row) else { return nil }
    return try? source.photo(line)
  }

  /// The id of a row.
  func id(_ row: Int) -> PhotoID { table.rows[row].photoID }
}

/// The way from a photo to its picture, for every level. It gives pictures and nothing else.
struct PictureAccess: Sendable {
  private let table: LevelTable
  private let source: ExactSource

  fileprivate init(_ table: LevelTable, _ source: ExactSource) {
    self.table = table
    self.source = source
  }

  /// A picture of a photo.
  ///
  /// - Parameters:
  ///   - asked: The photo's row at the level of whoever asks.
  ///   - kind: Which picture.
  ///   - level: Whoever gets it: below the exact level it is always made anew, since a preview that the photo brings along shows what was cropped.
  ///   - service: Makes it.
  /// - Returns: The picture.
  /// - Throws: ``Problem``: 404 where there is none.
  func picture(
    of asked: LevelTable.Row,
    _ kind: PictureKind,
    for level: Level,
    by service: PictureService
  ) async throws -> ServedPicture {
    let none = Problem(status: .notFound, detail: "There is no picture of this photo.")
    guard let row = table.row(of: asked.photoID), table.rows[row].file == asked.file else { throw none }
    let key = PictureService.Key(
      number: asked.number,
      file: asked.file,
      kind: kind,
      allowsOwn: level == .exact
    )
    if let picture = service.recent(key) { return picture }
    // Opened first as every photo is: never through a link that scans do not follow.
    // The file that the level knows, by the line that the index has of it: neither another one that lies at its place since, nor another line that
    // somebody wrote over it.
    guard let line = table.line(row), let photo = try? source.photo(line),
      FileMark.of(size: photo.size, modified: photo.modified) == asked.file,
      (try? source.open(photo)) != nil
    else { throw none }
    return try await service.picture(photo, key)
  }
}

/// Whole photos and their files. Only a view at the exact level has one.
struct ExactSource: Sendable {
  private let snapshot: IndexSnapshot
  /// The lines of an index that someone changed; `nil` where they are read from its file.
  private let lines: [UInt8]?
  /// The lines of photos that the index does not have as they are yet; see ``offset(ofUnsaved:)``.
  private var unsaved: [UInt8] = []
  /// Where photos lie: absolute.
  private var roots: [FilePathBytes]
  private let followsLinks: Bool

  /// - Parameters:
  ///   - snapshot: The index.
  ///   - lines: The lines of an index that someone changed.
  /// - Throws: ``IndexError``.
  init(_ snapshot: IndexSnapshot, lines: [UInt8]?) throws {
    self.snapshot = snapshot
    self.lines = lines
    let header = try snapshot.index.header()
    roots = header.scanned.map { snapshot.index.folder.appending($0) }
    followsLinks = header.followsLinks
  }

  /// The same with photos that the index does not have yet.
  ///
  /// - Parameters:
  ///   - lines: Their lines.
  ///   - folders: Where photos lie that are new to it: absolute.
  /// - Returns: The source, and how far the lines' offsets are from their places in `lines`.
  func adding(_ lines: [UInt8], below folders: [FilePathBytes]) -> (source: ExactSource, start: Int) {
    var source = self
    source.unsaved += lines
    for folder in folders where !source.roots.contains(where: { folder.relative(to: $0) != nil }) {
      source.roots.append(folder)
    }
    return (source, unsaved.count)
  }

  /// What stands for the place of a line that lies in no file.
  ///
  /// - Parameter place: Where it begins among those lines.
  /// - Returns: What ``LevelTable/Line/offset`` is: less than 0.
  static func offset(ofUnsaved place: Int) -> Int { -1 - place }

  /// Where relative paths begin.
  var folder: FilePathBytes { snapshot.index.folder }

  /// All that is known of a photo.
  func photo(_ line: LevelTable.Line) throws -> Photo {
    if line.offset < 0 {
      let start = -1 - line.offset
      guard start + Int(line.count) <= unsaved.count else {
        throw IndexError.damaged(snapshot.index.path, "a photo that is not saved yet is not there")
      }
      return try Photo(line: Array(unsaved[start..<(start + Int(line.count))]))
    }
    guard let lines else {
      return try snapshot.photo(at: LineLocation(offset: line.offset, count: Int(line.count)))
    }
    return try Photo(line: Array(lines[line.offset..<(line.offset + Int(line.count))]))
  }

  /// Opens a photo's file.
  ///
  /// - Parameter photo: The photo.
  /// - Returns: The open file.
  /// - Throws: ``SystemError`` where it is not there any more, or a link leads to it that scans do not follow.
  func open(_ photo: Photo) throws(SystemError) -> FileReader {
    let absolute = folder.appending(photo.path)
    for root in roots {
      guard let rest = absolute.relative(to: root) else { continue }
      return try FileReader(beneath: root, rest, followLinks: followsLinks)
    }
    throw SystemError(code: ENOENT, operation: "open", path: photo.path)
  }
}
