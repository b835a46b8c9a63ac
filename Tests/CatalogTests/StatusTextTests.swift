import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("StatusText and StatusJSON")
struct StatusTextTests {
  private let folder: SidecarFolder
  private let path = FilePathBytes("/home/cat/Pictures/catalog.json")
  private let header = IndexHeader(
    generator: "catalog 0.1.0",
    written: Timestamp(seconds: 1_732_383_600, nanoseconds: 5),
    scanned: [FilePathBytes("photos"), FilePathBytes("/mnt/camera")]
  )

  init() throws {
    folder = try SidecarFolder()
  }

  private func text(_ photos: [Photo], _ header: IndexHeader? = nil) throws -> String {
    StatusText.render(try IndexStatus(try folder.writeIndex(photos)), header ?? self.header, [path])
  }

  private func json(_ photos: [Photo]) throws -> [String: Any] {
    let bytes = StatusJSON.render(try IndexStatus(try folder.writeIndex(photos)), header)
    #expect(bytes.last == UInt8(ascii: "\n"))
    #expect(bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func photo(
    _ name: String,
    at place: (Double, Double)? = nil,
    camera: (String, String)? = nil,
    year: Int? = nil,
    problem: PhotoProblem? = nil
  ) throws -> Photo {
    var photo = Photo(
      path: FilePathBytes(name),
      size: 1,
      modified: Timestamp(seconds: 1_700_000_000, nanoseconds: 0)
    )
    photo.format = .jpeg
    photo.make = camera?.0
    photo.model = camera?.1
    if let year {
      let date = try #require(CalendarDate(year: year, month: 5, day: 6))
      photo.taken = LocalTime(date: date, secondOfDay: 0)
    }
    if let place {
      let coordinate = try Coordinate(latitude: place.0, longitude: place.1)
      photo.position = Position(coordinate, source: .exif)
    } else {
      photo.problem = problem ?? PhotoProblem("no position", isUnreadable: false)
    }
    return photo
  }

  private func usual() throws -> [Photo] {
    [
      try photo("a.jpg", at: (37.5665, 126.978), camera: ("Apple", "iPhone 13 mini"), year: 2024),
      try photo("b.jpg", at: (-33.8586, -151.2), camera: ("Apple", "iPhone 13 mini"), year: 2023),
      try photo("c.jpg", camera: ("Canon", "Canon EOS 5D"), year: 2024),
      try photo("d.jpg", problem: PhotoProblem("the file is cut off at byte 40", isUnreadable: true)),
    ]
  }

  // MARK: Text

