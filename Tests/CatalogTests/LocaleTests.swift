import Testing

@testable import CatalogKit
@testable import TestSupport

/// Numbers with commas, the Turkish i, Arabic digits, a day more or less: none of it reaches what the program writes.
@Suite("The same bytes under every locale and time zone")
struct LocaleTests {
  static let places: [[String: String]] =
    ["C", "de_DE.UTF-8", "ar_EG.UTF-8", "tr_TR.UTF-8", "ko_KR.UTF-8", "fa_IR.UTF-8"].map {
      ["LC_ALL": $0, "LANG": $0, "LANGUAGE": String($0.prefix(2)), "TZ": "UTC"]
    }
    + ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", ":nonsense"].map {
      ["LC_ALL": "C", "TZ": $0]
    }
    + [["LC_ALL": "ar_EG.UTF-8", "TZ": "Pacific/Kiritimati"]]

  static let lines = [
    "near 37.5665 126.978 --radius 20000km", "near 37.5665 126.978 --radius 20000km --format json",
    "near 0 0 --radius 5km", "near 91 0", "near 1,5 2", "status", "status --format json", "status --problems",
    "export json", "export html", "--help", "near --help", "", "NEAR", "İ", "scan nope",
  ]

  let fixture: ProgramFixture

  init() throws {
    fixture = try ProgramFixture()
    // Numbers of every kind, names with an i of every kind.
    let names = ["photos/IMG_I.jpg", "photos/ımg_i.jpg", "photos/İMG.jpg", "photos/고양이.jpg"]
    for (number, name) in names.enumerated() {
      let photo = SamplePhoto.at(37.5, 126 + Double(number) / 8, taken: "2024:12:31 23:59:59")
      try fixture.folder.write(photo, to: name)
    }
    try fixture.folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    #expect(try fixture.catalog("scan", "photos").status == 1)
  }

  @Test("answers, exports, errors and help", arguments: lines)
  func answers(_ line: String) throws {
    var expected: ProcessResult?
    for place in Self.places {
      var catalog = fixture.catalog
      catalog.environment = ["PATH": "/usr/bin:/bin"].merging(place) { $1 }
      let result = try catalog.run(line.split(separator: " ").map { Array($0.utf8) })
      let first = expected ?? result
      #expect(result.output == first.output, "\(place)")
      #expect(result.errors == first.errors, "\(place)")
      #expect(result.status == first.status, "\(place)")
      expected = first
    }
  }

  @Test("scans: but for the moment of writing, every index is the same")
  func scans() throws {
    var expected: String?
    for place in Self.places {
      var catalog = fixture.catalog
      catalog.environment = place
      let result = try catalog("scan", "photos", "--full", "--index", "other.json")
      #expect(result.status == (expected == nil ? 1 : 0))
      let index = String(decoding: try fixture.folder.read("other.json"), as: UTF8.self)
      // Head and summary hold the time of writing and the checksum.
      let photos = index.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
      #expect(photos.contains("\"taken\":\"2024-12-31T23:59:59\""))
      #expect(photos == expected ?? photos, "\(place)")
      expected = photos
    }
  }
}
