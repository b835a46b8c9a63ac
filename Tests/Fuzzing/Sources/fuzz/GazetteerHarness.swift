import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// A gazetteer whose checksums are right and whose contents are the input's, asked by name and by position.
enum GazetteerHarness {
  static func run(_ bytes: [UInt8]) {
    let path = FilePathBytes("/dev/shm/catalog-fuzz.gazetteer")
    write(bytes.first == UInt8(ascii: "c") ? bytes : HostileGazetteer.bytes(bytes), to: "\(path)")
    do throws(GazetteerError) {
      try ask(Gazetteer(path: path))
    } catch {
      expect(!error.description.isEmpty, "a reason")
    }
  }

  private static func ask(_ gazetteer: Gazetteer) throws(GazetteerError) {
    for name in ["Catford", "Catf", "MHO", "Catford, Beeland", "Catfrod", "Mousehole, Catford"] {
      guard let name = try? PlaceName(name), let answer = try? gazetteer.find(name) else { continue }
      expect((-90...90).contains(answer.place.coordinate.latitude), "a latitude in range")
      expect((2_000...20_000).contains(answer.place.radius), "a radius in range")
    }
    let lookup = try PlaceLookup(gazetteer, language: .korean)
    var memory = PlaceLookup.Memory()
    for (latitude, longitude) in [(10.0, -10.0), (-20, 30), (0, 0), (89.9, 179.9), (-90, -180)] {
      guard let point = try? Coordinate(latitude: latitude, longitude: longitude) else { continue }
      // That both say the same is tested with files that are as they should be: here one and the same place may have two positions.
      let alone = try lookup.places(at: point)
      let shared = try lookup.whereabouts(of: point, &memory)
      if let distance = alone.distance {
        expect((0...20_100_000).contains(distance.metres), "a distance on the earth")
      }
      expect(shared.country.map { $0.utf8.count == 2 } ?? true, "a code of two letters")
    }
  }

  static let seeds: [[UInt8]] =
    [GazetteerBuilder.small.bytes()] + (0..<14).map { [UInt8($0), 1, 2, 3, 4, 5, 6, 7, 8] }
}

/// What somebody types for the name of a place.
enum PlaceNameHarness {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let key = NameKey.key(text)
    expect(NameKey.key(String(decoding: key, as: UTF8.self)) == key, "a key is its own key")
    expect(key.first != UInt8(ascii: " ") && key.last != UInt8(ascii: " "), "no blank at an end")
    guard let name = try? PlaceName(text) else { return }
    expect(!name.text.isEmpty, "a name that is not empty")
    do throws(PlaceNameError) {
      _ = try gazetteer?.find(name)
    } catch {
      expect(!error.description.contains("\u{1B}"), "nothing that moves a terminal's cursor")
      if case .gazetteer = error { fail("the gazetteer is whole: \(error)") }
    }
  }

  private static let gazetteer: Gazetteer? = {
    write(GazetteerBuilder.small.bytes(), to: "/dev/shm/catalog-fuzz-names.gazetteer")
    return try? Gazetteer(path: FilePathBytes("/dev/shm/catalog-fuzz-names.gazetteer"))
  }()

  static let seeds = [
    "Catford", "catford, beeland", "place:Catford", "MHO", "Mäuseloch", "캣포드", "Catf", "Catfrod", "ＣＡＴ",
    "ﾄｳｷｮｳ", "İstanbul",
    "Mousehole, Catford, Aland", "e\u{301}", "दिल्ली", "a,b,c,,", "\u{1109}\u{1165}",
  ].map { Array($0.utf8) }
}
