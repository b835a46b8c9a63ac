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
  case html
  case postgis
  case paths

  /// Whether columns can be chosen.
  var hasColumns: Bool { [.table, .csv, .json, .jsonl].contains(self) }
}
