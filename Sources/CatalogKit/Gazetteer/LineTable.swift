/// Lines of fields with tabs between them, found by their numbers.
struct LineTable: Sendable {
  private let bytes: [UInt8]
  /// Where each line begins, and where the next one would.
  private let starts: [Int]
  /// How many there are.
  var count: Int { starts.count - 1 }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBytes { bytes in
      for place in bytes.indices where bytes[place] == Self.lineBreak { starts.append(place + 1) }
    }
    self.starts = starts + [bytes.count + 1]
  }

  /// A line without its break.
  ///
  /// - Parameter number: In `0..<count`; any other has none.
  subscript(number: Int) -> ArraySlice<UInt8>? {
    guard number >= 0, number < count else { return nil }
    return bytes[starts[number]..<(starts[number + 1] - 1)]
  }

  /// Whether a line has a field, behind some that do not count. Taking it apart would take ten times as long.
  ///
  /// - Parameters:
  ///   - number: In `0..<count`.
  ///   - field: The field's bytes.
  ///   - skipped: Fields at its beginning that are not compared.
  /// - Returns: Whether it has.
  func line(_ number: Int, has field: [UInt8], behind skipped: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let end = starts[number + 1] - 1
      var (start, fields) = (starts[number], 0)
      while start <= end {
        var stop = start
        while stop < end, bytes[stop] != Self.tab { stop += 1 }
        if fields >= skipped, stop - start == field.count,
          UnsafeRawBufferPointer(rebasing: bytes[start..<stop]).elementsEqual(field)
        {
          return true
        }
        (start, fields) = (stop + 1, fields + 1)
      }
      return false
    }
  }

  private static let lineBreak = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")

  /// The texts of a line between tabs.
  static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(separator: tab, omittingEmptySubsequences: false)
  }
}
