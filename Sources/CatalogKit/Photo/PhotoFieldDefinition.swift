/// One row of ``PhotoFieldTable``: all there is to know of a field.
struct PhotoFieldDefinition: Sendable {
  let field: PhotoField
  /// Its name in JSON and CSV.
  let name: StaticString
  /// What comes before its value in a line: `,"name":`. Never freed, as the table is not: a line has some thirty of them, and
  /// counting who uses an array costs more than its bytes.
  nonisolated(unsafe) let key: UnsafeBufferPointer<UInt8>
  /// What a number counts; `nil` for text.
  let unit: Unit?
  /// What its values are.
  let kind: Kind
  /// What is handed on of it where positions are made coarse.
  let sharing: Sharing
  /// Appends its key, which a value alone does not need, and its value as JSON; nothing where a photo has none.
  let append: Append
  /// Reads its value, which is not null; `nil` for what an answer says besides, which is in no index.
  let read: (@Sendable (inout JSONScanner, inout PhotoDraft) throws(JSONError) -> Void)?

  /// As ``append``.
  typealias Append =
    @Sendable (_ photo: Photo, _ key: UnsafeBufferPointer<UInt8>, _ json: inout [UInt8]) -> Void

  /// What the values of a field are, for formats that have types.
  enum Kind {
    case text, number, integer, boolean
    /// A moment in UTC.
    case moment
    /// Bytes, in base 64.
    case bytes
    /// An array of texts.
    case texts
    /// An array of objects.
    case objects
  }

  /// What numbers count.
  enum Unit: String {
    case metres, degrees, bytes, pixels
    /// The unit is in a field of its own.
    case named
    /// A code that a standard lists.
    case code
  }

  /// What is handed on of a field where positions are made coarse.
  enum Sharing: Sendable {
    /// Nothing.
    case exact
    /// What this puts into the photo that is handed on.
    case coarse(@Sendable (Photo, Blur, inout Photo) -> Void)
  }

  init(
    field: PhotoField,
    name: StaticString,
    unit: Unit?,
    kind: Kind = .text,
    sharing: Sharing,
    append: @escaping Append,
    read: (@Sendable (inout JSONScanner, inout PhotoDraft) throws(JSONError) -> Void)?
  ) {
    self.field = field
    self.name = name
    key = Self.kept(",\"\(name)\":")
    self.unit = unit
    self.kind = kind
    self.sharing = sharing
    self.append = append
    self.read = read
  }

  /// The bytes of a text, for as long as the process runs.
  private static func kept(_ text: String) -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = bytes.initialize(from: text.utf8)
    return UnsafeBufferPointer(bytes)
  }

  /// Appends its value as JSON; nothing where a photo has none.
  func appendValue(_ photo: Photo, to json: inout [UInt8]) {
    append(photo, UnsafeBufferPointer(start: nil, count: 0), &json)
  }

  var isNumber: Bool { unit != nil }

  func hasName(_ other: some StringProtocol) -> Bool {
    name.withUTF8Buffer { $0.elementsEqual(other.utf8) }
  }
}

// MARK: The kinds of fields

extension PhotoFieldDefinition {
  typealias Get<Value> = @Sendable (Photo) -> Value?
  typealias Set<Value> = @Sendable (inout PhotoDraft, Value) -> Void

  /// A number with at most this many decimals.
  static func number(
    _ field: PhotoField,
    _ name: StaticString,
    _ unit: Unit,
    decimals: Int,
    _ sharing: Sharing,
    _ get: @escaping Get<Double>,
    _ set: @escaping Set<Double>
  ) -> PhotoFieldDefinition {
    PhotoFieldDefinition(field: field, name: name, unit: unit, kind: .number, sharing: sharing) {
      photo,
      key,
      json in
      guard let value = get(photo) else { return }
      json += key
      FixedPoint.append(value, decimals: decimals, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      set(&draft, try scanner.number())
    }
  }

  /// A whole number.
  static func integer(
    _ field: PhotoField,
    _ name: StaticString,
    _ unit: Unit,
    _ sharing: Sharing,
    _ get: @escaping Get<Int>,
    _ set: @escaping Set<Int>
  ) -> PhotoFieldDefinition {
    PhotoFieldDefinition(field: field, name: name, unit: unit, kind: .integer, sharing: sharing) {
      photo,
      key,
      json in
      guard let value = get(photo) else { return }
      json += key
      DecimalDigits.append(value, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      set(&draft, try scanner.integer())
    }
  }

  /// Any text.
  static func text(
    _ field: PhotoField,
    _ name: StaticString,
    _ sharing: Sharing,
    _ get: @escaping Get<String>,
    _ set: @escaping Set<String>
  ) -> PhotoFieldDefinition {
    PhotoFieldDefinition(field: field, name: name, unit: nil, sharing: sharing) { photo, key, json in
      guard let value = get(photo) else { return }
      json += key
      JSONText.append(value.utf8, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      set(&draft, try scanner.text())
    }
  }

  /// One of a set of names; one that a later version may have added is as good as none.
  static func named<Name: RawRepresentable<String> & SendableMetatype>(
    _ field: PhotoField,
    _ name: StaticString,
    _ sharing: Sharing,
    _ get: @escaping Get<Name>,
    _ set: @escaping Set<Name>
  ) -> PhotoFieldDefinition {
    text(field, name, sharing) {
      get($0)?.rawValue
    } _: { draft, text in
      if let value = Name(rawValue: text) { set(&draft, value) }
    }
  }

  /// A moment in UTC; one in another spelling than the index's is none, after which the next scan reads the photo anew.
  static func moment(
    _ field: PhotoField,
    _ name: StaticString,
    _ sharing: Sharing,
    _ get: @escaping Get<Timestamp>,
    _ set: @escaping Set<Timestamp>
  ) -> PhotoFieldDefinition {
    PhotoFieldDefinition(field: field, name: name, unit: nil, kind: .moment, sharing: sharing) {
      photo,
      key,
      json in
      guard let value = get(photo) else { return }
      json += key
      json.append(JSONText.quote)
      value.append(to: &json)
      json.append(JSONText.quote)
    } read: { (scanner, draft) throws(JSONError) in
      let plain = try scanner.plainString()
      let value =
        if let plain { Timestamp(rfc3339: plain) } else {
          try scanner.string().withUnsafeBytes { Timestamp(rfc3339: $0) }
        }
      if let value { set(&draft, value) }
    }
  }

  /// What an answer says of a photo besides what the index has: it is in no line.
  static func besides(_ field: PhotoField, _ name: StaticString, _ unit: Unit?) -> PhotoFieldDefinition {
    PhotoFieldDefinition(
      field: field,
      name: name,
      unit: unit,
      kind: unit == nil ? .text : .number,
      sharing: .exact,
      append: { _, _, _ in },
      read: nil
    )
  }
}
