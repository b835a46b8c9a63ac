@testable import CatalogKit

/// A small gazetteer, made as `packaging/gazetteer` makes the real one.
struct GazetteerBuilder {
  /// Lines of the table of countries: code, name, Korean name, keys.
  var countries = ["AA\tAland\t에이\taa\taland", "BB\tBeeland\t비\tbb\tbeeland"]
  /// Lines of the table of states: name, keys.
  var regions = ["West\twest", "East\teast"]
  /// The number of each state's country.
  var regionCountries: [UInt8] = [0, 1]
  var zones = ["Etc/West", "Etc/East"]
  var places: [Entry] = []
  /// The piece of the earth that each state is: half a cell of the grid, west or east of Greenwich.
  var outlines = true

  struct Entry {
    var name: String
    var korean = ""
    var latitude: Double
    var longitude: Double
    var inhabitants = 1000
    /// From 1.
    var region = 1
    var zone = 0
    var otherNames: [String] = []
  }

  /// Two towns in each of two countries, of which two have the same name.
  static var small: GazetteerBuilder {
    var builder = GazetteerBuilder()
    builder.places = [
      Entry(name: "Catford", korean: "캣포드", latitude: 10, longitude: -10, inhabitants: 250_000),
      Entry(name: "Mousehole", latitude: 10.2, longitude: -10.1, otherNames: ["MHO", "Mäuseloch"]),
      Entry(name: "Catford", latitude: 10, longitude: 10, inhabitants: 300_000, region: 2, zone: 1),
      Entry(name: "Dogtown", latitude: -20, longitude: 30, region: 2, zone: 1),
    ]
    return builder
  }

  /// The file's bytes.
  func bytes() -> [UInt8] {
    let places = places.sorted { Self.geohash($0) < Self.geohash($1) }
    let lines = Array(regions.joined(separator: "\n").utf8)
    return Self.file(
      [
        (Array("credits".utf8), 1, true), (table(countries), countries.count, true),
        (regionCountries, regionCountries.count, true), (Self.frame(lines, Self.packed(lines)), 1, true),
        (Self.packed(lines), 1, false), (table(zones), zones.count, true),
      ] + placeSections(places) + nameSections(places) + outlineSections() + notableSections(places)
    )
  }

  /// Writes the file.
  func write(to folder: TemporaryFolder, _ name: String = "places.gazetteer") throws -> FilePathBytes {
    try folder.write(bytes(), to: name)
    return folder(name)
  }

  // MARK: Sections

  typealias Section = (bytes: [UInt8], count: Int, isWhole: Bool)

  private func placeSections(_ places: [Entry]) -> [Section] {
    var (directory, blocks): ([UInt8], [UInt8]) = ([], [])
    for start in stride(from: 0, to: places.count, by: PlaceBlock.size) {
      let block = places[start..<min(start + PlaceBlock.size, places.count)]
      var columns = [[UInt8]](repeating: [], count: 7)
      var before = (0, 0)
      for place in block {
        let at = (Self.units(place.latitude), Self.units(place.longitude))
        columns[0] += Self.signed(at.0 - before.0)
        columns[1] += Self.signed(at.1 - before.1)
        before = at
        columns[2] += Self.number(place.inhabitants)
        columns[3] += Self.number(place.region)
        columns[4] += Self.number(place.zone)
        columns[5] += Self.number(place.name.utf8.count) + Self.number(place.korean.utf8.count)
        columns[6] += Array(place.name.utf8) + Array(place.korean.utf8)
      }
      let raw = columns.flatMap { $0 }
      let packed = Self.packed(raw)
      directory += Self.little(Self.geohash(block[start]), 8) + Self.frame(raw, packed)
      for edge in [
        block.map(\.latitude).min(), block.map(\.longitude).min(), block.map(\.latitude).max(),
        block.map(\.longitude).max(),
      ].enumerated() {
        let hundredths = (edge.element ?? 0) * 100
        let rounded = Int16(hundredths.rounded(edge.offset < 2 ? .down : .up))
        directory += Self.little(UInt64(UInt16(bitPattern: rounded)), 2)
      }
      blocks += packed
    }
    return [(directory, places.count, true), (blocks, 1, false)]
  }

