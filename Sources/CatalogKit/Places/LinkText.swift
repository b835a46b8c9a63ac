/// The parts of a web address, decoded.
struct LinkText {
  /// In lower case, without `www.` and the port.
  let host: String
  /// The segments of the path, still percent-encoded, empty ones left out.
  let path: [String]
  /// Names and values behind the question mark.
  let query: [(name: String, value: String)]
  /// What follows the `#`, still encoded.
  let fragment: String

  /// - Parameter text: Cleaned text, a web address somewhere in it: phones share a name with the link behind it;
  ///   `nil` where there is none.
  init?(_ text: ArraySlice<Unicode.Scalar>) {
    guard let address = Self.address(in: text) else { return nil }
    var rest = address[...]
    var fragment = ""
    if let mark = rest.firstIndex(of: "#") {
      fragment = PlaceText.string(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    var query = ""
    if let mark = rest.firstIndex(of: "?") {
      query = PlaceText.string(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: "/").map(PlaceText.string)
    guard let host = parts.first else { return nil }
    self.host = Self.plainHost(host)
    path = Array(parts.dropFirst())
    self.query = Self.pairs(query)
    self.fragment = fragment
  }

  /// The address without its scheme; without a scheme only what begins with the name of a host and goes on with a path.
  private static func address(in text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    let text = PlaceText.withoutFullStop(text)
    for start in text.indices where text[start] == "h" || text[start] == "H" {
      for scheme in ["https://", "http://"] {
        if let address = PlaceText.dropping(scheme, from: text[start...]) { return address }
      }
    }
    let host = text.prefix { !["/", "?", "#"].contains($0) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(PlaceText.isLetter),
      labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isHostCharacter) }),
      host.contains(where: PlaceText.isLetter)
    else { return nil }
    return text
  }

  private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
    PlaceText.isLetter(scalar) || PlaceText.isDigit(scalar) || scalar == "-"
  }

  private static func plainHost(_ text: String) -> String {
    let name = text.lowercased().prefix { $0 != ":" }
    return String(name.hasPrefix("www.") ? name.dropFirst(4) : name)
  }

  /// `name=value` between ampersands, decoded; a plus is a blank there.
  static func pairs(_ text: String) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]).lowercased(), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  /// The first value of a name.
  static func value(of name: String, in pairs: [(name: String, value: String)]) -> String? {
    pairs.first { $0.name == name }?.value
  }

  /// The first value of a name in the query.
  func value(_ name: String) -> String? { Self.value(of: name, in: query) }

  /// Without percent signs: bytes that are not UTF-8 are replaced, signs without two hexadecimal digits stay. A plus is a
  /// blank in a query and in the paths of Google.
  static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = true) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(plusIsBlank && bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Without the label in parentheses behind a position.
  static func withoutLabel(_ value: String) -> String {
    guard let open = value.firstIndex(of: "("), open > value.startIndex else { return value }
    return String(value[..<open])
  }

  /// Decimal numbers between separators; `nil` stands for what is none.
  static func numbers(_ text: some StringProtocol, _ separator: Character = ",") -> [Double?] {
    text.split(separator: separator, omittingEmptySubsequences: false)
      .map { DecimalText.parse(PlaceText.string(PlaceText.cleaned(String($0))).utf8) }
  }
}
