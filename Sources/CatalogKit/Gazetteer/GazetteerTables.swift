/// The small tables of a gazetteer: countries, states and time zones by their numbers.
struct GazetteerTables: Sendable {
  /// By the order of their codes.
  let countries: [Country]
  private let regionLines: [ArraySlice<UInt8>]
  /// The country of each region; `nil` for no country's. Reading all names would take longer than a search.
  private let regionCountries: [Int?]
  private let zoneLines: [ArraySlice<UInt8>]

  /// How many regions there are; their numbers begin at 1.
  var regionCount: Int { regionLines.count }

  init(_ file: GazetteerFile) throws(GazetteerError) {
    var countries: [Country] = []
    for line in try Self.lines(of: .countries, file) {
      guard let country = Country(line) else { throw .damaged(file.path, "its table of countries is wrong") }
      countries.append(country)
    }
    self.countries = countries
    regionLines = try Self.lines(of: .regions, file)
    zoneLines = try Self.lines(of: .timeZones, file)
    regionCountries = regionLines.map { line in
      var number = 0
      for digit in line.prefix(while: { $0 != UInt8(ascii: "\t") }).prefix(4) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        number = 10 * number + Int(digit - UInt8(ascii: "0"))
      }
      return number < countries.count ? number : nil
    }
  }

  /// A region by its number; `nil` for 0, which is none, and for a number that no region has.
  func region(_ number: Int) -> Region? {
    guard number > 0, number <= regionLines.count else { return nil }
    return Region(number: number, country: regionCountries[number - 1], regionLines[number - 1])
  }

  /// The country of a region, by its number.
  func country(ofRegion number: Int) -> Int? {
    number > 0 && number <= regionCountries.count ? regionCountries[number - 1] : nil
  }

  /// A name of the tz database, such as `Asia/Seoul`; empty for a number that no zone has.
  func timeZone(_ number: Int) -> String {
    number >= 0 && number < zoneLines.count ? String(decoding: zoneLines[number], as: UTF8.self) : ""
  }

  private static func lines(of section: GazetteerFile.Section, _ file: GazetteerFile) throws(GazetteerError)
    -> [ArraySlice<UInt8>]
  {
    let lines = try file.table(of: section).split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    )
    guard lines.count == file.count(of: section) else {
      throw .damaged(file.path, "a table has lines too many or too few")
    }
    return lines
  }

  /// The texts between tabs.
  static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
  }
}
