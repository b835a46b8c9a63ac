internal import CExpat

/// XML (1.0, with namespaces) as a run of events: the only place that calls expat.
///
/// Nothing in the text can make more of it: a document type declaration, and with it every entity but the five that XML
/// itself defines, stops the parser, nesting is bounded, and nothing outside of the bytes is ever opened.
enum XMLEvent {
  /// An element begins. Name and attributes may be used during the event only.
  case start(XMLName, XMLAttributes)
  /// A piece of an element's text; the bytes may be used during the event only.
  case text(UnsafeBufferPointer<UInt8>)
  /// The element ends that began last and has not ended yet.
  case end
}

/// The name of an element or an attribute: namespace, a line feed, local name; without a namespace the local name alone.
typealias XMLName = UnsafeBufferPointer<UInt8>

/// The attributes of an element, those that declare namespaces left out.
struct XMLAttributes: Sequence, IteratorProtocol {
  fileprivate var rest: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  mutating func next() -> (name: XMLName, value: UnsafeBufferPointer<UInt8>)? {
    guard let name = rest?[0], let value = rest?[1] else { return nil }
    rest = rest?.advanced(by: 2)
    return (XMLParser.bytes(name), XMLParser.bytes(value))
  }
}

/// One run of expat over one document.
final class XMLParser {
  /// Elements in each other. XMP needs about ten; every level costs memory.
  static let depthLimit = 64
  /// Bytes of one document. The largest packets (with a thumbnail in them) have a few hundred kilobytes.
  static let sizeLimit = 1 << 20
  /// Attributes of one document, and its tags. Packets with the longest histories of changes have some ten thousand; more would keep
  /// expat busy for a tenth of a second.
  static let attributeLimit = 24_000
  static let tagLimit = 120_000

  /// Goes through the document's one element with all that is in it. What follows it is not looked at: packets are
  /// padded, and some files end in NULs.
  ///
  /// - Parameters:
  ///   - document: The bytes.
  ///   - start: The first of them that counts.
  ///   - visit: Is told every event.
  /// - Throws: ``ContainerError/damaged(_:offset:)`` where the bytes are not well-formed XML, or more than is accepted;
  ///   the events up to there have been reported.
  static func visit(
    _ document: [UInt8],
    from start: Int = 0,
    _ visit: (XMLEvent) -> Void
  ) throws(ContainerError) {
    try visitPlaces(document, from: start) { event, _ in visit(event) }
  }

  /// The same for a document of another kind, which may be larger and have more parts: the caller bounds what it keeps of them.
  static func visitAll(_ document: [UInt8], _ visit: (XMLEvent) -> Void) throws(ContainerError) {
    guard document.count <= Int32.max else { throw .tooMuch(limit: Int(Int32.max)) }
    try parse(document, from: 0) { event, _ in visit(event) }
  }

  /// The same, with the place of each event in the document. The end of an element that is empty lies behind its tag, and is empty too.
  static func visitPlaces(
    _ document: [UInt8],
    from start: Int = 0,
    _ visit: (XMLEvent, Range<Int>) -> Void
  ) throws(ContainerError) {
    guard document.count <= sizeLimit else { throw .tooMuch(limit: sizeLimit) }
    try requireFewParts(document)
    try parse(document, from: start, visit)
  }

  private static func parse(
    _ document: [UInt8],
    from start: Int,
    _ visit: (XMLEvent, Range<Int>) -> Void
  ) throws(ContainerError) {
    let failure = withoutActuallyEscaping(visit) { visit -> ContainerError? in
      guard let parser = XMLParser(visit, start) else { return .damaged("no memory for XML", offset: 0) }
      return document.withUnsafeBytes { parser.failure(in: UnsafeRawBufferPointer(rebasing: $0[start...])) }
    }
    if let failure { throw failure }
  }

  /// Counted before expat begins: it tells of an element when all of its attributes are read.
  private static func requireFewParts(_ document: [UInt8]) throws(ContainerError) {
    // No attribute is shorter than `a=''` and a blank.
    guard document.count > 5 * attributeLimit else { return }
    var attributes = 0
    var tags = 0
    for byte in document {
      if byte == UInt8(ascii: "=") { attributes += 1 }
      if byte == UInt8(ascii: "<") { tags += 1 }
    }
    if attributes > attributeLimit { throw .tooMany("attributes in XML", limit: attributeLimit) }
    if tags > tagLimit { throw .tooMany("tags in XML", limit: tagLimit) }
  }

  private let parser: OpaquePointer
  private let visit: (XMLEvent, Range<Int>) -> Void
  /// Where the parsed bytes begin in the document.
  private let base: Int
  private var depth = 0
  /// The document's element has ended.
  private var isComplete = false
  /// Why we stopped; expat then only says that we did.
  private var refusal: ContainerError?

  /// `nil` where there is no memory.
  private init?(_ visit: @escaping (XMLEvent, Range<Int>) -> Void, _ base: Int) {
    // The line feed cannot be part of a namespace: expat refuses one that holds it.
    guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: UInt8(ascii: "\n"))) else { return nil }
    self.parser = parser
    self.visit = visit
    self.base = base
  }

  deinit { XML_ParserFree(parser) }

  private func failure(in document: UnsafeRawBufferPointer) -> ContainerError? {
    // The parser lives no longer than this call, so it need not keep the object alive.
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name else { return }
        XMLParser.from(data)?.start(XMLParser.bytes(name), XMLAttributes(rest: attributes))
      },
      { data, _ in XMLParser.from(data)?.end() }
    )
    XML_SetCharacterDataHandler(parser) { data, text, count in
      text?.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        XMLParser.from(data)?.text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLParser.from(data)?.refuse("a document type declaration in XML")
    }
    // All at once: expat before 2.6 reads an unfinished piece again from its start with each further part.
    let bytes = document.bindMemory(to: XML_Char.self)
    let status = XML_Parse(parser, bytes.baseAddress, Int32(bytes.count), 1)
    if isComplete { return nil }
    if let refusal { return refusal }
    guard status != XML_STATUS_OK else { return nil }
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "not well-formed"
    return .damaged("\(reason) in XML", offset: offset)
  }

  // expat may tell of what it was in the midst of after it was stopped.
  private var isStopped: Bool { isComplete || refusal != nil }

  private func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if isStopped { return }
    guard depth < Self.depthLimit else { return refuse("XML nested deeper than \(Self.depthLimit) levels") }
    depth += 1
    visit(.start(name, attributes), place)
  }

  private func text(_ text: UnsafeBufferPointer<UInt8>) {
    if !isStopped { visit(.text(text), place) }
  }

  private func end() {
    if isStopped { return }
    visit(.end, place)
    depth -= 1
    guard depth == 0 else { return }
    isComplete = true
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private func refuse(_ what: String) {
    if isStopped { return }
    refusal = .damaged(what, offset: offset)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private var offset: Int { base + max(0, Int(XML_GetCurrentByteIndex(parser))) }

  /// The bytes of the present event.
  private var place: Range<Int> {
    let start = offset
    return start..<(start + max(0, Int(XML_GetCurrentByteCount(parser))))
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLParser? {
    data.map { Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  fileprivate static func bytes(_ text: UnsafePointer<XML_Char>) -> UnsafeBufferPointer<UInt8> {
    var count = 0
    // expat ends every name and value with a NUL.
    while text[count] != 0 { count += 1 }
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      UnsafeBufferPointer(start: $0, count: count)
    }
  }
}
