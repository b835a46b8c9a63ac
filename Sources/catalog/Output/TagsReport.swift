import CatalogKit

/// All tags, as a table, JSON, CSV or GeoJSON.
enum TagsReport {
  static func write(_ tags: [TagSummary], as format: TagsFormat, to sink: some ByteSink) throws {
    switch format {
    case .table: try sink.write(table(tags))
    case .csv: try sink.write(csv(tags))
    case .json:
      let rows = tags.map { json($0).bytes }
      try sink.write(lines(rows, "[", "]"))
    case .geojson:
      let features = tags.compactMap { tag -> [UInt8]? in
        guard case .success(let range) = tag.range else {
          return tag.center.map { GeoJSONText.point($0, json(tag)) }
        }
        return GeoJSONText.polygon(range.core.corners, json(tag))
      }
      try sink.write(lines(features, "{\"type\":\"FeatureCollection\",\"features\":[", "]}"))
    }
  }

  static func lines(_ rows: [[UInt8]], _ opening: String, _ closing: String) -> [UInt8] {
    let body = rows.map { Array("\n".utf8) + $0 }.joined(separator: Array(",".utf8))
    return Array(opening.utf8) + body + Array((rows.isEmpty ? "" : "\n").utf8) + Array("\(closing)\n".utf8)
  }

  static func json(_ tag: TagSummary) -> JSONObject {
    var json = JSONObject()
    json.add("tag", tag.name)
    json.add("photos", tag.photos)
    if let dates = tag.dates {
      json.add("first", "\(dates.first)")
      json.add("last", "\(dates.last)")
    }
    if let center = tag.center {
      json.add("latitude", center.latitude)
      json.add("longitude", center.longitude)
    }
    switch tag.range {
    case .success(let range):
      json.add("rangeHectares", round(range.core.hectares))
      json.add("rangeHectares100", round(range.whole.hectares))
      json.add("rangePlaces", range.places)
      json.add("rangeIsUncertain", range.isUncertain)
    case .failure(let absence): json.add("noRange", words(absence))
    }
    return json
  }

  private static func round(_ hectares: Double) -> Double { FixedPoint.round(hectares, decimals: 4) }

  static func words(_ absence: HomeRange.Absence) -> String {
    switch absence {
    case .tooFew(let count): "\(count) of at least \(HomeRange.fewest) places"
    case .tooWide(let metres):
      "more than \(FixedPoint.text((metres / 1000).rounded(.down), decimals: 0)) km wide"
    }
  }

  static func area(_ hectares: Double) -> String {
    "\(FixedPoint.text(hectares, decimals: hectares < 10 ? 2 : 0)) ha"
  }

  private static func csv(_ tags: [TagSummary]) -> [UInt8] {
    var bytes = Array("tag,photos,first,last,latitude,longitude,rangeHectares\r\n".utf8)
    for tag in tags {
      CSVExporter.append(cell: tag.name, to: &bytes)
      let range = (try? tag.range.get()).map { FixedPoint.text($0.core.hectares, decimals: 4) }
      let center = tag.center.map {
        "\(FixedPoint.text($0.latitude, decimals: 9)),\(FixedPoint.text($0.longitude, decimals: 9))"
      }
      let dates = tag.dates.map { "\($0.first),\($0.last)" } ?? ","
      bytes += Array(",\(tag.photos),\(dates),\(center ?? ","),\(range ?? "")\r\n".utf8)
    }
    return bytes
  }

  private static func table(_ tags: [TagSummary]) -> [UInt8] {
    var rows = [["NAME", "PHOTOS", "FIRST", "LAST", "CENTRE", "RANGE"]]
    for tag in tags {
      let range =
        switch tag.range {
        case .success(let range): area(range.core.hectares) + (range.isUncertain ? "?" : "")
        case .failure: "-"
        }
      rows.append([
        PrintableText.escape(tag.name), "\(tag.photos)", tag.dates.map { day($0.first) } ?? "-",
        tag.dates.map { day($0.last) } ?? "-", tag.center.map { short($0) } ?? "-", range,
      ])
    }
    return tags.isEmpty ? [] : TextColumns.render(rows, rightAligned: [1])
  }

  /// The day of a time, or less where less is known.
  static func day(_ time: LocalTime) -> String { "\(time.with(offset: nil).truncated(to: .day))" }

  static func short(_ coordinate: Coordinate) -> String {
    "\(FixedPoint.text(coordinate.latitude, decimals: 5)), \(FixedPoint.text(coordinate.longitude, decimals: 5))"
  }
}
