/// A state, province or the like, as an outline of Natural Earth; or the rest of a country whose outline is not known.
struct Region: Hashable, Sendable {
  /// Its number in the file, from 1; of two that are called the same the larger one has the lower number.
  let number: Int
  /// The number of its country; `nil` for no country's.
  let country: Int?
  /// What it is usually called; `nil` for the rest of a country.
  let name: String?
  /// The keys of all that it is called.
  private let keys: [ArraySlice<UInt8>]

  /// Whether it is called so.
  ///
  /// - Parameter key: The key of a name.
  func isCalled(_ key: [UInt8]) -> Bool { keys.contains { $0.elementsEqual(key) } }

  /// - Parameters:
  ///   - number: Its number.
  ///   - country: The number of its country.
  ///   - line: The number of the country, the name and keys, with tabs between them.
  init(number: Int, country: Int?, _ line: ArraySlice<UInt8>) {
    let fields = GazetteerTables.fields(of: line)
    (self.number, self.country) = (number, country)
    name = fields.count > 1 && !fields[1].isEmpty ? String(decoding: fields[1], as: UTF8.self) : nil
    keys = Array(fields.dropFirst(2))
  }
}
