import CatalogKit

/// What is known of one tag, as text, JSON, CSV or GeoJSON.
struct TagStoryReport {
  let story: TagStory
  let today: CalendarDate

  func write(as format: TagsFormat, to sink: some ByteSink) throws {
    switch format {
    case .table: try sink.write(text)
    case .json: try sink.write(json.bytes + Array("\n".utf8))
    case .csv: try sink.write(csv)
    case .geojson: try sink.write(geojson)
    }
  }

  // MARK: For people

  /// Places and companions that are listed.
  private static let listLimit = 8

  private var text: [UInt8] {
    let summary = story.summary
    var rows: [[String]] = [["tag", PrintableText.escape(summary.name)]]
    var photos = "\(summary.photos)"
    if let dates = summary.dates {
      photos += ", \(TagsReport.day(dates.first)) to \(TagsReport.day(dates.last))"
    }
    if let days = story.daysNotSeen(on: today) {
      photos += days == 0 ? ", seen today" : ", not seen for \(Self.days(days))"
    }
    rows.append(["photos", photos])
    if let longest = story.gaps.compactMap({ $0 }).max(), longest > 0 {
      rows.append(["longest gap", Self.days(longest)])
    }
    if let hours { rows.append(["hours", hours]) }
    for (number, place) in story.places.prefix(Self.listLimit).enumerated() {
      rows.append([number == 0 ? "places" : "", Self.words(place)])
    }
    rows.append(["range", range])
    let companions = story.companions.prefix(Self.listLimit).map {
      "\(PrintableText.escape($0.name)) (\($0.photos))"
    }
    if !companions.isEmpty { rows.append(["seen with", companions.joined(separator: ", ")]) }
    var sightings = [["TAKEN", "GAP", "LATITUDE", "LONGITUDE", "PATH"]]
    for (number, sighting) in story.sightings.enumerated() {
      let gap = number > 0 ? story.gaps[number - 1] : nil
      sightings.append([
        sighting.taken.map { TimeText.text($0.truncated(to: .minute)) } ?? "-",
        gap.map { $0 > 0 ? Self.days($0) : "" } ?? "",
        sighting.place.map { FixedPoint.text($0.latitude, decimals: 5) } ?? "-",
        sighting.place.map { FixedPoint.text($0.longitude, decimals: 5) } ?? "-",
        PrintableText.escape("\(sighting.path)"),
      ])
    }
    return TextColumns.render(rows) + Array("\n".utf8)
      + TextColumns.render(sightings, rightAligned: [1, 2, 3])
  }

  /// The hours in which it was photographed: `06-07 (3), 18-19 (5)`.
  private var hours: String? {
    let seen = story.hours.enumerated().filter { $0.element > 0 }
    guard !seen.isEmpty else { return nil }
    return seen.map { hour, count in "\(hour)-\(hour + 1) h (\(count))" }.joined(separator: ", ")
  }

  private var range: String {
    switch story.summary.range {
    case .failure(let absence): return "none: \(TagsReport.words(absence))"
    case .success(let range):
      let areas =
        "\(TagsReport.area(range.core.hectares)) (95 %), \(TagsReport.area(range.whole.hectares)) (100 %)"
      return "\(areas), minimum convex polygons of \(range.places) places"
        + (range.isUncertain ? "; fewer than \(HomeRange.certain) say little" : "")
    }
  }

  private static func words(_ place: TagStory.Place) -> String {
    var words = "\(TagsReport.short(place.center)): \(place.photos) photos"
    if let first = place.first, let last = place.last {
      words += ", \(TagsReport.day(first)) to \(TagsReport.day(last))"
    }
    return words
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

  // MARK: For programs

  private var json: JSONObject {
    var json = TagsReport.json(story.summary)
    if let days = story.daysNotSeen(on: today) { json.add("daysNotSeen", days) }
    var hours = JSONObject()
    for (hour, count) in story.hours.enumerated() where count > 0 { hours.add("\(hour)", count) }
    json.add("hours", hours)
    json.add("places", story.places.map(Self.json))
    json.add(
      "companions",
      story.companions.map { companion in
        var json = JSONObject()
        json.add("tag", companion.name)
        json.add("photos", companion.photos)
        return json
      }
    )
    json.add(
      "sightings",
      story.sightings.enumerated().map { number, sighting in
        var json = Self.json(sighting)
        if number > 0, let gap = story.gaps[number - 1] { json.add("daysSinceLast", gap) }
        return json
      }
    )
    return json
  }

  private static func json(_ place: TagStory.Place) -> JSONObject {
    var json = JSONObject()
    json.add("latitude", place.center.latitude)
    json.add("longitude", place.center.longitude)
    json.add("photos", place.photos)
    if let first = place.first { json.add("first", "\(first)") }
    if let last = place.last { json.add("last", "\(last)") }
    return json
  }

  private static func json(_ sighting: TagSightings.Sighting) -> JSONObject {
    var json = JSONObject()
    json.add(path: sighting.path)
    if let taken = sighting.taken { json.add("taken", "\(taken)") }
    if let place = sighting.place {
      json.add("latitude", place.latitude)
      json.add("longitude", place.longitude)
    }
    return json
  }

  private var csv: [UInt8] {
    var bytes = Array("taken,latitude,longitude,path\r\n".utf8)
    for sighting in story.sightings {
      let place = sighting.place.map {
        "\(FixedPoint.text($0.latitude, decimals: 9)),\(FixedPoint.text($0.longitude, decimals: 9))"
      }
      bytes += Array("\(sighting.taken.map { "\($0)" } ?? ""),\(place ?? ","),".utf8)
      CSVExporter.append(cell: sighting.path.lossyText, to: &bytes)
      bytes += Array("\r\n".utf8)
    }
    return bytes
  }

  /// Ranges, places and the track as features, each with its kind.
  private var geojson: [UInt8] {
    var features: [[UInt8]] = []
    let kind = { (name: String, json: JSONObject) in
      var json = json
      json.add("kind", name)
      return json
    }
    if case .success(let range) = story.summary.range {
      features.append(
        GeoJSONText.polygon(range.core.corners, kind("range95", TagsReport.json(story.summary)))
      )
      features.append(
        GeoJSONText.polygon(range.whole.corners, kind("range100", TagsReport.json(story.summary)))
      )
    }
    features += story.places.map { GeoJSONText.point($0.center, kind("place", Self.json($0))) }
    features.append(
      GeoJSONText.line(story.sightings.compactMap(\.place), kind("track", TagsReport.json(story.summary)))
    )
    return TagsReport.lines(features, "{\"type\":\"FeatureCollection\",\"features\":[", "]}")
  }
}
