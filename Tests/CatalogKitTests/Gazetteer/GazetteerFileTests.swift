import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The file of places")
struct GazetteerFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Asks all that there is to ask.
  private func ask(_ path: FilePathBytes) throws {
    let gazetteer = try Gazetteer(path: path)
    for name in ["Catford", "Catf", "MHO", "Catford, Beeland", "Nowhere", "Catfrod", "Mousehole, Catford"] {
      do throws(PlaceNameError) {
        _ = try gazetteer.find(PlaceName(name))
      } catch {
        if case .gazetteer(let error) = error { throw error }
      }
    }
    let lookup = try PlaceLookup(gazetteer, language: .korean)
    var memory = PlaceLookup.Memory()
    for (latitude, longitude) in [(10.0, -10.0), (10, 10), (-20, 30), (0, 0), (89, 179), (-90, -180)] {
      let point = try Coordinate(latitude: latitude, longitude: longitude)
      _ = try lookup.whereabouts(of: point, &memory)
      _ = try lookup.places(at: point)
    }
    for name in ["West", "AA", "Catford"] {
      do throws(PlaceNameError) {
        _ = try PlaceArea(PlaceName(name), in: gazetteer).contains(.origin)
      } catch {
        if case .gazetteer(let error) = error { throw error }
      }
    }
  }

  @Test("a whole file answers")
  func whole() throws {
    let path = try GazetteerBuilder.small.write(to: folder)
    try ask(path)
    let gazetteer = try Gazetteer(path: path)
    #expect(try gazetteer.find(PlaceName("catford")).place.country?.code == "BB")
    #expect(try gazetteer.find(PlaceName("catford, aland")).place.koreanName == "캣포드")
    #expect(try gazetteer.find(PlaceName("MHO")).match == .code)
    #expect(throws: PlaceNameError.self) { try gazetteer.find(PlaceName("mho")) }
  }

  @Test("every beginning of a file is an error that names it, and never a crash")
  func cut() throws {
    let bytes = GazetteerBuilder.small.bytes()
    for count in 0..<bytes.count {
      try folder.write(Array(bytes[..<count]), to: "cut")
      #expect(throws: GazetteerError.self, "\(count) bytes") { try ask(folder("cut")) }
    }
  }

  @Test("every byte that is changed is found, in the header, a directory, a table or a block")
  func changed() throws {
    let bytes = GazetteerBuilder.small.bytes()
    // What nobody reads: the credits.
    let credits = 256..<(256 + 7)
    for place in bytes.indices where !credits.contains(place) {
      var changed = bytes
      changed[place] ^= 0x5A
      try folder.write(changed, to: "changed")
      #expect(throws: GazetteerError.self, "byte \(place)") { try ask(folder("changed")) }
    }
  }

  @Test("a file of another version, another kind of file, a folder and none at all are distinguished")
  func foreign() throws {
    var bytes = GazetteerBuilder.small.bytes()
    bytes[8] = 2
    try folder.write(bytes, to: "newer")
    #expect(throws: GazetteerError.otherVersion(folder("newer"), version: 2)) {
      try Gazetteer(path: folder("newer"))
    }
    try folder.write(Array("{\"catalog\":{}}".utf8), to: "json")
    #expect(throws: GazetteerError.notAGazetteer(folder("json"))) { try Gazetteer(path: folder("json")) }
    try folder.write([], to: "empty")
    #expect(throws: GazetteerError.notAGazetteer(folder("empty"))) { try Gazetteer(path: folder("empty")) }
    try folder.makeFolder("folder")
    #expect(throws: GazetteerError.notAGazetteer(folder("folder"))) { try Gazetteer(path: folder("folder")) }
    #expect(throws: GazetteerError.missing(folder("none"))) { try Gazetteer(path: folder("none")) }
  }

  @Test(
    "a file whose checksums are right and whose contents are not is an error or an answer, and never a crash"
  )
  func hostile() throws {
    var random = SeededGenerator(seed: 20)
    var errors = 0
    for _ in 0..<400 {
      try folder.write(HostileGazetteer.bytes(using: &random), to: "hostile")
      do {
        try ask(folder("hostile"))
      } catch is GazetteerError {
        errors += 1
      }
    }
    #expect(errors > 100)
  }

  @Test(
    "places outside of the world, numbers of nothing, and blocks that unpack to more than they say are errors"
  )
  func impossible() throws {
    var builder = GazetteerBuilder.small
    builder.places[0].region = 99
    // A region that is not there is no country's.
    let gazetteer = try Gazetteer(path: builder.write(to: folder))
    #expect(try gazetteer.find(PlaceName("캣포드")).place.country == nil)
    builder = .small
    builder.places[0].latitude = 91
    #expect(throws: (any Error).self) { try ask(builder.write(to: folder)) }
    builder = .small
    builder.countries = ["nonsense"]
    #expect(throws: (any Error).self) { try ask(builder.write(to: folder)) }
  }
}
