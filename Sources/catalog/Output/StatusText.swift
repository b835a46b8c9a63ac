import CatalogKit

/// A status as a screenful of text.
enum StatusText {
  /// Lines of each list; the rest is summed up in one.
  static let listLimit = 8

  static func render(
    _ status: IndexStatus,
    _ header: IndexHeader,
    _ paths: [FilePathBytes],
    style: TerminalStyle = .plain
  ) -> String {
    let unlocated = status.photos - status.located - status.unreadable
    let written = TimeText.minutes(header.written)
    var text = paths.map { "\($0)\n" }.joined()
    text += "written \(written) UTC by \(PrintableText.escape(header.generator))\n\n"
    text += row(
      style,
      "photos",
      "\(status.photos): \(status.located) located, \(unlocated) without a position, "
        + "\(status.unreadable) unreadable"
    )
    if status.missing > 0 {
      text += row(
        style,
        "missing",
        "\(status.missing)\(status.countsMissing ? " of these" : ""); catalog list --missing shows them, "
          + "and scans drop them after 30 days"
      )
    }
    text += rows(style, "folders", header.scanned.map { "\($0)" })
    if let latitudes = status.latitudes, let edges = status.longitudeEdges {
      text += row(
        style,
        "area",
        "\(degrees(latitudes.lowerBound, "N", "S")) to \(degrees(latitudes.upperBound, "N", "S")), "
          + "\(degrees(edges.west, "E", "W")) to \(degrees(edges.east, "E", "W"))"
      )
    }
    if let dates = status.dates { text += row(style, "taken", "\(dates.first) to \(dates.last)") }
    text += rows(style, "years", counts(status.years.map { ("\($0.key)", $0.value) }, byName: true))
    text += rows(style, "countries", counts(status.countries.map { ($0.key, $0.value) }))
    text += rows(style, "places", counts(status.places.map { ($0.key, $0.value) }))
    text += rows(style, "formats", counts(status.formats.map { ($0.key, $0.value) }))
    text += rows(style, "cameras", counts(status.cameras.map { ($0.key, $0.value) }))
    text += rows(style, "positions", counts(status.sources.map { ("from \($0.key)", $0.value) }))
    text += rows(style, "problems", counts(status.problems.map { ($0.key, $0.value) }))
    return text
  }

  private static func row(_ style: TerminalStyle, _ name: String, _ value: String) -> String {
    style.heading(name) + String(repeating: " ", count: max(1, 11 - name.count)) + value + "\n"
  }

  private static func rows(_ style: TerminalStyle, _ name: String, _ values: [String]) -> String {
    guard !values.isEmpty else { return "" }
    var shown = values.prefix(listLimit).map { $0 }
    if values.count > listLimit {
      shown.append("and \(values.count - listLimit) more; --format json lists all")
    }
    return shown.enumerated().map { row(style, $0.offset == 0 ? name : "", $0.element) }.joined()
  }

  /// `12 iPhone 13 mini`, the most first, or in the order of the names.
  private static func counts(_ counts: [(name: String, count: Int)], byName: Bool = false) -> [String] {
    let width = counts.map { "\($0.count)".count }.max() ?? 0
    let sorted = counts.sorted { first, second in
      if byName { return first.name > second.name }
      return (second.count, first.name) < (first.count, second.name)
    }
    return sorted.map { entry in
      let number = "\(entry.count)"
      return String(repeating: " ", count: width - number.count) + number + " "
        + PrintableText.escape(entry.name)
    }
  }

  private static func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
    "\(FixedPoint.text(abs(value), decimals: 4))°\(value < 0 ? negative : positive)"
  }
}
