import CatalogKit

/// What is counted, and how that is written.
struct CountRequest: Equatable {
  /// What is counted apart; `nil` is nothing, only how many there are.
  var key: PhotoCounts.Key?
  var format = OutputFormat.table

  /// Writes a number of photos.
  func write(_ photos: Int, to sink: some ByteSink) throws {
    let text =
      switch format {
      case .json: "{\"photos\":\(photos)}\n"
      case .csv: "photos\r\n\(photos)\r\n"
      default: "\(photos)\n"
      }
    try sink.write(Array(text.utf8))
  }

  /// Writes groups of photos, one a line.
  func write(_ counts: PhotoCounts, to sink: some ByteSink) throws {
    var bytes: [UInt8] = []
    let name = counts.key.rawValue
    switch format {
    case .json: bytes += Array("[".utf8)
    case .csv: bytes += Array("\(name),photos\r\n".utf8)
    default: break
    }
    let groups = counts.groups
    let width = groups.map { String($0.photos).count }.max() ?? 0
    for (number, group) in groups.enumerated() {
      switch format {
      case .json:
        bytes += Array((number > 0 ? ",\n{\"\(name)\":" : "\n{\"\(name)\":").utf8)
        if let name = group.name {
          JSONText.append(name.utf8, to: &bytes)
        } else {
          bytes += Array("null".utf8)
        }
        bytes += Array(",\"photos\":\(group.photos)}".utf8)
      case .csv:
        CSVExporter.append(cell: group.name ?? "", to: &bytes)
        bytes += Array(",\(group.photos)\r\n".utf8)
      default:
        let count = String(group.photos)
        let padding = String(repeating: " ", count: width - count.count)
        bytes += Array("\(padding)\(count)  \(PrintableText.escape(group.name ?? "unknown"))\n".utf8)
      }
    }
    if format == .json { bytes += Array((groups.isEmpty ? "]\n" : "\n]\n").utf8) }
    try sink.write(bytes)
  }
}
