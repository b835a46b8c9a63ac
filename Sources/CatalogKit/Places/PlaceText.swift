/// What blanks, brackets and invisible characters mean around a place that was copied from somewhere.
enum PlaceText {
  /// Blanks of every kind as one space each, marks of text direction and the like left out, blanks at both ends cut.
  static func cleaned(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        if let last = scalars.last, last != " " { scalars.append(" ") }
      } else if !isInvisible(scalar) {
        scalars.append(scalar)
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    return scalars
  }

  /// Without the brackets or quotation marks that are around all of it.
  static func unwrapped(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var text = text
    while let first = text.first, let last = text.last, text.count > 1, closing(first) == last {
      text = trimmed(text.dropFirst().dropLast())
    }
    return text
  }

  /// Without the punctuation of the sentence that it ended, or the slash that ends ISO 6709.
  static func withoutFullStop(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var text = text
    while let last = text.last, endsSentence(last) { text.removeLast() }
    return text
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", "!", "?", "/", " ": true
    default: false
    }
  }

  static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    // One by one: appending all of them looks up the type of the sequence at run time, which costs more than the text.
    for scalar in scalars { text.unicodeScalars.append(scalar) }
    return text
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x61...0x7A).contains(scalar.value | 0x20) && scalar.value < 0x80
  }

  /// Lower case where it is an ASCII letter.
  static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isLetter(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }

  /// What closes a bracket or a quotation mark. A switch, since a dictionary would be built at each start.
  private static func closing(_ opening: Unicode.Scalar) -> Unicode.Scalar? {
    switch opening {
    case "(": ")"
    case "[": "]"
    case "{": "}"
    case "<": ">"
    case "\"", "'": opening
    case "\u{201C}": "\u{201D}"
    case "\u{2018}": "\u{2019}"
    case "\u{FF08}": "\u{FF09}"
    default: nil
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Zero-width characters, marks and embeddings of text direction, and the byte order mark.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
