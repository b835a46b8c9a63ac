extension FoundPhoto {
  /// Appends a JSON object with all fields but some. What is left of the line is copied in pieces.
  func appendJSON(without left: PhotoFieldSet, to bytes: inout [UInt8]) throws(JSONError) {
    let isPlain =
      path == nil && distance == nil && bearing == nil && uncertainty == nil && whereabouts == nil
    guard isPlain, let pieces = try withLine({ (members, line) in members.pieces(of: line, without: left) })
    else {
      return try appendJSON(PhotoField.allCases.filter { !left.contains($0) }, to: &bytes)
    }
    let start = bytes.count
    for piece in pieces {
      bytes.append(
        contentsOf: line[(line.startIndex + piece.lowerBound)..<(line.startIndex + piece.upperBound)]
      )
    }
    // Every member brought its comma or brace; the first one's place is the brace's.
    bytes[start] = UInt8(ascii: "{")
  }

  /// Appends a JSON object with some fields, in their order, and those that this version does not know.
  func appendJSON(_ fields: some Sequence<PhotoField>, to bytes: inout [UInt8]) throws(JSONError) {
    let start = bytes.count
    for field in fields {
      let key = bytes.count
      bytes.append(contentsOf: PhotoFieldTable.rows[Int(field.rawValue)].key)
      if try appendValue(field, to: &bytes) { continue }
      bytes.removeLast(bytes.count - key)
      // The index says so of a photo without a position, which sorts it after the others.
      if field == .geohash { bytes += Self.noGeohash }
    }
    try appendUnknown(to: &bytes)
    // Every member brought its comma; the first one's place is the brace's.
    if bytes.count > start { bytes[start] = UInt8(ascii: "{") } else { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends a JSON object with some fields in the order that is asked for, and nothing else; what is not known is null,
  /// so that each object has the same members.
  func appendMembers(_ fields: [PhotoField], to bytes: inout [UInt8]) throws(JSONError) {
    let start = bytes.count
    for field in fields {
      bytes.append(contentsOf: PhotoFieldTable.rows[Int(field.rawValue)].key)
      if try !appendValue(field, to: &bytes) { bytes += Self.null }
    }
    bytes[start] = UInt8(ascii: "{")
    bytes.append(UInt8(ascii: "}"))
  }

  private static let null = Array("null".utf8)
  private static let noGeohash = Array(",\"geohash\":null".utf8)

  /// Appends a JSON object with all fields. A line that is handed on as it is, is copied.
  func appendLine(to bytes: inout [UInt8]) throws(JSONError) {
    guard path == nil else { return try appendJSON(PhotoField.allCases, to: &bytes) }
    let start = bytes.count
    for field in Self.besides {
      let key = bytes.count
      bytes.append(contentsOf: PhotoFieldTable.rows[Int(field.rawValue)].key)
      if try !appendValue(field, to: &bytes) { bytes.removeLast(bytes.count - key) }
    }
    if bytes.count > start {
      bytes[start] = UInt8(ascii: "{")
      bytes.append(UInt8(ascii: ","))
      bytes += line.dropFirst()
    } else {
      bytes += line
    }
  }

  /// What an answer says besides, in its order.
  private static let besides: [PhotoField] = [.distance, .bearing, .uncertainty] + PhotoField.ofWhereabouts
}
