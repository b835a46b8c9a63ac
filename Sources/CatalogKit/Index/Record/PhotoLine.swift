/// The codec of one photo: a JSON object on one line, its geohash first, its path second.
///
/// Absent fields are left out, except that a photo without a position says so by `"geohash":null`. Every number has at most nine
/// decimals and no exponent.
enum PhotoLine {
  /// Appends a photo's line, without a line break.
  ///
  /// - Parameters:
  ///   - photo: Any photo.
  ///   - fields: What is written of it, besides the members that this version does not know.
  ///   - line: Takes the line.
  static func append(_ photo: Photo, _ fields: PhotoFieldSet = .all, to line: inout [UInt8]) {
    let start = line.count
    PhotoFieldTable.rowsOfLines.withUnsafeBufferPointer { rows in
      for index in rows.indices where fields.contains(rows[index].field) {
        rows[index].append(photo, rows[index].key, &line)
      }
    }
    line += photo.unknownFields
    // Every member brought its comma; the first one's place is the brace's.
    if line.count > start { line[start] = UInt8(ascii: "{") } else { line.append(UInt8(ascii: "{")) }
    line.append(UInt8(ascii: "}"))
  }

  /// Reads a photo from a JSON object, in any order and with any blanks between its parts. Where coordinates and
  /// geohash disagree, the coordinates are right: a person may have edited them.
  ///
  /// - Parameters:
  ///   - bytes: The object.
  ///   - fields: What is read; of the rest only the ends are looked for. Members that this version does not know are kept where all
  ///     is read.
  /// - Returns: The photo.
  /// - Throws: ``JSONError`` where the bytes are no photo.
  static func decode(
    _ bytes: UnsafeRawBufferPointer,
    _ fields: PhotoFieldSet = .all
  ) throws(JSONError) -> Photo {
    try read(bytes, PhotoLineReader(fields))
  }

  /// Reads all of a photo that an older version may have read: what that version did not know is a member that a person added.
  ///
  /// - Parameters:
  ///   - bytes: The object.
  ///   - extractor: Which version's extractor read the photo, where the line does not say so itself.
  /// - Returns: The photo.
  /// - Throws: ``JSONError`` where the bytes are no photo.
  static func decode(_ bytes: UnsafeRawBufferPointer, extractor: Int) throws(JSONError) -> Photo {
    var members = LineMembers()
    try members.read(bytes)
    return try read(
      bytes,
      PhotoLineReader(.all, extractor: members.extractorVersion(in: bytes) ?? extractor)
    )
  }

  private static func read(_ bytes: UnsafeRawBufferPointer, _ reader: PhotoLineReader) throws(JSONError)
    -> Photo
  {
    var reader = reader
    var cursor = MemberCursor(bytes)
    while let member = try cursor.next() { try reader.read(member, bytes, &cursor.scanner) }
    return try reader.finished()
  }
}

/// Puts a photo together from the members that a cursor finds.
struct PhotoLineReader {
  private let fields: PhotoFieldSet
  private let extractor: Int
  private var draft = PhotoDraft()

  /// - Parameters:
  ///   - fields: What is wanted.
  ///   - extractor: The version of the extractor that read the photo. Fields that it did not know are a person's members.
  init(_ fields: PhotoFieldSet = .all, extractor: Int = .max) {
    self.fields = fields.completed
    self.extractor = extractor
  }

  /// Reads or passes over the value of a member.
  mutating func read(
    _ member: MemberCursor.Member,
    _ line: UnsafeRawBufferPointer,
    _ scanner: inout JSONScanner
  ) throws(JSONError) {
    switch member {
    case .field(let field) where fields.contains(field):
      if try scanner.skipNull() { return }
      guard let read = PhotoFieldTable.rows[Int(field.rawValue)].read else { return }
      guard field.isNewer(than: 1) else { return try read(&scanner, &draft) }
      try readNewer(field, read, &scanner)
    case .unknown(let name) where fields == .all: try keep(name, line, &scanner)
    default: _ = try scanner.valueRange()
    }
  }

  /// Reads a field that a person may have written before it was one, so that its value may be anything. Only a scan marks a photo as
  /// missing, so that a moment is its work, whichever version read the photo.
  private mutating func readNewer(
    _ field: PhotoField,
    _ read: (inout JSONScanner, inout PhotoDraft) throws(JSONError) -> Void,
    _ scanner: inout JSONScanner
  ) throws(JSONError) {
    let start = scanner
    if field == .missing || !field.isNewer(than: extractor) {
      let isRead = (try? read(&scanner, &draft)) != nil
      if isRead, field != .missing || draft.photo.missing != nil { return }
      scanner = start
    }
    guard fields == .all, field.isNewer(than: extractor) else { return _ = try scanner.valueRange() }
    try keep(Array(field.name.utf8), &scanner)
  }

  private mutating func keep(
    _ name: Range<Int>,
    _ line: UnsafeRawBufferPointer,
    _ scanner: inout JSONScanner
  ) throws(JSONError) {
    var key = JSONScanner(UnsafeRawBufferPointer(rebasing: line[name]))
    try keep(key.string(), &scanner)
  }

  private mutating func keep(_ name: [UInt8], _ scanner: inout JSONScanner) throws(JSONError) {
    draft.photo.unknownFields.append(UInt8(ascii: ","))
    JSONText.append(name, to: &draft.photo.unknownFields)
    draft.photo.unknownFields.append(UInt8(ascii: ":"))
    draft.photo.unknownFields += try scanner.compactValue()
  }

  /// The photo.
  ///
  /// - Throws: ``JSONError`` where a member is missing or cannot be.
  func finished() throws(JSONError) -> Photo { try draft.finished(fields) }
}

extension Photo {
  /// The photo as a JSON object on one line, with the members that it has in the index.
  public var json: [UInt8] {
    var line: [UInt8] = []
    PhotoLine.append(self, to: &line)
    return line
  }
}
