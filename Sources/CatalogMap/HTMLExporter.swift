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
    /// Where the photos' relative paths begin; `nil` for a page that is handed on: it names no file and leads to none.
    public var links: PhotoLinks?
    /// A background map. Without it the page asks no other computer for anything.
    public var tiles: MapTiles?
    /// Whose streets the page carries; `nil` where it carries none.
    public var credit: String?
    /// Set where the page holds no photos and asks the server that it came from for those of a view.
    public var asking: Asking?

    /// What a page knows of the photos that it asks for.
    public struct Asking: Sendable {
      /// How many photos there are.
      public var total: Int
      /// What the map opens with; `nil` where no photo has a place.
      public var opening: GeoBox?
      /// Where all photos are.
      public var whole: GeoBox?

      /// - Parameters:
      ///   - total: How many photos there are.
      ///   - opening: What the map opens with.
      ///   - whole: Where all photos are.
      public init(total: Int, opening: GeoBox?, whole: GeoBox?) {
        self.total = total
        self.opening = opening
        self.whole = whole
      }
    }

    /// - Parameters:
    ///   - links: Where the photos' relative paths begin.
    ///   - title: The heading above the list.
    ///   - tiles: A background map.
    ///   - credit: Whose streets the page carries.
    public init(links: PhotoLinks?, title: String? = nil, tiles: MapTiles? = nil, credit: String? = nil) {
      self.credit = credit
      self.title = title
      self.links = links
      self.tiles = tiles
    }
  }

  /// What the page has so far.
  private enum Progress {
    case photos, smallPictures, script
  }

  /// What became of the street map's tiles, when the page is written; `nil` where it has no such map.
  public var streetFindings: StreetMap.Findings? { streets?.findings }

  private let settings: Settings
  private let streets: StreetMap?
  private let towns: TownLabels?
  private var columns = PhotoColumns()
  private var list = PlainList()
  private var background = WorldBackground()
  private var pictures = PictureBlocks()
  private var progress = Progress.photos
  public private(set) var count = 0

  /// Nothing written yet.
  ///
  /// - Parameters:
  ///   - settings: What the page needs besides the photos.
  ///   - streets: A map in one file, of which the page carries what is around the photos.
  ///   - towns: Names of towns; `nil` leaves those of Natural Earth.
  public init(_ settings: Settings, streets: StreetMap? = nil, towns: TownLabels? = nil) {
    self.settings = settings
    self.streets = streets
    self.towns = towns
  }

  public mutating func begin(_ sink: some ByteSink) throws {
    try sink.write(MapPage.beforeData(settings, places: towns == nil ? nil : TownLabels.credit))
  }

  public mutating func add(_ found: FoundPhoto, to sink: some ByteSink) throws {
    let photo = try found.photo(PhotoColumns.fields)
    let isNamed = settings.links != nil
    if settings.asking == nil { columns.add(photo, uncertainty: found.uncertainty, isNamed: isNamed) }
    list.add(photo, isNamed: isNamed, decimals: found.uncertainty == nil ? 6 : 3)
    if settings.asking == nil, let place = photo.position?.coordinate {
      background.note(place)
      streets?.note(place, uncertainty: found.uncertainty)
    }
    count += 1
    if columns.count == PhotoColumns.blockSize { try sink.write(columns.end()) }
  }

  /// Notes where photos are that the page does not hold, so that it carries the ground around them.
  ///
  /// - Parameters:
  ///   - place: Where they are, roughly.
  ///   - photos: How many.
  public mutating func note(_ place: Coordinate, photos: Int) { background.note(place, photos: photos) }

  /// Notes where one photo is that the page does not hold, so that it carries the streets around it.
  ///
  /// - Parameters:
  ///   - place: Where it is; below exact the middle of its cell.
  ///   - uncertainty: How far from there it may be, in metres; `nil` where the place is exact.
  public func noteStreets(around place: Coordinate, uncertainty: Double?) {
    streets?.note(place, uncertainty: uncertainty)
  }

  /// Writes small pictures of the photos into the page, after the last photo. Those for marks and lists go first, so that a page that is
  /// still loading shows them.
  ///
  /// - Parameters:
  ///   - some: Pictures of photos that were added.
  ///   - sink: Where the bytes go.
  /// - Throws: What the sink throws.
  public mutating func addPictures(_ some: some Sequence<PagePicture>, to sink: some ByteSink) throws {
    try endPhotos(sink)
    for picture in some {
      if !picture.isSmall, progress == .smallPictures { try writeScript(sink) }
      try sink.write(pictures.add(picture))
    }
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try endPhotos(sink)
    if progress == .smallPictures { try writeScript(sink) }
    try sink.write(pictures.end())
    try sink.write(MapPage.afterPictures)
  }

  private mutating func endPhotos(_ sink: some ByteSink) throws {
    guard progress == .photos else { return }
    try sink.write(columns.end())
    try sink.write(background.blocks)
    if let towns { try sink.write(towns.block(around: background.tiles)) }
    if let streets { try sink.write(streets.blocks()) }
    progress = .smallPictures
  }

  private mutating func writeScript(_ sink: some ByteSink) throws {
    try sink.write(pictures.end())
    try sink.write(MapPage.script(plainList: list.html(of: settings.asking?.total)))
    progress = .script
  }
}
