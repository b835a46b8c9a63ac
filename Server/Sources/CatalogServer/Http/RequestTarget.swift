/// The path and query of a request, decoded once.
struct RequestTarget: Hashable, Sendable {
  /// The steps of the path, decoded; `/` has none.
  let steps: [String]
  let query: QueryItems

  /// - Parameter text: The path and query of the request line: `/api/v1/photos?near=…`.
  /// - Throws: ``Problem`` (400) where a step could lead elsewhere, or cannot be read.
  init(_ text: String) throws(Problem) {
    guard text.hasPrefix("/"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
    else {
      throw .badRequest("The address is not one: it begins with / and is percent-encoded.")
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    query = try QueryItems(parts.count > 1 ? Substring(parts[1]) : nil)
    var steps: [String] = []
    let path = parts[0].dropFirst()
    if !path.isEmpty {
      for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
        guard let step = PercentText.decode(part), step != ".", step != "..",
          !step.utf8.contains(UInt8(ascii: "\\"))
        else { throw .badRequest("The path has a step that cannot be read.") }
        steps.append(step)
      }
    }
    self.steps = steps
  }
}
