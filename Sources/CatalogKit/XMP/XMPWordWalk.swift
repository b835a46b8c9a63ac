/// Follows the elements of a packet and collects its words: lists of tags, alternatives of a title, and the names in structures.
struct XMPWordWalk {
  /// Tags, title and description so far.
  private(set) var words = PhotoWords()
  /// The elements that have begun and not ended.
  private var open: [Element] = []
  private var text = Text()
  /// Items of the open list.
  private var itemCount = 0
  private var region = XMPRegion()
  private var keywords = XMPKeywordTree()

  private enum Element {
    /// Anything around `rdf:RDF`.
    case outside
    case rdf
    /// `rdf:Description` directly in `rdf:RDF`.
    case description
    /// A property that is a list of words or an alternative, what wraps its values, and an item.
    case property(XMPWordName)
    case wrapper(XMPWordName)
    case item(XMPWordName)
    /// Regions: what holds their list, the list, a region, the structure in it, and a field.
    case regions, regionList, region, regionBody
    case regionField(XMPWordName)
    /// Keywords of the Metadata Working Group, in the same way.
    case keywords, keywordList, keyword, keywordBody
    case keywordField(XMPWordName)
    /// Everything else, with all that is in it.
    case ignored
  }

  /// The text of an open value.
  private struct Text {
    var bytes: [UInt8] = []
    /// The language of an alternative is `x-default`.
    var isDefault = false
    var isTooLong = false

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
      guard !isTooLong else { return }
      // Blanks around the text may come on top; whoever takes it looks at its length again.
      if bytes.count + more.count > 2 * PhotoWords.textLimit { isTooLong = true } else { bytes += more }
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }
  }

  mutating func add(_ event: XMLEvent) {
    switch event {
    case .start(let name, let attributes): start(name, attributes)
    case .text(let bytes): append(bytes)
    case .end: end()
    }
  }

  private mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let element = element(name)
    open.append(element)
    switch element {
    case .description: takeSimpleValues(attributes)
    case .property(let property):
      if property == .subject { words.listsTags = true }
      text = Text()
      itemCount = 0
    case .item:
      text = Text()
      text.isDefault = attributes.contains {
        $0.name.elementsEqual(Self.language) && $0.value.elementsEqual(Self.anyLanguage)
      }
      itemCount += 1
      takeValueAttribute(attributes)
    case .wrapper: takeValueAttribute(attributes)
    case .region:
      region = XMPRegion()
      takeFields(attributes)
    case .keyword:
      keywords.begin()
      takeFields(attributes)
    case .regionBody, .keywordBody: takeFields(attributes)
    case .regionField, .keywordField: text = Text()
    default: break
    }
  }

  private func element(_ name: XMLName) -> Element {
    let rdf = RDFName(name)
    let parent = open.last ?? .outside
    switch parent {
    case .outside: return rdf == .rdf ? .rdf : .outside
    case .rdf: return rdf == .description ? .description : .ignored
    case .description: return Self.property(XMPWordName(name))
    case .property(let property), .wrapper(let property), .item(let property):
      switch rdf {
      case .item: return .item(property)
      case .array, .description, .value: return .wrapper(property)
      case .rdf, nil: return .ignored
      }
    case .regions, .regionList, .region, .regionBody:
      return Self.elementOfRegions(parent, rdf, XMPWordName(name))
    case .keywords, .keywordList, .keyword, .keywordBody:
      return Self.elementOfKeywords(parent, rdf, XMPWordName(name))
    case .regionField, .keywordField, .ignored: return .ignored
    }
  }

  private static func property(_ name: XMPWordName?) -> Element {
    switch name {
    case .subject, .title, .description, .personInImage, .hierarchicalSubject, .tagsList:
      name.map { .property($0) } ?? .ignored
    case .regions, .microsoftRegions: .regions
    case .keywords: .keywords
    default: .ignored
    }
  }

  /// A structure is written as `rdf:parseType="Resource"`, as an `rdf:Description` inside, or as attributes.
  private static func elementOfRegions(_ parent: Element, _ rdf: RDFName?, _ name: XMPWordName?) -> Element {
    switch (parent, rdf, name) {
    case (.regions, .description, _): .regions
    case (.regions, _, .regionList), (.regions, _, .microsoftRegionList), (.regionList, .array, _):
      .regionList
    case (.regionList, .item, _): .region
    case (.region, .description, _): .regionBody
    case (.region, _, let field?), (.regionBody, _, let field?): .regionField(field)
    default: .ignored
    }
  }

  private static func elementOfKeywords(_ parent: Element, _ rdf: RDFName?, _ name: XMPWordName?) -> Element {
    switch (parent, rdf, name) {
    case (.keywords, .description, _): .keywords
    case (.keywords, _, .keywordList), (.keywordList, .array, _): .keywordList
    case (.keyword, _, .keywordList), (.keywordBody, _, .keywordList): .keywordList
    case (.keywordList, .item, _): .keyword
    case (.keyword, .description, _): .keywordBody
    case (.keyword, _, let field?), (.keywordBody, _, let field?): .keywordField(field)
    default: .ignored
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch open.last {
    case .property, .wrapper, .item, .regionField, .keywordField: text.append(bytes)
    default: break
    }
  }

  private mutating func end() {
    switch open.popLast() {
    case .item(let property):
      keep(text, of: property, isFirst: itemCount == 1)
      text = Text()
    case .property(let property):
      // A list of one, written as no list.
      if itemCount == 0 { keep(text, of: property, isFirst: true) }
    case .regionField(let field): region.take(field, text.isTooLong ? nil : text.string)
    case .region: region.add(to: &words.tags)
    case .keywordField(let field): keywords.take(field, text.isTooLong ? nil : text.string)
    case .keyword: keywords.end(addingTo: &words.tags)
    default: break
    }
  }

  private mutating func keep(_ text: Text, of property: XMPWordName, isFirst: Bool) {
    switch property {
    case .title: keep(text, in: \.title, isFirst: isFirst)
    case .description: keep(text, in: \.description, isFirst: isFirst)
    case _ where text.isTooLong: words.tags.leaveOutLongTag()
    case .hierarchicalSubject: words.tags.add(path: text.string, separator: "|")
    case .tagsList: words.tags.add(path: text.string, separator: "/")
    default: words.tags.add(word: text.string)
    }
  }

  /// Of several languages the default counts, else the first.
  private mutating func keep(_ text: Text, in field: WritableKeyPath<PhotoWords, String?>, isFirst: Bool) {
    if text.isTooLong { return words.leaveOutLongText() }
    guard text.isDefault || words[keyPath: field] == nil, let kept = words.text(text.string) else { return }
    words[keyPath: field] = kept
  }

  /// Properties written as attributes: texts that should be lists, and have one item then.
  private mutating func takeSimpleValues(_ attributes: XMLAttributes) {
    for attribute in attributes {
      guard case .property(let property) = Self.property(XMPWordName(attribute.name)) else { continue }
      if property == .subject { words.listsTags = true }
      var text = Text()
      text.append(attribute.value)
      keep(text, of: property, isFirst: true)
    }
  }

  /// `rdf:value` as an attribute: a value with qualifiers.
  private mutating func takeValueAttribute(_ attributes: XMLAttributes) {
    for attribute in attributes where RDFName(attribute.name) == .value { text.append(attribute.value) }
  }

  /// Fields of the structure that has just begun.
  private mutating func takeFields(_ attributes: XMLAttributes) {
    for attribute in attributes {
      guard let field = XMPWordName(attribute.name) else { continue }
      var text = Text()
      text.append(attribute.value)
      let value = text.isTooLong ? nil : text.string
      if case .keyword = open.last { keywords.take(field, value) }
      if case .keywordBody = open.last { keywords.take(field, value) }
      if case .region = open.last { region.take(field, value) }
      if case .regionBody = open.last { region.take(field, value) }
    }
  }

  private static let language = Array("http://www.w3.org/XML/1998/namespace\nlang".utf8)
  private static let anyLanguage = Array("x-default".utf8)
}