  @Test("A status is a screenful of text")
  func usualText() throws {
    #expect(
      try text(usual()) == """
        /home/cat/Pictures/catalog.json
        written 2024-11-23 17:40 UTC by catalog 0.1.0

        photos     4: 2 located, 1 without a position, 1 unreadable
        folders    photos
                   /mnt/camera
        area       33.8586°S to 37.5665°N, 126.978°E to 151.2°W
        taken      2023-05-06 to 2024-05-06
        years      2 2024
                   1 2023
        formats    4 jpeg
        cameras    2 Apple iPhone 13 mini
                   1 Canon EOS 5D
        positions  2 from exif
        problems   1 no position
                   1 the file is cut off at byte …

        """
    )
  }

  @Test("The text of an empty index has counts and folders only")
  func emptyText() throws {
    #expect(
      try text([]) == """
        /home/cat/Pictures/catalog.json
        written 2024-11-23 17:40 UTC by catalog 0.1.0

        photos     0: 0 located, 0 without a position, 0 unreadable
        folders    photos
                   /mnt/camera

        """
    )
  }

  @Test("Usual content fits 80 columns, also where there is much of it")
  func columns() throws {
    var photos = try usual()
    for year in 1990..<2030 {
      let camera = ("OLYMPUS IMAGING CORP.", "E-M\(year) Mark II")
      let problem = PhotoProblem("latitude and longitude references are swapped", isUnreadable: false)
      photos.append(try photo("\(year).jpg", camera: camera, year: year, problem: problem))
    }
    for line in try text(photos).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("A long list is cut after eight lines, and says how many more there are")
  func longList() throws {
    let limit = StatusText.listLimit
    let photos = try (0..<(limit + 3)).map { try photo("\($0).jpg", year: 2000 + $0) }
    let text = try text(photos)
    #expect(text.contains("years      1 2010\n"))
    #expect(text.contains("           1 2003\n           and 3 more; --format json lists all\n"))
    #expect(!text.contains("1 2002"))
    let all = try self.text(Array(photos.prefix(limit)))
    #expect(!all.contains(" more; "))
  }

  @Test("The most come first, and of equal counts the first by name; counts line up")
  func counts() throws {
    let cameras = [("Cat", "B"), ("Cat", "A")] + Array(repeating: ("Cat", "C"), count: 10)
    let photos = try cameras.map { try photo("a.jpg", camera: $0) }
    #expect(try text(photos).contains("cameras    10 Cat C\n            1 Cat A\n            1 Cat B\n"))
  }

  @Test("Control characters of files do not reach the terminal")
  func escaped() throws {
    let photos = [
      try photo("a.jpg", camera: ("Cat\u{1B}[2J", "Bone\n\u{202E}")),
      try photo("b.jpg", problem: PhotoProblem("odd\u{7} file", isUnreadable: false)),
    ]
    var header = header
    header.generator = "cat\u{1B}]0;\u{7}"
    header.scanned = [FilePathBytes("pho\u{1B}\ntos")]
    let text = try text(photos, header)
    let harmful = text.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) }
    #expect(harmful.isEmpty)
    #expect(text.contains("Cat\\u{1B}[2J Bone\\n\\u{202E}\n"))
    #expect(text.contains("odd\\u{7} file\n"))
    #expect(!text.contains("\ntos"))
  }

  // MARK: JSON

  @Test("The JSON holds all that was counted, also what the text cuts")
  func usualJSON() throws {
    let more = try (1990..<2010).map { (year: Int) in
      try photo("\(year).jpg", camera: ("Cat", "\(year)"), year: year)
    }
    let json = try json(usual() + more)
    #expect(json["generator"] as? String == "catalog 0.1.0")
    #expect(json["written"] as? String == "\(header.written)")
    #expect(json["scanned"] as? [String] == ["photos", "/mnt/camera"])
    #expect(json["photos"] as? Int == 24)
    #expect(json["located"] as? Int == 2)
    #expect(json["unreadable"] as? Int == 1)
    let area: [String: Double] = ["south": -33.8586, "west": 126.978, "north": 37.5665, "east": -151.2]
    #expect(json["area"] as? [String: Double] == area)
    #expect(json["firstDay"] as? String == "1990-05-06")
    #expect(json["lastDay"] as? String == "2024-05-06")
    #expect((json["years"] as? [String: Int])?.count == 22)
    #expect((json["cameras"] as? [String: Int])?.count == 22)
    #expect(json["formats"] as? [String: Int] == ["jpeg": 24])
    #expect(json["positions"] as? [String: Int] == ["exif": 2])
    #expect(json["problems"] as? [String: Int] == ["no position": 21, "the file is cut off at byte …": 1])
  }

  @Test("The JSON of an empty index has all lists, empty, and no area and days")
  func emptyJSON() throws {
    let json = try json([])
    for list in ["years", "formats", "cameras", "positions", "problems"] {
      #expect(json[list] as? [String: Int] == [:], "\(list)")
    }
    #expect(json["photos"] as? Int == 0)
    #expect(json["area"] == nil)
    #expect(json["firstDay"] == nil)
    #expect(json["lastDay"] == nil)
  }

  @Test("Names from files are escaped in JSON, and come back as they were")
  func escapedJSON() throws {
    let json = try json([try photo("a.jpg", camera: ("C\"a\\t", "B\u{1B}\n"))])
    #expect(json["cameras"] as? [String: Int] == ["C\"a\\t B\u{1B}\n": 1])
  }
}
