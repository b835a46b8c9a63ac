/// Where the members of a line are, so that any of them can be read without the others.
///
/// One of these is used again for line after line.
struct LineMembers {
  /// The value of each field by its number; empty where the line has none, or null.
  private var values = [ValuePlace](repeating: ValuePlace(), count: PhotoField.allCases.count)
  /// Which version's extractor read the photo, where the line says so itself: its member, with its name.
  private(set) var extractor: (member: Range<Int>, value: Range<Int>)?
  /// Whether there are members that this version does not know.
  private(set) var hasUnknown = false

  /// Where a value is in its line. A range would do the same; but to make an array of ranges the runtime first looks through all
  /// conformances that there are, which is a twentieth of what a question costs.
  private struct ValuePlace {
    var start: Int32 = 0
    var end: Int32 = 0
  }

  /// Nothing read yet.
  init() {}

  /// Takes a line apart.
  ///
  /// - Parameter line: A whole line without its comma.
  /// - Throws: ``JSONError`` where it is no JSON object; what is in its values is not looked at.
  mutating func read(_ line: UnsafeRawBufferPointer) throws(JSONError) {
    guard line.count <= Int32.max else { throw JSONError(offset: 0) }
    clear()
    if readPlain(line) { return }
    clear()
    var cursor = MemberCursor(line)
    var start = 1
    while let member = try cursor.next() {
      let value = try cursor.scanner.valueRange()
      switch member {
      case .field(let field):
        // Null is as if it were not there.
        guard line[value.lowerBound] != UInt8(ascii: "n") else { break }
        values[Int(field.rawValue)] = Self.place(value)
      case .extractor: extractor = (start..<value.upperBound, value)
      case .unknown: hasUnknown = true
      }
      start = value.upperBound
    }
  }

  private mutating func clear() {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: ValuePlace()) }
    extractor = nil
    hasUnknown = false
  }

  /// Takes a line apart that is as a scan writes it, which nearly all are; `false` for another.
  private mutating func readPlain(_ line: UnsafeRawBufferPointer) -> Bool {
    values.withUnsafeMutableBufferPointer { values in
      MemberCursor.forEachPlainMember(of: line) { member, value in
        switch member {
        case .field(let field):
          if line[value.lowerBound] != UInt8(ascii: "n") { values[Int(field.rawValue)] = Self.place(value) }
        case .extractor:
          // With the comma before it.
          extractor = ((value.lowerBound - MemberKey.extractor.count - 1)..<value.upperBound, value)
        case .unknown: break
        }
      }
    }
  }

  private static func place(_ value: Range<Int>) -> ValuePlace {
    ValuePlace(
      start: Int32(truncatingIfNeeded: value.lowerBound),
      end: Int32(truncatingIfNeeded: value.upperBound)
    )
  }

  /// Where a field's value is; `nil` where the line has none.
  private func place(of field: PhotoField) -> Range<Int>? {
    let place = values[Int(field.rawValue)]
    return place.end == 0 ? nil : Int(place.start)..<Int(place.end)
  }

  /// Whether the line has a field.
  func has(_ field: PhotoField) -> Bool { values[Int(field.rawValue)].end != 0 }

  /// The value of a field as it is in the line, JSON; `nil` where there is none.
  func value(_ field: PhotoField, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    place(of: field).map { UnsafeRawBufferPointer(rebasing: line[$0]) }
  }

  /// A number; `nil` where there is none, or it is not one.
  func number(_ field: PhotoField, in line: UnsafeRawBufferPointer) -> Double? {
    value(field, in: line).flatMap(FixedPoint.parse)
  }

  /// A text without its quotes, its escapes left as they are; `nil` where there is none, or it is not one.
  func plainText(_ field: PhotoField, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard let value = value(field, in: line), value.count >= 2, value[0] == JSONText.quote else { return nil }
    return UnsafeRawBufferPointer(rebasing: value[1..<(value.count - 1)])
  }
}

// MARK: What a scan has to know of a record

extension LineMembers {
  /// Where the photo was taken.
  ///
  /// - Returns: `nil` where the line does not say, or contradicts itself.
  func coordinate(in line: UnsafeRawBufferPointer) -> Coordinate? {
    guard let latitude = number(.latitude, in: line), let longitude = number(.longitude, in: line) else {
      return nil
    }
    return try? Coordinate(latitude: latitude, longitude: longitude)
  }

  /// Whether the line's beginning says where it belongs, and its coordinates say the same.
  func agrees(with key: UInt64, in line: UnsafeRawBufferPointer) -> Bool {
    guard key != SortKey.unlocated else { return !has(.latitude) && !has(.longitude) }
    return coordinate(in: line).map { Geohash($0).bits == key } ?? false
  }

  /// When the file was last changed.
  func modified(in line: UnsafeRawBufferPointer) -> Timestamp? {
    plainText(.modified, in: line).flatMap { Timestamp(rfc3339: $0) }
  }

