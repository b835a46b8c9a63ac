/// The names of RDF that matter (RDF/XML syntax, W3C; ISO 16684-1, annex C).
enum RDFName {
  case rdf
  case description
  case array
  case item
  case value

  init?(_ name: XMLName) {
    guard name.starts(with: Self.namespace) else { return nil }
    switch String(decoding: name.dropFirst(Self.namespace.count), as: UTF8.self) {
    case "RDF": self = .rdf
    case "Description": self = .description
    case "Seq", "Bag", "Alt": self = .array
    case "li": self = .item
    case "value": self = .value
    default: return nil
    }
  }

  private static let namespace = Array("http://www.w3.org/1999/02/22-rdf-syntax-ns#\n".utf8)
}
