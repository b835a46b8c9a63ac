public import CatalogKit

/// The photos as one HTML file: a map, a list and everything that they need, for any browser, without a network.
///
/// What a photo says is only data in the page, never part of its markup; the page's content security policy lets
/// nothing run but the script that is written here.
public struct HTMLExporter: PhotoExporter {
  /// What the page needs besides the photos.
  public struct Settings: Sendable {
    /// The heading above the list; `nil` for the word for photos in the reader's language.
    public var title: String?
    /// Where the photos' relative paths begin.
    public var links: PhotoLinks
    /// A background map. Without it the page asks no other computer for anything.
    public var tiles: MapTiles?

    /// - Parameters:
    ///   - links: Where the photos' relative paths begin.
    ///   - title: The heading above the list.
    ///   - tiles: A background map.
    public init(links: PhotoLinks, title: String? = nil, tiles: MapTiles? = nil) {
      self.title = title
      self.links = links
      self.tiles = tiles
    }
  }

  private let settings: Settings
  private var rows = PhotoRows()
  private var row: [UInt8] = []
  public private(set) var count = 0

  /// Nothing written yet.
  ///
  /// - Parameter settings: What the page needs besides the photos.
  public init(_ settings: Settings) {
    self.settings = settings
  }

  public mutating func begin(_ sink: some ByteSink) throws {
    try sink.write(MapPage.beforePhotos(settings))
    try sink.write([UInt8(ascii: "[")])
  }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    row.removeAll(keepingCapacity: true)
    row += count == 0 ? Self.lineBreak : Self.separator
    try rows.append(photo, to: &row)
    MapPage.escapeMarkup(&row)
    try sink.write(row)
    count += 1
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write(Array("\n]".utf8))
    try sink.write(MapPage.afterPhotos)
  }

  private static let lineBreak = Array("\n".utf8)
  private static let separator = Array(",\n".utf8)
}
