import Synchronization

/// The small tables of a gazetteer: countries, states and time zones by their numbers. Each is read when it is first needed.
final class GazetteerTables: Sendable {
  private let file: GazetteerFile
  /// The country of each region.
  private let regionCountries: [UInt8]
  private let parts = Mutex(Parts())

  private struct Parts {
    var countries: LineTable?
    var timeZones: LineTable?
    var regionFrames: [BlockFrame]?
    /// Blocks of regions by their numbers, when the first of them was asked for.
    var regions: [LineTable?] = []
  }

  /// How many regions there are; their numbers begin at 1.
  var regionCount: Int { regionCountries.count }
  /// How many countries; their numbers begin at 0.
  var countryCount: Int { file.count(of: .countries) }

  private static let regionsPerBlock = 128

  init(_ file: GazetteerFile) throws(GazetteerError) {
    self.file = file
    regionCountries = try file.bytes(of: .regionCountries)
  }

  /// The country of a region, by its number; `nil` for a region that is in none, or is none.
  func country(ofRegion number: Int) -> Int? {
    guard number > 0, number <= regionCountries.count else { return nil }
    let country = Int(regionCountries[number - 1])
    return country < countryCount ? country : nil
  }

  /// A country by its number, which is one of ``country(ofRegion:)`` or below ``countryCount``.
  func country(_ number: Int) throws(GazetteerError) -> Country {
    let line = try countryTable()[number]
    guard let line, let country = Country(line) else {
      throw .damaged(file.path, "its table of countries is wrong")
    }
    return country
  }

  private func countryTable() throws(GazetteerError) -> LineTable {
    try parts.withLock { (parts) throws(GazetteerError) -> LineTable in
      try table(.countries, &parts.countries)
    }
  }

  /// The countries that are called so, by their numbers.
  func countries(called key: [UInt8]) throws(GazetteerError) -> [Int] {
    let table = try countryTable()
    return (0..<table.count).filter { table.line($0, has: key, behind: Country.namesBeforeKeys) }
  }

  /// Whether a country is called so.
  func isCountry(_ number: Int, called key: [UInt8]) throws(GazetteerError) -> Bool {
    let table = try countryTable()
    return table.line(number, has: key, behind: Country.namesBeforeKeys)
  }

  /// A name of the tz database, such as `Asia/Seoul`; empty for a number that no zone has.
  func timeZone(_ number: Int) throws(GazetteerError) -> String {
    let line = try parts.withLock { (parts) throws(GazetteerError) in
      try table(.timeZones, &parts.timeZones)[number]
    }
    return line.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func table(_ section: GazetteerFile.Section, _ known: inout LineTable?) throws(GazetteerError)
    -> LineTable
  {
    if let known { return known }
    let table = LineTable(try file.table(of: section))
    guard table.count == file.count(of: section) else {
      throw .damaged(file.path, "a table has lines too many or too few")
    }
    known = table
    return table
  }

  /// A region by its number; `nil` for 0, which is none, and for a number that no region has.
  func region(_ number: Int) throws(GazetteerError) -> Region? {
    guard number > 0, number <= regionCount else { return nil }
    let (block, place) = (number - 1).quotientAndRemainder(dividingBy: Self.regionsPerBlock)
    guard let line = try regionBlock(block)[place] else {
      throw .damaged(file.path, "its table of states is too short")
    }
    return Region(number: number, country: country(ofRegion: number), line)
  }

  private func regionBlock(_ number: Int) throws(GazetteerError) -> LineTable {
    try parts.withLock { (parts) throws(GazetteerError) in
      if number < parts.regions.count, let known = parts.regions[number] { return known }
      let frames = try regionFrames(&parts.regionFrames)
      guard number < frames.count else { throw .damaged(file.path, "its table of states is too short") }
      if parts.regions.isEmpty { parts.regions = Array(repeating: nil, count: frames.count) }
      let table = LineTable(try file.block(of: .regions, frames[number]))
      parts.regions[number] = table
      return table
    }
  }

  private func regionFrames(_ known: inout [BlockFrame]?) throws(GazetteerError) -> [BlockFrame] {
    if let known { return known }
    let bytes = try file.bytes(of: .regionDirectory)
    var cursor = BlockCursor(bytes[...], of: file.path)
    var (frames, offset): ([BlockFrame], Int) = ([], 0)
    while !cursor.isAtEnd {
      let frame = try cursor.frame(at: offset)
      frames.append(frame)
      offset += frame.packedSize
    }
    known = frames
    return frames
  }

  /// The numbers of the states that are called so, the largest first.
  func regions(called key: [UInt8]) throws(GazetteerError) -> [Int] {
    var found: [Int] = []
    for start in stride(from: 0, to: regionCount, by: Self.regionsPerBlock) {
      let table = try regionBlock(start / Self.regionsPerBlock)
      for place in 0..<min(table.count, regionCount - start)
      where table.line(place, has: key, behind: Region.namesBeforeKeys) { found.append(start + place + 1) }
    }
    return found
  }

  /// Whether a region, or its country, is called so.
  func isRegion(_ number: Int, called key: [UInt8]) throws(GazetteerError) -> Bool {
    guard number > 0, number <= regionCount else { return false }
    let (block, place) = (number - 1).quotientAndRemainder(dividingBy: Self.regionsPerBlock)
    let table = try regionBlock(block)
    if place < table.count, table.line(place, has: key, behind: Region.namesBeforeKeys) { return true }
    guard let country = country(ofRegion: number) else { return false }
    return try isCountry(country, called: key)
  }
}
