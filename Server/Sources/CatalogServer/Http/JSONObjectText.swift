import CatalogKit

/// A JSON object that grows member by member.
struct JSONObjectText {
  private var text: [UInt8] = [UInt8(ascii: "{")]
  /// Whether the object that grows has a member.
  private var hasMember = false

  /// The whole object.
  var bytes: [UInt8] { text + [UInt8(ascii: "}")] }

  /// Names are this program's own: none has a character that JSON escapes.
  private mutating func key(_ name: String) {
    if hasMember { text.append(UInt8(ascii: ",")) }
    hasMember = true
    text.append(UInt8(ascii: "\""))
    text += name.utf8
    text.append(UInt8(ascii: "\""))
    text.append(UInt8(ascii: ":"))
  }

  /// Adds a list of objects that are written one after the other.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - values: What the objects are of.
  ///   - write: Writes the members of one of them.
  mutating func add<Value>(
    _ name: String,
    objects values: some Sequence<Value>,
    _ write: (Value, inout JSONObjectText) -> Void
  ) {
    key(name)
    var before = UInt8(ascii: "[")
    for value in values {
      text.append(before)
      before = UInt8(ascii: ",")
      text.append(UInt8(ascii: "{"))
      hasMember = false
      write(value, &self)
      text.append(UInt8(ascii: "}"))
    }
    if before == UInt8(ascii: "[") { text.append(before) }
    text.append(UInt8(ascii: "]"))
    hasMember = true
  }

  /// Adds a text; `nil` adds nothing.
  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    text += JSONText.string(value)
  }

  /// Adds a whole number; `nil` adds nothing.
  mutating func add(_ name: String, _ value: Int?) {
    guard let value else { return }
    key(name)
    text += String(value).utf8
  }

  /// Adds a truth.
  mutating func add(_ name: String, _ value: Bool) {
    key(name)
    text += (value ? "true" : "false").utf8
  }

  /// Adds a number with at most this many decimals; `nil` adds nothing.
  mutating func add(_ name: String, _ value: Double?, decimals: Int) {
    guard let value else { return }
    key(name)
    FixedPoint.append(value, decimals: decimals, to: &text)
  }

  /// Adds JSON as it is.
  mutating func add(_ name: String, json: [UInt8]) {
    key(name)
    text += json
  }

  /// Adds a list of JSON values.
  mutating func add(_ name: String, list: [[UInt8]]) {
    key(name)
    text += Self.list(list)
  }

  /// Adds a list of texts.
  mutating func add(_ name: String, texts: [String]) { add(name, list: texts.map { JSONText.string($0) }) }

  /// Adds null.
  mutating func addNull(_ name: String) {
    key(name)
    text += "null".utf8
  }

  /// A JSON array of values.
  static func list(_ values: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = [UInt8(ascii: "[")]
    for (place, value) in values.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      text += value
    }
    return text + [UInt8(ascii: "]")]
  }
}
