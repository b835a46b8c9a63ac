/// Names of elements and attributes that are looked for, and what each means.
///
/// A packet has hundreds of names that are none of these, so they are kept by their length.
struct XMLNameTable<Meaning: Sendable>: Sendable {
  private var byLength: [[(name: [UInt8], meaning: Meaning)]] = []

  /// - Parameter names: Each as ``XMLName`` has it: namespace, a line feed, local name.
  init(_ names: [(String, Meaning)]) {
    for (name, meaning) in names {
      let bytes = Array(name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append((bytes, meaning))
    }
  }

  /// What a name means; `nil` for any other.
  subscript(name: XMLName) -> Meaning? {
    guard name.count < byLength.count else { return nil }
    return byLength[name.count].first { $0.name.elementsEqual(name) }?.meaning
  }
}
