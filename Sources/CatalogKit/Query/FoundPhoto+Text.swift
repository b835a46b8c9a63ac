extension FoundPhoto {
  /// What a photo has in a field, as CSV has it too: text without quotes and escapes.
  ///
  /// - Parameter field: Any field.
  /// - Returns: `nil` where that is not known, or is not handed on.
  /// - Throws: ``JSONError`` where the value is not as it should be.
  public func text(_ field: PhotoField) throws(JSONError) -> String? {
    var bytes: [UInt8] = []
    return try appendText(field, to: &bytes) == nil ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value of a field as CSV has it: text without quotes and escapes.
  ///
  /// - Parameters:
  ///   - field: Any field.
  ///   - bytes: Takes the text.
  /// - Returns: What it is; `nil` where there is none, and nothing is appended.
  /// - Throws: ``JSONError`` where the value is not as it should be.
  public func appendText(_ field: PhotoField, to bytes: inout [UInt8]) throws(JSONError) -> AppendedText? {
    if let path {
      if field == .path { return Self.append(text: path.lossyUTF8, to: &bytes) }
      if field == .pathBytes {
        return path.isUTF8 ? nil : Self.append(text: Base64.encode(path.bytes), to: &bytes)
      }
    }
    switch field {
    case .place, .district, .country, .timeZone:
      return whereabouts?.text(field).flatMap { Self.append(text: $0.utf8, to: &bytes) }
    case .distance, .bearing, .uncertainty: return try appendValue(field, to: &bytes) ? .number : nil
    default: break
    }
    return try line.withBytes { (line) throws(JSONError) in
      guard let value = members.value(field, in: line) else { return nil }
      guard JSONScanner.isPlausible(value) else { throw JSONError(offset: 0) }
      if field == .tags {
        let tags = try TagList.read(value)
        return tags.isEmpty ? nil : Self.append(text: tags.joined(separator: ";").utf8, to: &bytes)
      }
      guard value[0] == JSONText.quote else {
        bytes.append(contentsOf: value)
        return Self.isPlainNumber(value) ? .number : .text
      }
      let text = UnsafeRawBufferPointer(rebasing: value[1..<(value.count - 1)])
      guard text.has(JSONText.backslash) else { return Self.append(text: text, to: &bytes) }
      var scanner = JSONScanner(value)
      return Self.append(text: try scanner.string(), to: &bytes)
    }
  }

  /// Whether a value is made of digits and points, with a sign before them or not.
  private static func isPlainNumber(_ value: UnsafeRawBufferPointer) -> Bool {
    let start = value[0] == UInt8(ascii: "-") ? 1 : 0
    for index in start..<value.count {
      let byte = value[index]
      guard byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") else { return false }
    }
    return true
  }

  private static func append(text: some Collection<UInt8>, to bytes: inout [UInt8]) -> AppendedText? {
    bytes.append(contentsOf: text)
    return .text
  }
}

/// What a value is that was appended as text.
public enum AppendedText {
  /// Digits and points, with a minus before them or not: nothing that a spreadsheet could take for a formula.
  case number
  /// Anything.
  case text
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
