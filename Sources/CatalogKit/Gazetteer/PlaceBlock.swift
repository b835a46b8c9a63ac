/// The places of a block, by column. Whoever searches it shares it.
final class PlaceBlock: Sendable {
  /// Where each is: a unit vector, so that no distance has to mind the date line or a pole.
  let directions: [EarthVector]
  private let latitudes: [Int32]
  private let longitudes: [Int32]
  let inhabitants: [Int]
  /// The number of each place's region.
  let regions: [Int]
  /// The number of each place's time zone.
  let zones: [Int]
  /// The names of all places, one after the other: main name, Korean name.
  private let text: ArraySlice<UInt8>
  private let names: [(start: Int, main: Int, korean: Int)]

  /// Places of a block, but for the last of the file.
  static let size = 128
  /// Degrees are kept to five decimals.
  private static let scale = 100_000.0

  /// - Parameters:
  ///   - bytes: A block of places.
  ///   - count: How many places it has.
  ///   - path: The file, for messages.
  /// - Throws: ``GazetteerError``.
  init(_ bytes: [UInt8], count: Int, of path: FilePathBytes) throws(GazetteerError) {
    var cursor = BlockCursor(bytes[...], of: path)
    latitudes = try Self.degrees(&cursor, count, most: 90, path)
    longitudes = try Self.degrees(&cursor, count, most: 180, path)
    inhabitants = try Self.numbers(&cursor, count)
    regions = try Self.numbers(&cursor, count)
    zones = try Self.numbers(&cursor, count)
    var names: [(start: Int, main: Int, korean: Int)] = []
    names.reserveCapacity(count)
    var start = 0
    for _ in 0..<count {
      let (main, korean) = (try cursor.number(), try cursor.number())
      names.append((start, main, korean))
      start += main + korean
    }
    self.names = names
    text = try cursor.slice(start)
    guard cursor.isAtEnd else { throw .damaged(path, "a block of places is too long") }
    var directions: [EarthVector] = []
    directions.reserveCapacity(count)
    for index in 0..<count {
      directions.append(EarthVector(try Self.coordinate(latitudes[index], longitudes[index], path)))
    }
    self.directions = directions
  }

  var count: Int { directions.count }

  /// A place of the block.
  ///
  /// - Parameters:
  ///   - index: Which one, in `0..<count`.
  ///   - number: Its number in the file.
  ///   - tables: Countries, regions and zones.
  ///   - path: The file, for messages.
  /// - Returns: The place.
  /// - Throws: ``GazetteerError``.
  func place(_ index: Int, number: Int, _ tables: GazetteerTables, of path: FilePathBytes)
    throws(GazetteerError)
    -> GazetteerPlace
  {
    let region = try tables.region(regions[index])
    let country: Country?
    if let number = region?.country { country = try tables.country(number) } else { country = nil }
    return GazetteerPlace(
      number: number,
      name: String(decoding: name(index, .english), as: UTF8.self),
      koreanName: names[index].korean > 0 ? String(decoding: name(index, .korean), as: UTF8.self) : nil,
      coordinate: try coordinate(index, of: path),
      inhabitants: inhabitants[index],
      country: country,
      state: region?.name,
      timeZone: try tables.timeZone(zones[index]),
      region: regions[index]
    )
  }

  /// A place's name in a language, the main one where the language has none.
  func name(_ index: Int, _ language: PlaceLanguage) -> ArraySlice<UInt8> {
    let name = names[index]
    let start = text.startIndex + name.start
    return language == .korean && name.korean > 0
      ? text[(start + name.main)..<(start + name.main + name.korean)] : text[start..<(start + name.main)]
  }

  /// Where a place is.
  func coordinate(_ index: Int, of path: FilePathBytes) throws(GazetteerError) -> Coordinate {
    try Self.coordinate(latitudes[index], longitudes[index], path)
  }

  private static func coordinate(_ latitude: Int32, _ longitude: Int32, _ path: FilePathBytes)
    throws(GazetteerError)
    -> Coordinate
  {
    do throws(CoordinateError) {
      return try Coordinate(latitude: Double(latitude) / scale, longitude: Double(longitude) / scale)
    } catch {
      throw .damaged(path, "a place lies outside of the world")
    }
  }

  private static func numbers(_ cursor: inout BlockCursor, _ count: Int) throws(GazetteerError) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count { numbers.append(try cursor.number()) }
    return numbers
  }

  /// Each as the difference from the one before.
  private static func degrees(_ cursor: inout BlockCursor, _ count: Int, most: Int, _ path: FilePathBytes)
    throws(GazetteerError) -> [Int32]
  {
    var degrees: [Int32] = []
    degrees.reserveCapacity(count)
    var value = 0
    for _ in 0..<count {
      value += try cursor.signed()
      guard abs(value) <= most * Int(scale) else { throw .damaged(path, "a place lies outside of the world") }
      degrees.append(Int32(value))
    }
    return degrees
  }
}
