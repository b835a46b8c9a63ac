// The standard library has normal forms for its own comparison of strings; they are not public API yet (Swift forums, SE pitch "String
// normalization"). Should a later library give them another name, this is the file to change.
@_spi(_Unicode) import Swift

/// Unicode Normalization Form C (UAX #15): one spelling of all those that are the same text.
enum ComposedText {
  /// The text in its composed form.
  ///
  /// - Parameter text: UTF-8, as the name of a file or a part of it.
  /// - Returns: The same text, composed; `nil` where that is what it is already, as all of ASCII is, or where it is no UTF-8.
  static func composed(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(where: { $0 >= 0x80 }), let string = String(validating: text, as: UTF8.self) else {
      return nil
    }
    var composed: [UInt8] = []
    composed.reserveCapacity(text.count)
    for scalar in string._nfc {
      composed.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return composed == text ? nil : composed
  }

  /// The text composed and in small letters, as people compare names.
  static func folded(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }), let string = String(validating: text, as: UTF8.self) else {
      return ASCIICase.lowercased(text)
    }
    let small = Array(string.lowercased().utf8)
    return composed(small) ?? small
  }
}
