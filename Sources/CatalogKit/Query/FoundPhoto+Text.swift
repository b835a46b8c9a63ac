extension FoundPhoto {
  /// What a photo has in a field, as CSV has it too: text without quotes and escapes.
  ///
  /// - Parameter field: Any field.
  /// - Returns: `nil` where that is not known, or is not handed on.
  /// - Throws: ``JSONError`` where the value is not as it should be.
  public func text(_ field: PhotoField) throws(JSONError) -> String? {
    var bytes: [UInt8] = []
    return try appendText(field, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Appends the value of a field as CSV has it: text without quotes and escapes.
  ///
  /// - Parameters:
  ///   - field: Any field.
  ///   - bytes: Takes the text.
  /// - Returns: Whether there is one.
  /// - Throws: ``JSONError`` where the value is not as it should be.
  public func appendText(_ field: PhotoField, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    if let path {
      if field == .path { return Self.append(text: path.lossyText.utf8, to: &bytes) }
      if field == .pathBytes {
        return path.isUTF8 ? false : Self.append(text: Base64.encode(path.bytes), to: &bytes)
      }
    }
    switch field {
    case .place, .district, .country, .timeZone:
      return whereabouts?.text(field).map { Self.append(text: $0.utf8, to: &bytes) } ?? false
    case .distance, .bearing, .uncertainty: return try appendValue(field, to: &bytes)
    default: break
    }
    return try line.withBytes { (line) throws(JSONError) in
      guard let value = members.value(field, in: line) else { return false }
      guard JSONScanner.isPlausible(value) else { throw JSONError(offset: 0) }
      if field == .tags {
        let tags = try TagList.read(value)
        return !tags.isEmpty && Self.append(text: tags.joined(separator: ";").utf8, to: &bytes)
      }
      guard value[0] == JSONText.quote else { return Self.append(text: value, to: &bytes) }
      let text = UnsafeRawBufferPointer(rebasing: value[1..<(value.count - 1)])
      guard text.contains(JSONText.backslash) else { return Self.append(text: text, to: &bytes) }
      var scanner = JSONScanner(value)
      return Self.append(text: try scanner.string(), to: &bytes)
    }
  }

  private static func append(text: some Collection<UInt8>, to bytes: inout [UInt8]) -> Bool {
    bytes.append(contentsOf: text)
    return true
  }
}

extension Whereabouts {
  /// What it says in a field; `nil` for one that is none of its own.
  func text(_ field: PhotoField) -> String? {
    switch field {
    case .place: place
    case .district: district
    case .country: country
    case .timeZone: timeZone
    default: nil
    }
  }
}
