/// A state, province or the like, as an outline of Natural Earth; or the rest of a country whose outline is not known.
struct Region: Hashable, Sendable {
  /// Its number in the file, from 1; of two that are called the same the larger one has the lower number.
  let number: Int
  /// The number of its country; `nil` for no country's.
  let country: Int?
  /// What it is usually called; `nil` for the rest of a country.
  let name: String?

  /// Fields of its line before the keys of all that it is called.
  static let namesBeforeKeys = 1

  /// - Parameters:
  ///   - number: Its number.
  ///   - country: The number of its country.
  ///   - line: The name and keys, with tabs between them.
  init(number: Int, country: Int?, _ line: ArraySlice<UInt8>) {
    (self.number, self.country) = (number, country)
    let name = line.prefix { $0 != UInt8(ascii: "\t") }
    self.name = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
