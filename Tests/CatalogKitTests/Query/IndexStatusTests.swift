import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexStatus")
struct IndexStatusTests {
  private let folder: SidecarFolder

  init() throws {
    folder = try SidecarFolder()
  }

  private func status(_ photos: [Photo]) throws -> IndexStatus {
    try IndexStatus(try folder.writeIndex(photos))
  }

  private func photo(_ name: String, _ change: (inout Photo) throws -> Void) rethrows -> Photo {
    var photo = Photo(
      path: FilePathBytes(name),
      size: 1,
      modified: Timestamp(seconds: 1_700_000_000, nanoseconds: 0)
    )
    photo.problem = PhotoProblem("no position", isUnreadable: false)
    try change(&photo)
    if photo.position != nil { photo.problem = nil }
    return photo
  }

  private func photos(at places: [(Double, Double)]) throws -> [Photo] {
    try places.enumerated().map { index, place in
      try photo("photos/\(index).jpg") { photo in
        let coordinate = try Coordinate(latitude: place.0, longitude: place.1)
        photo.position = Position(coordinate, source: .exif)
      }
    }
  }

  @Test("years and dates are those of all photos, in any order, of many years and of dates known by half")
  func manyDates() throws {
    var random = SeededGenerator(seed: 20)
    for _ in 0..<20 {
      var photos: [Photo] = []
      var (years, first, last): ([Int: Int], Int, Int) = ([:], .max, .min)
      for number in 0..<120 {
        let year = Int.random(in: 1950...2026, using: &random)
        let precision: LocalTime.Precision = [.year, .month, .day, .second][number % 4]
        let month = Int.random(in: 1...12, using: &random)
        let date = try #require(CalendarDate(year: year, month: month, day: 7))
        let second = Int.random(in: 0..<86400, using: &random)
        let taken = try #require(LocalTime(date: date, secondOfDay: second, precision: precision))
        photos.append(photo("\(number).jpg") { $0.taken = taken })
        years[year, default: 0] += 1
        let day = taken.truncated(to: .day).seconds
        (first, last) = (min(first, day.lowerBound), max(last, day.upperBound))
      }
      let status = try status(photos)
      #expect(status.years == years)
      #expect(status.dates?.first.seconds.lowerBound == first)
      #expect(status.dates?.last.seconds.upperBound == last)
    }
  }

  @Test("An empty index counts nothing")
  func empty() throws {
    let status = try status([])
    #expect(status.photos == 0)
    #expect(status.located == 0)
    #expect(status.unreadable == 0)
    #expect(status.formats.isEmpty && status.cameras.isEmpty && status.years.isEmpty)
    #expect(status.sources.isEmpty && status.problems.isEmpty)
    #expect(status.latitudes == nil)
    #expect(status.longitudeEdges == nil)
    #expect(status.dates == nil)
  }

  @Test("Photos count once each: located, without a position, unreadable")
  func photos() throws {
    let unreadable = photo("broken.jpg") {
      $0.problem = PhotoProblem("the file is empty", isUnreadable: true)
    }
    let status = try status(photos(at: [(1, 2), (3, 4)]) + [photo("none.jpg") { _ in }, unreadable])
    #expect(status.photos == 4)
    #expect(status.located == 2)
    #expect(status.unreadable == 1)
  }

  @Test("Formats count by name, and a photo of unknown format in none")
  func formats() throws {
    let formats: [PhotoFormat?] = [.jpeg, .heic, .jpeg, .jpegXL, .bigTIFF, nil]
    let photos = formats.enumerated().map { index, format in
      photo("\(index).jpg") { $0.format = format }
    }
    #expect(try status(photos).formats == ["jpeg": 2, "heic": 1, "jxl": 1, "bigtiff": 1])
  }

  @Test(
    "A camera is maker and model, the maker not said twice",
    arguments: [
      ("Apple", "iPhone 13 mini", "Apple iPhone 13 mini"), ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
      ("NIKON", "Nikon D70", "Nikon D70"), ("NIKON CORPORATION", "NIKON D70", "NIKON CORPORATION NIKON D70"),
      (nil, "Bone", "Bone"), ("Cat", nil, "Cat"), (nil, nil, nil),
    ] as [(String?, String?, String?)]
  )
  func camera(make: String?, model: String?, camera: String?) throws {
    let photo = photo("1.jpg") { photo in
      photo.make = make
      photo.model = model
    }
    #expect(photo.camera == camera)
    #expect(try status([photo, photo]).cameras == (camera.map { [$0: 2] } ?? [:]))
  }

  @Test("Years and days are those of the camera's clock")
  func days() throws {
    let days = [(2019, 12, 31), (2024, 2, 29), (2024, 5, 6)]
    var photos = try days.enumerated().map { index, day in
      let date = try #require(CalendarDate(year: day.0, month: day.1, day: day.2))
      return photo("\(index).jpg") { $0.taken = LocalTime(date: date, secondOfDay: 0) }
    }
    photos.append(photo("none.jpg") { _ in })
    let status = try status(photos)
    #expect(status.years == [2019: 1, 2024: 2])
    #expect(status.dates.map { "\($0.first) \($0.last)" } == "2019-12-31 2024-05-06")
  }

