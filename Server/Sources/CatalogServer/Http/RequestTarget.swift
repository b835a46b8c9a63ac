/// The path and query of a request, decoded once.
struct RequestTarget: Hashable, Sendable {
  /// The steps of the path, decoded; `/` has none.
  let steps: [String]
  let query: QueryItems
  /// The host that the request line names, where it names one.
  let authority: String?

  /// - Parameter text: What the request line has: `/api/v1/photos?near=…`, or a whole address (RFC 9112, section 3.2.2).
  /// - Throws: ``Problem`` (400) where a step could lead elsewhere, or cannot be read.
  init(_ text: String) throws(Problem) {
    var rest = text[...]
    var authority: String?
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) {
      let host = rest.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
      authority = String(host)
      rest = rest[host.endIndex...]
      if !rest.hasPrefix("/") { rest = "/" + rest }
      break
    }
    self.authority = authority
    guard rest.hasPrefix("/"), rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
    else {
      throw .badRequest("The address is not one: it begins with / and is percent-encoded.")
    }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    query = try QueryItems(parts.count > 1 ? parts[1] : nil)
    var steps: [String] = []
    let path = parts[0].dropFirst()
    if !path.isEmpty {
      for part in path.split(separator: "/", omittingEmptySubsequences: false) {
        guard let step = PercentText.decode(part.utf8), step != ".", step != "..",
          !step.contains("\\")
        else { throw .badRequest("The path has a step that cannot be read.") }
        steps.append(step)
      }
    }
    self.steps = steps
  }
}
