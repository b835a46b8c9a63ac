/// The elements of an XML document, each with the place of its tags, so that a part of it can be changed and every other byte stays.
struct XMLTree {
  /// All elements in the order of the document; children name their parents by number.
  private(set) var elements: [Element] = []

  /// An element.
  struct Element {
    /// Namespace, a line feed, local name; without a namespace the local name alone.
    let name: String
    let parent: Int?
    /// Its attributes with their values, those that declare namespaces left out.
    let attributes: [(name: String, value: String)]
    /// The place of its first tag.
    let startTag: Range<Int>
    /// The place of its last tag; empty where the element is one tag.
    var endTag = 0..<0
    var children: [Int] = []
    /// Its text, that of its children left out.
    var text = ""

    /// All of it.
    var range: Range<Int> { startTag.lowerBound..<max(startTag.upperBound, endTag.upperBound) }
    /// What is between its tags.
    var content: Range<Int> { startTag.upperBound..<max(startTag.upperBound, endTag.lowerBound) }
    /// Whether it is one tag, which ends in `/>`.
    var isEmptyTag: Bool { endTag.isEmpty }

    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  /// - Parameter document: The bytes, in an encoding that expat knows.
  /// - Throws: ``ContainerError`` where they are not well-formed XML, hold a document type, or more than is accepted.
  init(_ document: [UInt8]) throws(ContainerError) {
    var elements: [Element] = []
    var open: [Int] = []
    try XMLParser.visitPlaces(document) { event, place in
      switch event {
      case .start(let name, let attributes):
        var list: [(String, String)] = []
        for attribute in attributes {
          list.append(
            (
              String(decoding: attribute.name, as: UTF8.self),
              String(decoding: attribute.value, as: UTF8.self)
            )
          )
        }
        let parent = open.last
        if let parent { elements[parent].children.append(elements.count) }
        open.append(elements.count)
        elements.append(
          Element(
            name: String(decoding: name, as: UTF8.self),
            parent: parent,
            attributes: list,
            startTag: place
          )
        )
      case .text(let text):
        if let last = open.last { elements[last].text += String(decoding: text, as: UTF8.self) }
      case .end:
        if let last = open.popLast() { elements[last].endTag = place }
      }
    }
    self.elements = elements
  }

  /// The children of an element that have a name.
  func children(of parent: Int, named name: String) -> [Int] {
    elements[parent].children.filter { elements[$0].name == name }
  }
}
