/// A column of the table that ``PostGISExporter`` fills, made from a field.
struct PostGISColumn {
  let field: PhotoField
  /// The field's name as SQL writes names: `taken_source`.
  let name: String
  /// Its type.
  let type: String
  /// What its numbers count, in words.
  let unit: String?

  init(_ field: PhotoField) {
    self.field = field
    name = Self.name(field.name)
    let definition = field.definition
    type =
      switch definition.kind {
      case .text: "text"
      case .number: "double precision"
      case .integer: field == .size ? "bigint" : "integer"
      case .boolean: "boolean"
      case .moment: "timestamptz"
      case .bytes: "bytea"
      case .texts: "text[]"
      case .objects: "json"
      }
    unit =
      switch definition.unit {
      case .metres, .degrees, .bytes, .pixels: definition.unit?.rawValue
      case .named: "in the unit of \(name)_unit"
      case .code, nil: nil
      }
  }

  /// All fields but those that only an answer to a question has.
  static let all = PhotoField.allCases.filter { $0 != .distance && $0 != .bearing }.map { PostGISColumn($0) }

  private static func name(_ name: String) -> String {
    var text = ""
    for letter in name { text += letter.isUppercase ? "_\(letter.lowercased())" : String(letter) }
    return text
  }

  /// Appends a photo's value as the text format of COPY has it.
  ///
  /// - Returns: `false` where there is none; nothing is appended then.
  /// - Throws: ``JSONError`` never for a photo that was read from a line.
  func append(_ photo: Photo, to row: inout [UInt8]) throws(JSONError) -> Bool {
    var json: [UInt8] = []
    field.definition.appendValue(photo, to: &json)
    guard !json.isEmpty, json != Self.null else { return false }
    switch field.definition.kind {
    case .number, .integer, .boolean: row += json
    case .text, .moment: CopyText.append(try Self.text(json), to: &row)
    case .objects: CopyText.append(json, to: &row)
    case .bytes:
      // A backslash and hexadecimal digits, and the backslash is escaped.
      row += Array("\\\\x".utf8)
      for byte in Base64.decode(try Self.text(json)) ?? [] {
        row.append(JSONText.hexDigits[Int(byte >> 4)])
        row.append(JSONText.hexDigits[Int(byte & 15)])
      }
    case .texts: CopyText.append(Self.array(photo.tags), to: &row)
    }
    return true
  }

  private static let null = Array("null".utf8)

  private static func text(_ json: [UInt8]) throws(JSONError) -> [UInt8] {
    try json.withBytes { (bytes) throws(JSONError) in
      var scanner = JSONScanner(bytes)
      return try scanner.string()
    }
  }

  /// An array as PostgreSQL writes it: `{"cats/Nabi","a \"b\""}`.
  private static func array(_ texts: [String]) -> [UInt8] {
    var array = [UInt8(ascii: "{")]
    for text in texts {
      if array.count > 1 { array.append(UInt8(ascii: ",")) }
      array.append(JSONText.quote)
      for byte in text.utf8 {
        if byte == JSONText.quote || byte == JSONText.backslash { array.append(JSONText.backslash) }
        array.append(byte)
      }
      array.append(JSONText.quote)
    }
    return array + [UInt8(ascii: "}")]
  }
}

/// Text in the rows of COPY (PostgreSQL 15, "COPY", "Text Format").
enum CopyText {
  /// What separates values.
  static let tab = UInt8(ascii: "\t")
  /// A value that is not there.
  static let null = Array("\\N".utf8)

  /// Appends a value. PostgreSQL holds no NUL in text: U+FFFD takes its place.
  static func append(_ text: [UInt8], to row: inout [UInt8]) {
    for byte in text {
      switch byte {
      case JSONText.backslash: row += [JSONText.backslash, JSONText.backslash]
      case UInt8(ascii: "\n"): row += Array("\\n".utf8)
      case UInt8(ascii: "\r"): row += Array("\\r".utf8)
      case tab: row += Array("\\t".utf8)
      case 0: row += replacement
      default: row.append(byte)
      }
    }
  }

  private static let replacement = Array("\u{FFFD}".utf8)
}