  /// A whole number.
  func integer(_ field: PhotoField, in line: UnsafeRawBufferPointer) -> Int? {
    number(field, in: line).flatMap { Int(exactly: $0) }
  }

  /// Whether the photo could not be read.
  func isUnreadable(in line: UnsafeRawBufferPointer) -> Bool {
    value(.unreadable, in: line).map { $0[0] == UInt8(ascii: "t") } ?? false
  }

  /// Whether the photo is marked as missing. A person may have written something else there, before that was a field.
  func isMissing(in line: UnsafeRawBufferPointer) -> Bool {
    guard has(.missing) else { return false }
    return plainText(.missing, in: line).flatMap { Timestamp(rfc3339: $0) } != nil
  }

  /// Whether there are members that the extractor which read the photo did not write, so that a person has.
  func hasHandWritten(_ extractor: Int, in line: UnsafeRawBufferPointer) -> Bool {
    hasUnknown
      || extractor <= PhotoField.lastIncompleteExtractor
        && PhotoField.allCases.contains {
          $0.isNewer(than: extractor) && has($0) && !($0 == .missing && isMissing(in: line))
        }
  }

  /// Which version's extractor read the photo, where the line says so itself.
  func extractorVersion(in line: UnsafeRawBufferPointer) -> Int? {
    guard let extractor else { return nil }
    return FixedPoint.parse(UnsafeRawBufferPointer(rebasing: line[extractor.value])).flatMap {
      Int(exactly: $0)
    }
  }

  /// A text of the line, its escapes resolved; `nil` where there is none.
  ///
  /// - Throws: ``JSONError`` where it is no text.
  func text(_ field: PhotoField, in line: UnsafeRawBufferPointer) throws(JSONError) -> String? {
    guard let value = value(field, in: line) else { return nil }
    var scanner = JSONScanner(value)
    return String(decoding: try scanner.string(), as: UTF8.self)
  }

  /// When the photo was taken; `nil` where the line does not say.
  func taken(in line: UnsafeRawBufferPointer) throws(JSONError) -> LocalTime? {
    guard let value = value(.taken, in: line) else { return nil }
    // As a scan writes it, it has no escapes.
    if let text = plainText(.taken, in: line), let time = LocalTime(iso8601: text, offsetSource: .exif) {
      return time
    }
    var scanner = JSONScanner(value)
    return PhotoDraft.time(try scanner.string(), offsetSource: nil)
  }

  /// The path, byte for byte.
  ///
  /// - Throws: ``JSONError`` where there is none.
  func path(in line: UnsafeRawBufferPointer) throws(JSONError) -> FilePathBytes {
    if let bytes = value(.pathBytes, in: line) {
      var scanner = JSONScanner(bytes)
      if let path = Base64.decode(try scanner.string()) { return FilePathBytes(path) }
    }
    guard let text = value(.path, in: line) else { throw JSONError(offset: 0) }
    // Nearly all paths are ASCII without escapes.
    if let plain = plainText(.path, in: line), plain.isASCII, !plain.has(JSONText.backslash) {
      return FilePathBytes(plain)
    }
    var scanner = JSONScanner(text)
    return FilePathBytes(try scanner.string())
  }
}

extension LineMembers {
  /// What is left of a line that is as a scan writes it when the members of some fields are taken out, each with what comes before it:
  /// the brace or a comma.
  ///
  /// - Returns: Pieces of the line, the last one with its closing brace; `nil` where the line is spelt otherwise.
  func pieces(of line: UnsafeRawBufferPointer, without left: PhotoFieldSet) -> [Range<Int>]? {
    // Which extractor a line is from is nobody else's.
    guard extractor == nil else { return nil }
    var gaps: [Range<Int>] = []
    for row in PhotoFieldTable.rows where left.contains(row.field) {
      guard let gap = member(row, in: line) else {
        // A line without a position names its geohash, which is null, all the same.
        if row.field == .geohash { return nil }
        continue
      }
      guard let gap else { return nil }
      gaps.append(gap)
    }
    var pieces: [Range<Int>] = []
    var start = 0
    for gap in gaps {
      // Members in another order than the table's are spelt otherwise too.
      guard gap.lowerBound >= start else { return nil }
      if gap.lowerBound > start { pieces.append(start..<gap.lowerBound) }
      start = gap.upperBound
    }
    return pieces + [start..<line.count]
  }

  /// Where a member is, with the brace or comma before it.
  ///
  /// - Returns: `nil` where the line has none; in it `nil` where it is spelt otherwise than a scan does it.
  private func member(_ row: PhotoFieldDefinition, in line: UnsafeRawBufferPointer) -> Range<Int>?? {
    guard let value = place(of: row.field) else { return nil }
    let start = value.lowerBound - row.key.count
    guard start >= 0,
      SystemCalls.compare(
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: row.key.dropFirst())),
        UnsafeRawBufferPointer(rebasing: line[(start + 1)..<value.lowerBound])
      ) == 0
    else { return .some(nil) }
    return start..<value.upperBound
  }
}
