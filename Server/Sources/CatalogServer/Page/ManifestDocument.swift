/// What a phone has to know of the page to put it on its first screen (W3C Web Application Manifest), and Chrome on Android to share photos with it.
enum ManifestDocument {
  /// - Parameter title: The heading of the page, which names it on the phone.
  /// - Returns: A JSON object.
  static func json(title: String) -> [UInt8] {
    var json = JSONObjectText()
    json.add("name", title)
    json.add("short_name", title)
    json.add("start_url", "/")
    json.add("scope", "/")
    json.add("display", "standalone")
    json.add("background_color", "#fffdf9")
    json.add("theme_color", "#b8430f")
    json.add("icons", json: Array(icons.utf8))
    json.add("share_target", json: Array(shareTarget.utf8))
    return json.bytes
  }

  private static let icons =
    #"[{"src":"/icon.svg","sizes":"any","type":"image/svg+xml","purpose":"any"},{"src":"/icon.svg","sizes":"any","type":"image/svg+xml","purpose":"maskable"}]"#

  /// The service worker takes these requests; where a browser has lost it, the server says what to do.
  private static let shareTarget =
    #"{"action":"/share","method":"POST","enctype":"multipart/form-data","params":{"files":[{"name":"photos","accept":["image/*","video/*"]}]}}"#
}
