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
  static func object(_ row: Int, of view: CatalogueView, _ geodesic: Geodesic? = nil) -> [UInt8] {
    var json = JSONObjectText()
    write(row, of: view, geodesic, to: &json)
    return json.bytes
  }

  /// Writes a row at the view's level into an object.
  ///
  /// - Parameters:
  ///   - row: A row of the view's table.
  ///   - view: The photos as somebody may know them.
  ///   - geodesic: How far it is, and in which direction.
  ///   - json: Where it goes.
  static func write(_ row: Int, of view: CatalogueView, _ geodesic: Geodesic?, to json: inout JSONObjectText)
  {
    add(row, of: view, to: &json)
    json.add("distance", geodesic?.distance, decimals: 1)
    json.add("bearing", geodesic?.bearing, decimals: 1)
  }

  /// Adds what the view's level knows of a row.
  static func add(_ row: Int, of view: CatalogueView, to json: inout JSONObjectText) {
    json.add("id", view.id(row).text)
    if view.level == .coarse {
      addCoarse(row, of: view, to: &json)
    } else if let photo = view.photo(row) {
      add(photo, to: &json)
    } else {
      addKnown(row, of: view, to: &json)
    }
  }

  /// Adds all that is known of a photo.
  static func add(_ photo: Photo, to json: inout JSONObjectText) {
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

  /// What is in memory of a photo whose line cannot be read, for somebody wrote over the index.
  private static func addKnown(_ row: Int, of view: CatalogueView, to json: inout JSONObjectText) {
    let center = view.table.coordinate(row)
    json.add("latitude", center?.latitude, decimals: FixedPoint.coordinateDecimals)
    json.add("longitude", center?.longitude, decimals: FixedPoint.coordinateDecimals)
    json.add("taken", DayText.text(of: view.table.rows[row]))
    let tags = view.table.tags.tags(of: row)
    if !tags.isEmpty { json.add("tags", texts: tags) }
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
  /// The days of a row as a date; `nil` where the time is not known.
  static func time(of row: LevelTable.Row) -> LocalTime? {
    guard let seconds = row.seconds else { return nil }
    let days = seconds.count / 86400
    return LocalTime(
      date: CalendarDate(daysSince1970: Int((Double(seconds.lowerBound) / 86400).rounded(.down))),
      precision: days <= 1 ? .day : days <= 31 ? .month : .year
    )
  }

  /// `2024-05-03`, `2024-05` or `2024`; `nil` where the time is not known.
  static func text(of row: LevelTable.Row) -> String? { time(of: row)?.description }
}
