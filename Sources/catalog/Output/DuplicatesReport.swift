import CatalogKit

/// Groups of photos that are one or belong to one, as a table, JSON or paths.
enum DuplicatesReport {
  enum Format: Equatable {
    case table, json
    /// Each ended by a byte, which comes once more after each group.
    case paths(end: UInt8)
  }

  static func write(_ groups: [DuplicateGroup], as format: Format, to sink: some ByteSink) throws {
    switch format {
    case .table:
      var rows = [["KIND", "GROUP", "BYTES", "PATH"]]
      for (number, group) in groups.enumerated() {
        rows += group.photos.map { photo in
          [group.kind.rawValue, "\(number + 1)", "\(photo.size)", PrintableText.escape("\(photo.path)")]
        }
      }
      if !groups.isEmpty { try sink.write(TextColumns.render(rows, rightAligned: [1, 2])) }
    case .json:
      let rows = groups.map { group in
        var json = JSONObject()
        json.add("kind", group.kind.rawValue)
        json.add(
          "photos",
          group.photos.map { photo in
            var json = JSONObject()
            json.add(path: photo.path)
            json.add("size", photo.size)
            return json
          }
        )
        return json.bytes
      }
      try sink.write(TagsReport.lines(rows, "[", "]"))
    case .paths(let end):
      for group in groups { try sink.write(group.photos.flatMap { $0.path.bytes + [end] } + [end]) }
    }
  }
}
