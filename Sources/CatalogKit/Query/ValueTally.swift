/// Counts the values of a field as they are in lines, without making text of each.
struct ValueTally: Sendable {
  private var entries: [Entry] = []
  private var places: [[UInt8]: Int] = [:]

  private struct Entry {
    /// Values with a line break after each: in a line there is none.
    let key: [UInt8]
    var count: Int
  }

  /// So few are found sooner by looking at each.
  private static let fewEntries = 16

  /// Counts a photo whose fields have these values; `nil` is none.
  mutating func add(_ first: UnsafeRawBufferPointer?, _ second: UnsafeRawBufferPointer? = nil) {
    for index in 0..<min(entries.count, Self.fewEntries) where Self.isKey(entries[index].key, first, second) {
      entries[index].count += 1
      return
    }
    var key = first.map { Array($0) } ?? []
    key.append(Self.separator)
    if let second { key += second }
    add(key, 1)
  }

  /// Adds what another one counted.
  mutating func add(_ other: ValueTally) {
    for entry in other.entries { add(entry.key, entry.count) }
  }

  private mutating func add(_ key: [UInt8], _ count: Int) {
    if let place = places[key] {
      entries[place].count += count
    } else {
      places[key] = entries.count
      entries.append(Entry(key: key, count: count))
    }
  }

  private static func isKey(
    _ key: [UInt8],
    _ first: UnsafeRawBufferPointer?,
    _ second: UnsafeRawBufferPointer?
  ) -> Bool {
    let (length, rest) = (first?.count ?? 0, second?.count ?? 0)
    guard key.count == length + 1 + rest else { return false }
    return key.withUnsafeBytes { key in
      guard key[length] == separator else { return false }
      let isFirst =
        first.map { SystemCalls.compare($0, UnsafeRawBufferPointer(rebasing: key[..<length])) == 0 } ?? true
      return isFirst
        && (second.map {
          SystemCalls.compare($0, UnsafeRawBufferPointer(rebasing: key[(length + 1)...])) == 0
        } ?? true)
    }
  }

  private static let separator = UInt8(ascii: "\n")

  /// Goes through what was counted.
  ///
  /// - Parameter body: Called with the texts of both values, `nil` where there was none, and how many photos have them.
  /// - Throws: ``JSONError`` where a value is not a text.
  func forEach(_ body: (String?, String?, Int) -> Void) throws(JSONError) {
    for entry in entries {
      let end = entry.key.firstIndex(of: Self.separator) ?? entry.key.endIndex
      body(try Self.text(entry.key[..<end]), try Self.text(entry.key[(end + 1)...]), entry.count)
    }
  }

  private static func text(_ value: ArraySlice<UInt8>) throws(JSONError) -> String? {
    guard !value.isEmpty else { return nil }
    return try value.withBytes { (value) throws(JSONError) in
      var scanner = JSONScanner(value)
      return String(decoding: try scanner.string(), as: UTF8.self)
    }
  }
}
