/// Makes of a page that stands alone one that a server sends: its policy becomes a header, and the server's own script and style join it.
enum PageShell {
  /// - Parameters:
  ///   - page: A page with its policy in a `meta` element.
  ///   - version: The mark of the page's version, by which its script finds out whether there is a newer one.
  ///   - fade: Photos older than so many days are paler on the map; `nil` fades none.
  /// - Returns: The page, and its policy as a header has it.
  static func serve(_ page: [UInt8], version: EntityTag, fade: Int?) -> (html: [UInt8], policy: String) {
    let mark = Array("<meta http-equiv=\"Content-Security-Policy\" content=\"".utf8)
    guard let start = page.firstRange(of: mark),
      let end = page[start.upperBound...].firstRange(of: Array("\">".utf8))
    else { return (page, policy(scripts: [], styles: [])) }
    let own = String(decoding: page[start.upperBound..<end.lowerBound], as: UTF8.self)
    var html = Array(page[..<start.lowerBound]) + page[end.upperBound...]
    if let head = html.firstRange(of: Array("</head>".utf8)) {
      html.insert(
        contentsOf: Array(
          "<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n<link rel=\"stylesheet\" href=\"/serve.css\">\n"
            .utf8
        ),
        at: head.lowerBound
      )
    }
    let old = fade.map { " data-fade='\($0)'" } ?? ""
    if let body = html.firstRange(of: Array("</body>".utf8)) {
      html.insert(
        contentsOf: Array(
          "<script src=\"/serve.js\" data-version='\(version.text)'\(old) defer></script>\n".utf8
        ),
        at: body.lowerBound
      )
    }
    return (html, policy(scripts: hashes("script-src", own), styles: hashes("style-src", own)))
  }

  /// The policy of a page that may run these scripts and styles besides the server's own files.
  static func policy(scripts: [String], styles: [String]) -> String {
    let script = scripts.joined(separator: " ")
    let style = styles.joined(separator: " ")
    let parts: [String] = [
      "default-src 'none'",
      "script-src 'self' \(script)",
      "style-src 'self' \(style)",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]
    return parts.joined(separator: "; ")
  }

  private static func hashes(_ directive: String, _ policy: String) -> [String] {
    var hashes: [String] = []
    for part in policy.split(separator: ";") {
      let words = part.split(separator: " ")
      guard words.first.map(String.init) == directive else { continue }
      for word in words where word.hasPrefix("'sha") { hashes.append(String(word)) }
    }
    return hashes
  }
}
