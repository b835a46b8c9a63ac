/// Changes of properties of one XMP document, collected as pieces of bytes that take the places of others.
struct XMPEdit {
  static let rdfNamespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let rdf = rdfNamespace + "\n"

  /// A property that is written.
  struct Name: Hashable, Sendable {
    let namespace: String
    /// The prefix that is declared where a property is put in.
    let prefix: String
    let local: String

    /// As ``XMLTree`` has it.
    var full: String { "\(namespace)\n\(local)" }
    /// For people.
    var shown: String { "\(prefix):\(local)" }
  }

  private let document: [UInt8]
  private let tree: XMLTree
  private let encoding: XMLEncoding
  private let descriptions: [Int]
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  /// Elements to be put into the first description.
  private var added: [XMPElementText] = []

  /// - Throws: ``XMPWriteError/noRDF`` where there is no description that could be changed.
  init(_ document: [UInt8], _ tree: XMLTree, _ encoding: XMLEncoding) throws(XMPWriteError) {
    self.document = document
    self.tree = tree
    self.encoding = encoding
    let roots = tree.elements.indices.filter { tree.elements[$0].name == Self.rdf + "RDF" }
    guard let root = roots.first else { throw .noRDF }
    descriptions = tree.children(of: root, named: Self.rdf + "Description")
    guard !descriptions.isEmpty else { throw .noRDF }
  }

  // MARK: Simple properties

  /// Where a property is.
  private enum Place {
    case attribute(XMLTag.Attribute)
    case element(Int)
  }

  private func places(of name: Name) -> [Place] {
    var places: [Place] = []
    for description in descriptions {
      let element = tree.elements[description]
      if element.attribute(name.full) != nil {
        let tag = XMLTag(document, element.startTag, encoding)
        // Both lists are in the order of the tag.
        let named = tag.attributes.filter { $0.name != "xmlns" && !$0.name.hasPrefix("xmlns:") }
        for (attribute, written) in zip(element.attributes, named) where attribute.name == name.full {
          places.append(.attribute(written))
        }
      }
      places += tree.children(of: description, named: name.full).map { .element($0) }
    }
    return places
  }

  /// Sets a property that is one text, or takes it away.
  ///
  /// - Throws: ``XMPWriteError/form(_:)``.
  mutating func set(_ name: Name, _ value: String?) throws(XMPWriteError) {
    let places = places(of: name)
    for (number, place) in places.enumerated() {
      switch place {
      case .attribute(let attribute):
        if number == 0, let value {
          replace(attribute.value, with: Self.escaped(value, quote: attribute.quote))
        } else {
          edits.append((attribute.range, []))
        }
      case .element(let number_):
        let element = tree.elements[number_]
        guard element.children.isEmpty, element.attributes.isEmpty else { throw .form(name.shown) }
        if number == 0, let value {
          setContent(of: number_, Self.escaped(value))
        } else {
          remove(number_)
        }
      }
    }
    if places.isEmpty, let value { added.append(XMPElementText(name, .text(value))) }
  }

  // MARK: Lists

  /// Sets a list of texts. Items that are wanted, or that are kept, stay as they are.
  ///
  /// - Parameters:
  ///   - name: The property.
  ///   - wanted: All texts that it is to have.
  ///   - isAdded: Whether a text is added that is missing in a list which is there.
  ///   - isKept: Whether an item stays that is not wanted.
  ///   - isMade: Whether the property is made where it is missing.
  ///   - kind: The kind of list that is made.
  /// - Throws: ``XMPWriteError/form(_:)``.
  mutating func setList(
    _ name: Name,
    _ wanted: [String],
    adding isAdded: (String) -> Bool,
    keeping isKept: (String) -> Bool,
    isMade: Bool,
    kind: String
  ) throws(XMPWriteError) {
    let places = places(of: name)
    guard let first = places.first else {
      if isMade { added.append(XMPElementText(name, .list(kind, wanted))) }
      return
    }
    guard places.count == 1, case .element(let property) = first, let list = list(in: property) else {
      throw .form(name.shown)
    }
    let items = tree.children(of: list, named: Self.rdf + "li")
    guard items.count == tree.elements[list].children.count else { throw .form(name.shown) }
    var missing = wanted
    for item in items {
      let element = tree.elements[item]
      guard element.children.isEmpty else { throw .form(name.shown) }
      let text = TagCollection.trimmed(element.text)
      if let place = missing.firstIndex(of: text) {
        missing.remove(at: place)
      } else if !wanted.contains(text), !isKept(text) {
        remove(item)
      }
    }
    missing = missing.filter(isAdded)
    if !missing.isEmpty { add(missing, to: list, items) }
  }

  /// The one list in a property; `nil` for any other form.
  private func list(in property: Int) -> Int? {
    let element = tree.elements[property]
    guard element.attributes.isEmpty, element.children.count == 1, let list = element.children.first,
      ["Bag", "Seq", "Alt"].contains(where: { tree.elements[list].name == Self.rdf + $0 }),
      TagCollection.trimmed(element.text).isEmpty
    else { return nil }
    return list
  }