  private func nameSections(_ places: [Entry]) -> [Section] {
    var meanings: [[UInt8]: [(kind: Int, inhabitants: Int, place: Int)]] = [:]
    for (number, place) in places.enumerated() {
      var kinds: [[UInt8]: Int] = [:]
      for name in place.otherNames {
        let isCode = name.utf8.count == 3 && name.allSatisfy { $0.isASCII && $0.isUppercase }
        kinds[NameKey.key(name)] = isCode ? 2 : 1
      }
      for name in [place.name, place.korean] where !name.isEmpty { kinds[NameKey.key(name)] = 0 }
      for (key, kind) in kinds { meanings[key, default: []].append((kind, -place.inhabitants, number)) }
    }
    var raw: [UInt8] = []
    let keys = meanings.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for key in keys {
      let all = (meanings[key] ?? []).sorted { $0 < $1 }
      raw += [0, UInt8(key.count)] + key + Self.number(all.count)
      for meaning in all {
        raw += Self.number(meaning.place << 2 | meaning.kind)
        if all.count > 2 { raw += Self.number(places[meaning.place].region) }
      }
    }
    let packed = Self.packed(raw)
    let first = keys.first ?? []
    return [(Self.frame(raw, packed) + [UInt8(first.count)] + first, 1, true), (packed, 1, false)]
  }

  /// Two leaves of one bit: all that is west of Greenwich is the first state's, the rest the second's.
  private func outlineSections() -> [Section] {
    var raw: [UInt8] = []
    for region in 1...2 {
      let body = outlines ? [1] + Self.number(region << 1 | 1) : [0]
      raw += Self.number(1) + Self.number(body.count) + body
    }
    let packed = Self.packed(raw)
    return [(Self.little(0, 8) + Self.frame(raw, packed), 1, true), (packed, 1, false)]
  }

  private func notableSections(_ places: [Entry]) -> [Section] {
    var raw: [UInt8] = []
    for (number, place) in places.enumerated().sorted(by: { $0.element.inhabitants > $1.element.inhabitants })
    where place.inhabitants >= 15_000 {
      let key = NameKey.key(place.name)
      raw += [UInt8(key.count)] + key + Self.number(number)
    }
    let packed = Self.packed(raw)
    return [(Self.frame(raw, packed), 1, true), (packed, 1, false)]
  }

  private func table(_ lines: [String]) -> [UInt8] {
    let raw = Array(lines.joined(separator: "\n").utf8)
    return Self.little(UInt64(raw.count), 4) + Self.packed(raw)
  }

  // MARK: Bytes

  /// A file of sections, with its checksums.
  static func file(_ sections: [Section]) -> [UInt8] {
    var offset = 256
    var entries: [UInt8] = []
    for section in sections {
      var sum = CRC32()
      sum.add(section.bytes)
      entries += little(UInt64(offset), 4) + little(UInt64(section.bytes.count), 4)
      entries += little(section.isWhole ? UInt64(sum.number) : 0, 4) + little(UInt64(section.count), 4)
      offset += section.bytes.count
    }
    let rest = little(UInt64(offset), 4) + entries
    let padded = rest + [UInt8](repeating: 0, count: 240 - rest.count)
    var sum = CRC32()
    sum.add(padded)
    return Array("catplace".utf8) + little(1, 4) + little(UInt64(sum.number), 4) + padded
      + sections.flatMap(\.bytes)
  }

  static func frame(_ raw: [UInt8], _ packed: [UInt8]) -> [UInt8] {
    var sum = CRC32()
    sum.add(packed)
    return little(UInt64(packed.count), 2) + little(UInt64(raw.count), 2) + little(UInt64(sum.number), 4)
  }

  static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  static func number(_ value: Int) -> [UInt8] {
    var (bytes, rest): ([UInt8], Int) = ([], value)
    while rest >= 128 {
      bytes.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func signed(_ value: Int) -> [UInt8] { number(value >= 0 ? value << 1 : ~(value << 1)) }

  /// In zlib's format (RFC 1950), stored as it is.
  static func packed(_ raw: [UInt8]) -> [UInt8] {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in raw {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    let count = little(UInt64(raw.count), 2)
    return [0x78, 0x01, 0x01] + count + count.map { ~$0 } + raw
      + little(UInt64(high << 16 | low), 4).reversed()
  }

  private static func units(_ degrees: Double) -> Int { Int((degrees * 100_000).rounded()) }

  private static func geohash(_ place: Entry) -> UInt64 {
    (try? Coordinate(latitude: place.latitude, longitude: place.longitude)).map { Geohash($0).bits } ?? 0
  }
}
