/// The first tag of an element as it is written: its name with its prefix, and where its attributes are.
struct XMLTag {
  /// With its prefix, as in the document.
  let name: String
  let attributes: [Attribute]
  /// The place of `>` or `/>`.
  let close: Range<Int>

  /// An attribute as it is written.
  struct Attribute {
    /// With its prefix.
    let name: String
    /// With the blanks before it.
    let range: Range<Int>
    /// What is between the quotes.
    let value: Range<Int>
    let quote: UInt8
  }

  /// The prefix of the name, without its colon; empty where it has none.
  var prefix: String {
    name.split(separator: ":", omittingEmptySubsequences: false).dropLast().first.map(String.init) ?? ""
  }

  /// - Parameters:
  ///   - document: The whole document, which expat has read.
  ///   - range: The tag.
  ///   - encoding: That of the document.
  init(_ document: [UInt8], _ range: Range<Int>, _ encoding: XMLEncoding) {
    let text = encoding.ascii(document, range)
    let width = encoding.width
    let place = { (unit: Int) in range.lowerBound + unit * width }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    var end = 1
    while end < text.count, !isBlank(text[end]), text[end] != UInt8(ascii: ">"),
      text[end] != UInt8(ascii: "/")
    { end += 1 }
    name = String(decoding: text[1..<max(1, end)], as: UTF8.self)
    var attributes: [Attribute] = []
    var unit = end
    while true {
      let start = unit
      while unit < text.count, isBlank(text[unit]) { unit += 1 }
      guard unit < text.count, text[unit] != UInt8(ascii: ">"), text[unit] != UInt8(ascii: "/") else { break }
      let nameStart = unit
      while unit < text.count, text[unit] != UInt8(ascii: "="), !isBlank(text[unit]) { unit += 1 }
      let name = String(decoding: text[nameStart..<unit], as: UTF8.self)
      while unit < text.count, text[unit] != UInt8(ascii: "\""), text[unit] != UInt8(ascii: "'") { unit += 1 }
      guard unit < text.count, let close = text[(unit + 1)...].firstIndex(of: text[unit]) else { break }
      attributes.append(
        Attribute(
          name: name,
          range: place(start)..<place(close + 1),
          value: place(unit + 1)..<place(close),
          quote: text[unit]
        )
      )
      unit = close + 1
    }
    self.attributes = attributes
    let slash = text.count >= 2 && text[text.count - 2] == UInt8(ascii: "/") ? 2 : 1
    close = place(text.count - slash)..<range.upperBound
  }
}
