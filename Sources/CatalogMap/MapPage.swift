import CatalogKit

/// The page around the photos, put together from ``PageFiles``.
enum MapPage {
  /// Everything up to where the photos' JSON goes.
  static func beforePhotos(_ settings: HTMLExporter.Settings) -> [UInt8] {
    var page: [UInt8] = []
    var rest = html[...]
    for (mark, content) in [
      ("{{policy}}", Array(policy(settings.tiles).utf8)), ("{{style}}", Array(PageFiles.style.utf8)),
      ("{{settings}}", json(settings)),
    ] {
      let (before, after) = split(rest, at: mark)
      page += before
      page += content
      rest = after
    }
    return page + split(rest, at: "{{photos}}").before
  }

  /// Everything after the photos' JSON.
  static var afterPhotos: [UInt8] {
    let rest = split(html[...], at: "{{photos}}").after
    let (before, after) = split(rest, at: "{{script}}")
    return before + Array(PageFiles.script.utf8) + after
  }

  /// Escapes `<` in JSON, so that it holds neither `</script>` nor `<!--`. `<` can only occur in strings there.
  static func escapeMarkup(_ json: inout [UInt8]) {
    guard json.contains(UInt8(ascii: "<")) else { return }
    json = json.flatMap { $0 == UInt8(ascii: "<") ? lessThan : [$0] }
  }

  private static let lessThan = Array("\\u003c".utf8)

  private static let html = Array(PageFiles.html.utf8)

  /// Content Security Policy, level 3: only our own style and script, known by their hashes, and pictures.
  private static func policy(_ tiles: MapTiles?) -> String {
    let pictures = ["'self'", "file:", "data:"] + (tiles.map { [$0.origin] } ?? [])
    return [
      "default-src 'none'", "img-src \(pictures.joined(separator: " "))",
      "style-src '\(PageFiles.styleHash)'",
      "script-src '\(PageFiles.scriptHash)'", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func json(_ settings: HTMLExporter.Settings) -> [UInt8] {
    var json = Array("{\"photos\":".utf8)
    JSONText.append(settings.links.prefix.utf8, to: &json)
    if let title = settings.title {
      JSONText.appendKey("title", to: &json)
      JSONText.append(title.utf8, to: &json)
    }
    if let tiles = settings.tiles {
      JSONText.appendKey("tiles", to: &json)
      json += Array("{\"maxZoom\":".utf8)
      DecimalDigits.append(tiles.maxZoom, to: &json)
      JSONText.appendKey("address", to: &json)
      JSONText.append(tiles.address.utf8, to: &json)
      JSONText.appendKey("attribution", to: &json)
      JSONText.append(tiles.attribution.utf8, to: &json)
      json.append(UInt8(ascii: "}"))
    }
    json.append(UInt8(ascii: "}"))
    escapeMarkup(&json)
    return json
  }

  private static func split(
    _ text: ArraySlice<UInt8>,
    at mark: String
  ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
    guard let range = text.firstRange(of: Array(mark.utf8)) else {
      preconditionFailure("Page/page.html has no \(mark)")
    }
    return (text[..<range.lowerBound], text[range.upperBound...])
  }
}
