import CatalogKit
import CatalogMap
import Crypto
import NIOCore

/// The map's page with the photos of one level in it, as bytes to send: all who read it share them.
///
/// It is the page that `catalog export html` writes. Photos lead to their addresses on this server, and below the exact level the page is made of what the
/// level knows: names are ids, places are cells.
struct PageDocument: Sendable {
  let html: ByteBuffer
  /// The policy that the page needs from the server: its own script and style, known by their hashes, and those of this server.
  let policy: String
  /// The mark of its version: of all that it says of photos.
  let tag: EntityTag

  /// - Parameters:
  ///   - view: The photos as somebody may know them.
  ///   - title: The heading.
  ///   - fade: Photos older than so many days are paler on the map; `nil` fades none.
  ///   - streets: Of them the page carries what is around its photos, below the exact level what is around their cells; with their credit.
  ///   - tagKey: For the mark of its version.
  /// - Throws: What reading photos throws.
  init(
    _ view: CatalogueView,
    title: String,
    fade: Int?,
    streets: (map: StreetMap, credit: String)? = nil,
    tagKey: SymmetricKey
  ) throws {
    let sink = MemorySink()
    var settings = HTMLExporter.Settings(
      links: PhotoLinks(server: "/"),
      title: title,
      credit: streets?.credit
    )
    let rows = view.table.rows.indices
    if rows.count > Self.most {
      let opening = MapOpening(view.table.places)
      settings.asking = HTMLExporter.Settings.Asking(
        total: rows.count,
        opening: opening.densest,
        whole: opening.whole
      )
      var exporter = HTMLExporter(settings, streets: streets?.map)
      try exporter.begin(sink)
      for cell in opening.cells { exporter.note(cell.middle, photos: cell.photos) }
      if streets != nil {
        for place in view.table.places.places {
          let cell = view.blur?.cell(of: place.coordinate)
          exporter.noteStreets(around: place.coordinate, uncertainty: cell?.uncertainty)
        }
      }
      // What a browser without scripts lists.
      for row in rows.prefix(Self.listed) { try exporter.add(Self.photo(row, view), to: sink) }
      try exporter.end(sink)
      tag = EntityTag(sink.bytes + Self.digest(of: view.table), tagKey)
    } else {
      var exporter = HTMLExporter(settings, streets: streets?.map)
      try exporter.begin(sink)
      for row in rows { try exporter.add(Self.photo(row, view), to: sink) }
      try exporter.end(sink)
      tag = EntityTag(sink.bytes, tagKey)
    }
    let page = PageShell.serve(sink.bytes, version: tag, fade: fade)
    (html, policy) = (ByteBuffer(bytes: page.html), page.policy)
  }

  /// A page of more photos holds none of them and asks for what is seen.
  static let most = 20_000
  /// So many are listed for browsers without scripts.
  private static let listed = 500

  /// What a level knows of its photos, as a few bytes: a page that asks for them is another one when they are.
  private static func digest(of table: LevelTable) -> [UInt8] {
    var hash = SHA256()
    func add(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number) { hash.update(bufferPointer: $0) }
    }
    for (number, row) in table.rows.enumerated() {
      add(row.id)
      add(row.start)
      add(row.length)
      // Below the exact level nothing else is known of a file.
      if let line = table.line(number) {
        add(row.file)
        add(line.offset)
        add(line.count)
      }
      if number < table.places.count {
        add(table.places.places[number].coordinate.latitude.bitPattern)
        add(table.places.places[number].coordinate.longitude.bitPattern)
      }
      for tag in table.tags.numbers(of: number) { add(tag) }
    }
    return Array(hash.finalize())
  }

  /// A photo whose path is its address.
  private static func photo(_ row: Int, _ view: CatalogueView) -> FoundPhoto {
    let id = view.id(row).text
    guard var photo = view.photo(row) else { return coarse(row, id, view) }
    photo.path = FilePathBytes("photos/\(id)").appending(name(of: photo.path))
    return FoundPhoto(photo)
  }

  /// The name that the page shows and links to, which the page encodes. Names that the server drew for what was sent say nothing to anybody: such a
  /// photo has none, as below the exact level.
  private static func name(of path: FilePathBytes) -> FilePathBytes {
    let name = path.lastComponent
    let isDrawn =
      path.bytes.starts(with: Array("uploads/".utf8)) && name.bytes.suffix(4) == Array(".jpg".utf8)[...]
    return isDrawn ? FilePathBytes("photo.jpg") : name
  }

  private static func coarse(_ row: Int, _ id: String, _ view: CatalogueView) -> FoundPhoto {
    var photo = Photo(
      path: FilePathBytes("photos/\(id)/photo.jpg"),
      size: 0,
      modified: Timestamp(seconds: 0, nanoseconds: 0)
    )
    photo.tags = view.table.tags.tags(of: row)
    photo.taken = DayText.time(of: view.table.rows[row])
    guard let center = view.table.coordinate(row) else {
      photo.problem = PhotoProblem("no position", isUnreadable: false)
      return FoundPhoto(photo)
    }
    photo.position = Position(center, source: nil)
    var found = FoundPhoto(photo)
    found.uncertainty = view.blur?.cell(of: center).uncertainty
    return found
  }
}

/// Bytes in memory.
private final class MemorySink: ByteSink {
  private(set) var bytes: [UInt8] = []

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { self.bytes += bytes }
}