  private mutating func add(_ texts: [String], to list: Int, _ items: [Int]) {
    let element = tree.elements[list]
    let tag = XMLTag(document, element.startTag, encoding)
    let li = tag.prefix.isEmpty ? "li" : "\(tag.prefix):li"
    let before: [UInt8] =
      items.first.map { Array(document[element.startTag.upperBound..<tree.elements[$0].startTag.lowerBound]) }
      .flatMap { isBlank($0) ? $0 : nil } ?? encoding.bytes(separator(below: list))
    let lines = texts.flatMap { before + encoding.bytes("<\(li)>\(Self.escaped($0))</\(li)>") }
    if element.isEmptyTag {
      let end = encoding.bytes(separator(of: list) + "</\(tag.name)>")
      edits.append((tag.close, encoding.bytes(">") + lines + end))
    } else {
      let place = items.last.map { tree.elements[$0].range.upperBound } ?? element.startTag.upperBound
      edits.append((place..<place, lines))
    }
  }

  // MARK: Texts in languages

  /// Sets the text that is meant where no language is asked for; other languages stay. An empty text takes the property away.
  ///
  /// - Throws: ``XMPWriteError/form(_:)``.
  mutating func setText(_ name: Name, _ text: String) throws(XMPWriteError) {
    let places = places(of: name)
    guard let first = places.first else {
      if !text.isEmpty { added.append(XMPElementText(name, .languages(text))) }
      return
    }
    guard places.count == 1, case .element(let property) = first, let list = list(in: property),
      tree.elements[list].name == Self.rdf + "Alt"
    else { throw .form(name.shown) }
    if text.isEmpty { return remove(property) }
    let items = tree.children(of: list, named: Self.rdf + "li")
    let language = "http://www.w3.org/XML/1998/namespace\nlang"
    let plain =
      items.first { tree.elements[$0].attribute(language)?.lowercased() == "x-default" }
      ?? items.first { tree.elements[$0].attribute(language) == nil }
    if let plain {
      guard tree.elements[plain].children.isEmpty else { throw .form(name.shown) }
      return setContent(of: plain, Self.escaped(text))
    }
    let element = tree.elements[list]
    let tag = XMLTag(document, element.startTag, encoding)
    let li = tag.prefix.isEmpty ? "li" : "\(tag.prefix):li"
    let line = separator(below: list) + "<\(li) xml:lang=\"x-default\">\(Self.escaped(text))</\(li)>"
    if element.isEmptyTag {
      edits.append((tag.close, encoding.bytes(">" + line + separator(of: list) + "</\(tag.name)>")))
    } else {
      // The first one is the one that programs show that know no languages.
      edits.append((element.startTag.upperBound..<element.startTag.upperBound, encoding.bytes(line)))
    }
  }

  // MARK: Bytes

  /// The document with all changes.
  func applied() -> [UInt8] {
    var edits = edits
    if let addition { edits.append(addition) }
    var written: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      written += document[position..<max(position, edit.range.lowerBound)] + edit.bytes
      position = max(position, edit.range.upperBound)
    }
    return written + document[position...]
  }

  /// What is put into the first description.
  private var addition: (range: Range<Int>, bytes: [UInt8])? {
    guard !added.isEmpty, let number = descriptions.first else { return nil }
    let description = tree.elements[number]
    let tag = XMLTag(document, description.startTag, encoding)
    let rdf = tag.prefix
    let indent = description.children.first.map { separator(of: $0) } ?? separator(below: number)
    let text = added.map { indent + $0.text(rdf: rdf, indent: indent) }.joined()
    if description.isEmptyTag {
      return (tag.close, encoding.bytes(">" + text + separator(of: number) + "</\(tag.name)>"))
    }
    let place =
      description.children.last.map { tree.elements[$0].range.upperBound } ?? description.startTag.upperBound
    return (place..<place, encoding.bytes(text))
  }

  private mutating func replace(_ range: Range<Int>, with text: String) {
    edits.append((range, encoding.bytes(text)))
  }

  private mutating func setContent(of number: Int, _ text: String) {
    let element = tree.elements[number]
    guard element.isEmptyTag else { return replace(element.content, with: text) }
    if text.isEmpty { return }
    let tag = XMLTag(document, element.startTag, encoding)
    edits.append((tag.close, encoding.bytes(">\(text)</\(tag.name)>")))
  }

  /// Takes an element away, with the blanks before it.
  private mutating func remove(_ number: Int) {
    let range = tree.elements[number].range
    edits.append(((range.lowerBound - blanks(before: range.lowerBound))..<range.upperBound, []))
  }

  /// Bytes of the blanks before a place.
  private func blanks(before place: Int) -> Int {
    let width = encoding.width
    var start = place
    while start >= width, isBlank(Array(document[(start - width)..<start])) { start -= width }
    return place - start
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool {
    encoding.ascii(bytes, 0..<bytes.count).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// The line break and the blanks before an element; nothing where it does not begin its line.
  private func separator(of number: Int) -> String {
    let start = tree.elements[number].startTag.lowerBound
    let text = encoding.ascii(document, (start - blanks(before: start))..<start)
    guard let lineFeed = text.lastIndex(of: 0x0A) else { return "" }
    let isCRLF = lineFeed > 0 && text[lineFeed - 1] == 0x0D
    return (isCRLF ? "\r\n" : "\n") + String(decoding: text[(lineFeed + 1)...], as: UTF8.self)
  }

  /// The same for a child that it does not have yet.
  private func separator(below number: Int) -> String {
    let own = separator(of: number)
    return own.isEmpty ? "" : own + " "
  }

  /// Text as it is written in XML, between tags or between quotes.
  static func escaped(_ text: String, quote: UInt8? = nil) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where quote != nil: escaped += "&quot;"
      case "'" where quote != nil: escaped += "&apos;"
      // A reader would make a line feed of it, and between quotes a blank of all three.
      case "\r": escaped += "&#13;"
      case "\n" where quote != nil: escaped += "&#10;"
      case "\t" where quote != nil: escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
