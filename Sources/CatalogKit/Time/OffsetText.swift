/// Distances from UTC as cameras and editors write them: `+09:00`, `+9:00`, `+9`, `+0900`, `+09`, `09:00`, `Z`, `UTC+09:00`, `GMT+9`.
enum OffsetText {
  /// Longer text is no offset.
  private static let maximumLength = 64

  /// - Parameter text: Bytes of a field, with blanks and NULs around it.
  /// - Returns: Minutes east of UTC; `nil` for any other spelling.
  static func minutes(_ text: some Collection<UInt8>) -> Int? {
    guard text.count <= maximumLength else { return nil }
    let standard =
      text.withContiguousStorageIfAvailable { standardMinutes(UnsafeRawBufferPointer($0)) } ?? nil
    if let standard { return standard }
    var rest = text.map { isBlank($0) ? UInt8(ascii: " ") : $0 }[...]
    trim(&rest)
    let isNamed = dropName(&rest)
    guard let first = rest.first else { return isNamed ? 0 : nil }
    let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
    if isSigned {
      rest.removeFirst()
      trim(&rest)
    }
    guard let minutes = unsignedMinutes(rest, needsColon: !isSigned) else { return nil }
    return first == UInt8(ascii: "-") ? -minutes : minutes
  }

  /// `+09:00`, as the standard has it and nearly all write it (CIPA DC-008-2019, 4.6.5.4).
  private static func standardMinutes(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      text[3] == UInt8(ascii: ":"), let hours = DecimalDigits.parse(text, 1, 2),
      let minutes = DecimalDigits.parse(text, 4, 2), minutes < 60
    else { return nil }
    return text[0] == UInt8(ascii: "-") ? -(hours * 60 + minutes) : hours * 60 + minutes
  }

  /// Drops `Z`, `UTC` or `GMT`, in any case; `Z` is all of its text.
  private static func dropName(_ text: inout ArraySlice<UInt8>) -> Bool {
    let upper = text.prefix(3).map { $0 & 0xDF }
    if text.count == 1, upper == [UInt8(ascii: "Z")] {
      text = []
      return true
    }
    guard upper == Array("UTC".utf8) || upper == Array("GMT".utf8) else { return false }
    text.removeFirst(3)
    trim(&text)
    return true
  }

  /// `09:00`, `9:00`, `0900`, `09`, `9`.
  private static func unsignedMinutes(_ text: ArraySlice<UInt8>, needsColon: Bool) -> Int? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let first = parts.first, let hours = number(first) else { return nil }
    switch (parts.count, first.count) {
    case (2, 1...2):
      guard parts[1].count == 2, let minutes = number(parts[1]), minutes < 60 else { return nil }
      return hours * 60 + minutes
    case (1, 4) where !needsColon && hours % 100 < 60: return hours / 100 * 60 + hours % 100
    case (1, 1...2) where !needsColon: return hours * 60
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.withUnsafeBytes { DecimalDigits.parse($0, 0, $0.count) }
  }

  private static func trim(_ text: inout ArraySlice<UInt8>) {
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.last == UInt8(ascii: " ") { text.removeLast() }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
