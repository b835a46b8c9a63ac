import FuzzSupport

/// What can be fuzzed: the readers of bytes that somebody else wrote.
enum Harness: String, FuzzHarness {
  case containers, exif, xmp, iptc, takeout, line, index, place, date, ignore, gazetteer, name, nmea, map

  /// Reads bytes, and ends the process where a rule is broken.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .containers: ContainersHarness.run(bytes)
    case .exif: ExifHarness.run(bytes)
    case .xmp: XMPHarness.run(bytes)
    case .iptc: IPTCHarness.run(bytes)
    case .takeout: TakeoutHarness.run(bytes)
    case .line: LineHarness.run(bytes)
    case .index: IndexHarness.run(bytes)
    case .place: PlaceHarness.run(bytes)
    case .date: DateHarness.run(bytes)
    case .ignore: IgnoreHarness.run(bytes)
    case .gazetteer: GazetteerHarness.run(bytes)
    case .name: PlaceNameHarness.run(bytes)
    case .nmea: NMEAHarness.run(bytes)
    case .map: MapHarness.run(bytes)
    }
  }

  /// Good inputs to begin with.
  var seeds: [[UInt8]] {
    switch self {
    case .containers: ContainersHarness.seeds
    case .exif: ExifHarness.seeds
    case .xmp: XMPHarness.seeds
    case .iptc: IPTCHarness.seeds
    case .takeout: TakeoutHarness.seeds
    case .line: LineHarness.seeds
    case .index: IndexHarness.seeds
    case .place: PlaceHarness.seeds
    case .date: DateHarness.seeds
    case .ignore: IgnoreHarness.seeds
    case .gazetteer: GazetteerHarness.seeds
    case .name: PlaceNameHarness.seeds
    case .nmea: NMEAHarness.seeds
    case .map: MapHarness.seeds
    }
  }
}
