import CatalogKit

/// The page around the photos, put together from ``PageFiles``.
enum MapPage {
  /// Everything up to where the blocks of data begin.
  ///
  /// - Parameters:
  ///   - settings: What the page needs besides the photos.
  ///   - places: Whose names of towns the page has.
  /// - Returns: The page's beginning.
  static func beforeData(_ settings: HTMLExporter.Settings, places: String? = nil) -> [UInt8] {
    var page: [UInt8] = []
    var rest = html[...]
    for (mark, content) in [
      ("{{policy}}", Array(policy(settings).utf8)), ("{{style}}", Array(PageFiles.style.utf8)),
      ("{{settings}}", json(settings, places)),
    ] {
      let (before, after) = split(rest, at: mark)
      page += before
      page += content
      rest = after
    }
    return page + split(rest, at: "{{data}}").before
  }

  /// What comes after photos, background and small pictures: the list for browsers without scripts, and the script.
  static func script(plainList: [UInt8]) -> [UInt8] {
    let data = split(html[...], at: "{{data}}").after
    let (before, rest) = split(data, at: "{{list}}")
    let (between, after) = split(rest, at: "{{script}}")
    return before + plainList + between + Array(PageFiles.script.utf8)
      + split(after, at: "{{pictures}}").before
  }

  /// What ends the page, after the last picture.
  static var afterPictures: [UInt8] { Array(split(html[...], at: "{{pictures}}").after) }

  private static let html = Array(PageFiles.html.utf8)

  /// Content Security Policy, level 3: only our own style and script, known by their hashes, and pictures: those of the page itself, the
  /// photos' files where it names them, and the server of a background map.
  private static func policy(_ settings: HTMLExporter.Settings) -> String {
    let pictures =
      (settings.links == nil ? [] : ["'self'", "file:"]) + ["data:", "blob:"]
      + (settings.tiles.map { [$0.origin] } ?? [])
    return [
      "default-src 'none'", "img-src \(pictures.joined(separator: " "))",
      "style-src '\(PageFiles.styleHash)'",
      "script-src '\(PageFiles.scriptHash)'", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func json(_ settings: HTMLExporter.Settings, _ places: String?) -> [UInt8] {
    var json = Array("{\"photos\":".utf8)
    if let links = settings.links {
      JSONText.append(links.prefix.utf8, to: &json)
    } else {
      json += Array("null".utf8)
    }
    if let title = settings.title {
      JSONText.appendKey("title", to: &json)
      JSONText.append(title.utf8, to: &json)
    }
    if let credit = settings.credit {
      JSONText.appendKey("credit", to: &json)
      JSONText.append(credit.utf8, to: &json)
    }
    if let places {
      JSONText.appendKey("places", to: &json)
      JSONText.append(places.utf8, to: &json)
    }
    if let asking = settings.asking {
      JSONText.appendKey("asking", to: &json)
      json += Array("{\"total\":\(asking.total)".utf8)
      for (name, box) in [("opening", asking.opening), ("whole", asking.whole)] {
        guard let box else { continue }
        let corners = [box.south, box.west, box.north, box.east].map { FixedPoint.text($0, decimals: 7) }
        json += Array(",\"\(name)\":[\(corners.joined(separator: ","))]".utf8)
      }
      json.append(UInt8(ascii: "}"))
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
    return escapedMarkup(json)
  }

  /// JSON with `<` escaped, so that it holds neither `</script>` nor `<!--`. `<` can only occur in strings there.
  private static func escapedMarkup(_ json: [UInt8]) -> [UInt8] {
    json.flatMap { $0 == UInt8(ascii: "<") ? Array("\\u003c".utf8) : [$0] }
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
