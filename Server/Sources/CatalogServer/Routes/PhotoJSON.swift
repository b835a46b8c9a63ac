import CatalogKit

/// A photo as answers have it.
enum PhotoJSON {
  /// A row at the view's level. At the exact level its line is read.
  ///
  /// - Parameters:
  ///   - row: A row of the view's table.
  ///   - view: The photos as somebody may know them.
  ///   - geodesic: How far it is, and in which direction.
  /// - Returns: A JSON object.
  /// - Throws: What reading the line throws.
  static func object(_ row: Int, of view: CatalogueView, _ geodesic: Geodesic? = nil) throws -> [UInt8] {
    var json = JSONObjectText()
    json.add("id", view.id(row).text)
    if let source = view.source {
      try addExact(source.photo(view.table.rows[row]), to: &json)
    } else {
      addCoarse(row, of: view, to: &json)
    }
    json.add("distance", geodesic?.distance, decimals: 1)
    json.add("bearing", geodesic?.bearing, decimals: 1)
    return json.bytes
  }

  private static func addExact(_ photo: Photo, to json: inout JSONObjectText) {
    json.add("name", photo.path.lastComponent.lossyText)
    json.add("path", photo.path.lossyText)
    json.add("latitude", photo.position?.coordinate.latitude, decimals: FixedPoint.coordinateDecimals)
    json.add("longitude", photo.position?.coordinate.longitude, decimals: FixedPoint.coordinateDecimals)
    json.add("altitude", photo.position?.altitude, decimals: 3)
    json.add("accuracy", photo.position?.accuracy, decimals: 3)
    json.add("source", photo.position?.source?.rawValue)
    json.add("method", photo.position?.method)
    json.add("taken", photo.taken?.description)
    json.add("takenSource", photo.takenSource?.rawValue)
    json.add("heading", photo.heading?.degrees, decimals: 3)
    if !photo.tags.isEmpty { json.add("tags", texts: photo.tags) }
    json.add("title", photo.title)
    json.add("description", photo.description)
    json.add("rating", photo.rating)
    json.add("make", photo.make)
    json.add("model", photo.model)
    json.add("lens", photo.lens)
    json.add("orientation", photo.orientation)
    json.add("width", photo.pixelSize?.width)
    json.add("height", photo.pixelSize?.height)
    json.add("format", photo.format?.rawValue)
    json.add("size", photo.size)
    json.add("problem", photo.problem?.reason)
  }

  /// All of it comes from the table, which knows cells and days.
  private static func addCoarse(_ row: Int, of view: CatalogueView, to json: inout JSONObjectText) {
    if let center = view.table.coordinate(row) {
      json.add("latitude", center.latitude, decimals: FixedPoint.coordinateDecimals)
      json.add("longitude", center.longitude, decimals: FixedPoint.coordinateDecimals)
      json.add("uncertainty", view.blur?.cell(of: center).uncertainty, decimals: 0)
    }
    json.add("taken", DayText.text(of: view.table.rows[row]))
    let tags = view.table.tags.tags(of: row)
    if !tags.isEmpty { json.add("tags", texts: tags) }
  }
}

/// The days of a row as ISO 8601 has them: a day, a month or a year.
enum DayText {
  /// `2024-05-03`, `2024-05` or `2024`; `nil` where the time is not known.
  static func text(of row: LevelTable.Row) -> String? {
    guard let seconds = row.seconds else { return nil }
    let day = CalendarDate(daysSince1970: Int((Double(seconds.lowerBound) / 86400).rounded(.down)))
    let days = seconds.count / 86400
    let full = day.description
    if days <= 1 { return full }
    return days <= 31 ? String(full.prefix(7)) : String(full.prefix(4))
  }
}
