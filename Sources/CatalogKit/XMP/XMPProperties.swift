/// The simple values of a packet's wanted properties.
///
/// A property is an attribute of one of the `rdf:Description` elements directly below `rdf:RDF`, or an element in one
/// (ISO 16684-1, clause 7). Properties of structures inside, such as the place that a caption speaks of, are others'.
struct XMPProperties {
  /// Longer values are no numbers, dates or names.
  static let valueLimit = 1024

  /// Tags, title and description.
  let words: PhotoWords
  private let values: [XMPProperty: Value]
  /// Properties that are there without a value.
  private let blanks: Set<XMPProperty>

  private struct Value {
    var text: [UInt8]
    /// The first of several items.
    var isOneOfMany: Bool
  }

  /// Reads a packet or a sidecar file.
  init(_ document: [UInt8]) throws(ContainerError) {
    var walk = RDFWalk()
    var wordWalk = XMPWordWalk()
    try XMLParser.visit(document, from: Self.start(of: document)) {
      walk.add($0)
      wordWalk.add($0)
    }
    values = walk.values
    blanks = walk.blanks
    words = wordWalk.words
  }

  /// The value without blanks around it; `nil` where the property is missing or empty.
  func text(_ property: XMPProperty) -> [UInt8]? { values[property]?.text }

  /// The property is there, and empty.
  func isBlank(_ property: XMPProperty) -> Bool { blanks.contains(property) && values[property] == nil }

  /// The property is an array of several items, of which ``text(_:)`` is the first.
  func isOneOfMany(_ property: XMPProperty) -> Bool { values[property]?.isOneOfMany ?? false }

  /// Where XML begins in a text of single bytes. Its declaration must come first, but some writers put line feeds before it,
  /// and what some have between the quotes of `<?xpacket begin="…"?>` is no character. UTF-16 is left as it is.
  private static func start(of document: [UInt8]) -> Int {
    let start = document.firstIndex { !isBlank($0) } ?? 0
    guard document[start...].starts(with: header) else {
      return document[start...].first == header[0] ? start : 0
    }
    // The header has about sixty characters (ISO 16684-1, 7.3.2).
    let window = document[start...].prefix(256)
    let end = window.indices.dropLast().first {
      window[$0] == UInt8(ascii: "?") && window[$0 + 1] == UInt8(ascii: ">")
    }
    return end.map { $0 + 2 } ?? start
  }

  private static let header = Array("<?xpacket".utf8)

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Follows the elements of the packet and keeps the first value of every wanted property.
  private struct RDFWalk {
    private(set) var values: [XMPProperty: Value] = [:]
    private(set) var blanks: Set<XMPProperty> = []
    /// The elements that have begun and not ended.
    private var open: [Element] = []
    private var current: Collected?

    private enum Element {
      /// Anything around `rdf:RDF`.
      case outside
      case rdf
      /// `rdf:Description` directly in `rdf:RDF`.
      case description
      /// A wanted property.
      case property
      /// An array, an item, or a value with qualifiers, in a wanted property.
      case wrapper
      case item
      /// Everything else, with all that is in it.
      case ignored
    }

    /// The value of a wanted property while its element is open.
    private struct Collected {
      let property: XMPProperty
      var text: [UInt8] = []
      var items = 0
      var isTooLong = false

      mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard items <= 1, !isTooLong else { return }
        if text.count + bytes.count > XMPProperties.valueLimit { isTooLong = true } else { text += bytes }
      }
    }

    mutating func add(_ event: XMLEvent) {
      switch event {
      case .start(let name, let attributes): start(name, attributes)
      case .text(let bytes): text(bytes)
      case .end: end()
      }
    }

    private mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
      let element = element(name)
      open.append(element)
      switch element {
      case .description:
        for attribute in attributes {
          guard let property = XMPProperty(attribute.name) else { continue }
          var collected = Collected(property: property)
          collected.append(attribute.value)
          keep(collected)
        }
      case .property:
        current = XMPProperty(name).map { Collected(property: $0) }
        appendValueAttribute(of: attributes)
      case .wrapper: appendValueAttribute(of: attributes)
      case .item: current?.items += 1
      case .ignored:
        // Beside rdf:value this is a qualifier and the value counts; alone it is a field, and there is no text.
        break
      case .outside, .rdf: break
      }
    }

    private func element(_ name: XMLName) -> Element {
      let rdf = RDFName(name)
      switch open.last ?? .outside {
      case .outside: return rdf == .rdf ? .rdf : .outside
      case .rdf: return rdf == .description ? .description : .ignored
      case .description: return XMPProperty(name) == nil ? .ignored : .property
      case .property, .wrapper, .item:
        switch rdf {
        case .item: return .item
        case .array, .description, .value: return .wrapper
        case .rdf, nil: return .ignored
        }
      case .ignored: return .ignored
      }
    }

    /// `<exif:GPSStatus rdf:value="A" …/>`: a value with qualifiers, all written as attributes.
    private mutating func appendValueAttribute(of attributes: XMLAttributes) {
      for attribute in attributes where RDFName(attribute.name) == .value { current?.append(attribute.value) }
    }

    private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
      switch open.last {
      case .property, .wrapper, .item: current?.append(bytes)
      default: break
      }
    }

    private mutating func end() {
      guard open.popLast() == .property, let collected = current else { return }
      keep(collected)
      current = nil
    }

    private mutating func keep(_ collected: Collected) {
      let start = collected.text.firstIndex { !XMPProperties.isBlank($0) && $0 != 0 }
      guard let start else {
        if !collected.isTooLong { blanks.insert(collected.property) }
        return
      }
      guard !collected.isTooLong, values[collected.property] == nil else { return }
      var text = collected.text[start...]
      while let last = text.last, XMPProperties.isBlank(last) || last == 0 { text.removeLast() }
      values[collected.property] = Value(text: Array(text), isOneOfMany: collected.items > 1)
    }
  }
}
