/// A property as it is written where there was none: an element that declares its own namespace.
struct XMPElementText {
  private let name: XMPEdit.Name
  private let value: Value

  enum Value {
    case text(String)
    /// A list of a kind, such as a Bag.
    case list(String, [String])
    /// A text for whoever asks for no language.
    case languages(String)
  }

  init(_ name: XMPEdit.Name, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// - Parameters:
  ///   - rdf: The prefix of RDF in the document.
  ///   - indent: A line break and the blanks before the element; empty where all is on one line.
  /// - Returns: The element.
  func text(rdf: String, indent: String) -> String {
    let open = "<\(name.shown) xmlns:\(name.prefix)=\"\(name.namespace)\">"
    let close = "</\(name.shown)>"
    let prefix = rdf.isEmpty ? "" : "\(rdf):"
    let (deep, deeper) = indent.isEmpty ? ("", "") : (indent + " ", indent + "  ")
    switch value {
    case .text(""): return "<\(name.shown) xmlns:\(name.prefix)=\"\(name.namespace)\"/>"
    case .text(let text): return open + XMPEdit.escaped(text) + close
    case .list(let kind, let texts):
      if texts.isEmpty { return "\(open)\(deep)<\(prefix)\(kind)/>\(indent)\(close)" }
      let items = texts.map { "\(deeper)<\(prefix)li>\(XMPEdit.escaped($0))</\(prefix)li>" }.joined()
      return "\(open)\(deep)<\(prefix)\(kind)>\(items)\(deep)</\(prefix)\(kind)>\(indent)\(close)"
    case .languages(let text):
      let item = "\(deeper)<\(prefix)li xml:lang=\"x-default\">\(XMPEdit.escaped(text))</\(prefix)li>"
      return "\(open)\(deep)<\(prefix)Alt>\(item)\(deep)</\(prefix)Alt>\(indent)\(close)"
    }
  }
}