  @Test(
    "First and last date are no more precise than what is known",
    arguments: [
      (["1987", "2024-05-06"], "1987 2024-05-06"), (["1987-01-01", "1987"], "1987-01-01 1987"),
      (["1987-06", "1987-06-30", "1987-06-01"], "1987-06-01 1987-06-30"), (["1987-06", "1987"], "1987 1987"),
      (["2024-05-06T23:59:59.5+09:00", "2024-05-06T01:00"], "2024-05-06 2024-05-06"),
    ]
  )
  func partialDates(taken: [String], expected: String) throws {
    let photos = taken.enumerated().map { index, text in
      photo("\(index).jpg") { $0.taken = LenientDateText.read(text.utf8, offsetSource: .exif) }
    }
    for photos in [photos, photos.reversed()] {
      #expect(try status(photos).dates.map { "\($0.first) \($0.last)" } == expected)
    }
  }

  @Test("When a file was changed is a year, but none in which its photo was taken")
  func modified() throws {
    let photos = ["1987", "2024"].map { text in
      photo("\(text).jpg") {
        $0.taken = LenientDateText.read(text.utf8, offsetSource: .exif)
        $0.takenSource = text == "2024" ? .modified : .original
      }
    }
    let status = try status(photos)
    #expect(status.years == [1987: 1, 2024: 1])
    #expect(status.dates.map { "\($0.first) \($0.last)" } == "1987 1987")
  }

  @Test("Positions count by source, and one that a person wrote into the index in none")
  func sources() throws {
    let sources: [Position.Source?] = [.exif, .exif, .sidecar, .xmp, .takeout, .video, nil]
    var photos = try photos(at: sources.map { _ in (1, 2) })
    for (index, source) in sources.enumerated() { photos[index].position?.source = source }
    let status = try status(photos)
    #expect(status.located == 7)
    #expect(status.sources == ["exif": 2, "sidecar": 1, "xmp": 1, "takeout": 1, "video": 1])
  }

  @Test(
    "A kind of problem is its reason without the numbers",
    arguments: [
      ("no position", "no position"), ("the file is cut off at byte 512", "the file is cut off at byte …"),
      ("latitude 91.5 out of range", "latitude … out of range"),
      ("longitude -200.000000001 out of range", "longitude … out of range"),
      ("more than 64 directories", "more than … directories"), ("", ""), ("7", "…"),
      ("IMG_0001.jpg.xmp: the file is empty", "a sidecar (.xmp): the file is empty"),
    ]
  )
  func kind(reason: String, kind: String) throws {
    #expect(IndexStatus.kind(of: reason) == kind)
    // Counted from lines, where most are known by their bytes, it is the same.
    let photos = ["a", "b"].map { name in
      photo("\(name).jpg") { $0.problem = PhotoProblem(reason, isUnreadable: false) }
    }
    #expect(try status(photos).problems == [kind: 2])
  }

  @Test("Problems that differ in a number are one kind")
  func problems() throws {
    let photos = [40, 512, 7].map { byte in
      photo("\(byte).jpg") {
        $0.problem = PhotoProblem("the file is cut off at byte \(byte)", isUnreadable: true)
      }
    }
    let status = try status(photos + [photo("none.jpg") { _ in }])
    #expect(status.problems == ["the file is cut off at byte …": 3, "no position": 1])
    #expect(status.unreadable == 3)
  }

  @Test("Photos with a problem are handed over, others are not")
  func handedOver() throws {
    var names: [String] = []
    let index = try folder.writeIndex(try photos(at: [(1, 2)]) + [photo("none.jpg") { _ in }])
    _ = try IndexStatus(index) { names.append(try $0.writtenPath().lossyText) }
    #expect(names == ["none.jpg"])
  }

  @Test(
    "The area is the shortest stretch of longitudes, over the date line where that is shorter",
    arguments: [
      ([(10, 20)], 20, 20), ([(10, 20), (-5, -30)], -30, 20), ([(0, 179), (1, -178)], 179, -178),
      ([(0, 170), (1, 175), (2, -170), (3, -160)], 170, -160), ([(0, -180), (0, 180)], 180, -180),
      ([(0, -90), (0, 0), (0, 89)], -90, 89), ([(0, 10.25), (0, 10.75)], 10.25, 10.75),
      ([(0, 179.5), (0, 180), (0, -180), (0, -179.5)], 179.5, -179.5),
    ] as [([(Double, Double)], Double, Double)]
  )
  func longitudes(places: [(Double, Double)], west: Double, east: Double) throws {
    let status = try status(try photos(at: places))
    let edges = try #require(status.longitudeEdges)
    #expect(edges.west == west)
    #expect(edges.east == east)
    #expect(status.latitudes?.lowerBound == places.map(\.0).min())
    #expect(status.latitudes?.upperBound == places.map(\.0).max())
  }
}
