import CatalogPictures

/// The formats of photos. Each is a case here, an exporter in a file of its own, and a line of
/// ``OutputRequest/exporter(of:_:in:)``.
enum OutputFormat: String, CaseIterable, Sendable {
  case table
  case json
  case jsonl
  case csv
  case geojson
  case gpx
  case kml
  case kmz
  case html
  case postgis
  case paths

  /// What pictures of the photos are for; `nil` where the format has none.
  var pictureUse: PictureUse? {
    switch self {
    case .html: .page
    case .kmz: .archive
    default: nil
    }
  }

  /// Whether it is bytes that a terminal cannot show.
  var isBinary: Bool { self == .kmz }

  /// Whether columns can be chosen.
  var hasColumns: Bool { [.table, .csv, .json, .jsonl].contains(self) }
}
