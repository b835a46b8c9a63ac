import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoOrder, limits and waiting photos")
struct PhotoOrderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func photo(_ path: String, _ year: Int?, second: Int = 0) throws -> Photo {
    var photo = try SyntheticIndex.photo(path, Double.random(in: -80...80), 1)
    photo.taken = year.flatMap { CalendarDate(year: $0, month: 1, day: 1) }.flatMap {
      LocalTime(date: $0, secondOfDay: second)
    }
    return photo
  }

  private func paths(_ order: PhotoOrder?, limit: Int? = nil) throws -> [String] {
    var selection = PhotoSelection()
    selection.order = order
    selection.limit = limit
    var paths: [String] = []
    try selection.forEachPhoto(of: IndexFile(path: folder("catalog.json"))) {
      paths.append(try $0.writtenPath().lossyText)
    }
    return paths
  }

  @Test(
    "times before and after 1970 sort, the path decides where they are the same, and the undated come last"
  )
  func taken() throws {
    let photos = [
      try photo("d", nil), try photo("c", 2024), try photo("b", 2024), try photo("e", 2024, second: 1),
      try photo("a", 1965), try photo("f", 1, second: 5),
    ]
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    #expect(try paths(PhotoOrder(by: .taken)) == ["f", "a", "b", "c", "e", "d"])
    #expect(try paths(PhotoOrder(by: .taken, isReversed: true)) == ["e", "b", "c", "a", "f", "d"])
    #expect(try paths(PhotoOrder(by: .taken), limit: 2) == ["f", "a"])
    for order in [PhotoOrder(by: .taken), PhotoOrder(by: .path), PhotoOrder(by: .path, isReversed: true)] {
      #expect(photos.sorted { order.precedes($0, $1) }.map(\.path.lossyText) == (try paths(order)))
    }
  }

  @Test("a date sorts before the dates in it, and a burst by its fractions of a second")
  func partial() throws {
    let sorted = [
      "1987", "1987-01", "1987-01-01", "1987-01-01T00:00", "1987-01-01T00:00:00", "1987-01-01T00:00:00.05",
      "1987-01-01T00:00:00.95", "1987-01-01T00:00:01", "1987-02", "1988",
    ]
    // Paths the other way round, which would decide where times are the same.
    var photos = try sorted.enumerated().map { index, text in
      var photo = try SyntheticIndex.photo("\(9 - index)", Double.random(in: -80...80), 1)
      photo.taken = LenientDateText.read(text.utf8, offsetSource: .exif)
      return photo
    }
    photos.append(try photo("undated", nil))
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    let expected = (0...9).reversed().map { "\($0)" }
    #expect(try paths(PhotoOrder(by: .taken)) == expected + ["undated"])
    #expect(try paths(PhotoOrder(by: .taken, isReversed: true)) == expected.reversed() + ["undated"])
  }

  @Test("paths sort by their bytes")
  func bytes() throws {
    try SyntheticIndex.write(try HostilePhotos.photos(), to: folder("catalog.json"))
    let sorted = HostilePhotos.paths.sorted().map(\.lossyText)
    #expect(try paths(PhotoOrder(by: .path)) == sorted)
    #expect(try paths(PhotoOrder(by: .path, isReversed: true)) == sorted.reversed())
  }

  @Test("photos that are many are put in order also where no file can be made beside the index")
  func noRoomBesideIndex() throws {
    // More than are kept in memory, in few records.
    let make = String(repeating: "x", count: 1 << 20)
    let photos = try (0..<36).map { number in
      var photo = try photo("photos/\(number % 6)\(number / 6).jpg", 2024)
      photo.make = make
      return photo
    }
    try folder.makeFolder("gone")
    try SyntheticIndex.write(photos, to: folder("gone/catalog.json"))
    let index = try IndexFile(path: folder("gone/catalog.json"))
    // Root may write into any folder but one that is not there.
    try folder.remove("gone")
    var selection = PhotoSelection()
    selection.order = PhotoOrder(by: .path)
    var paths: [FilePathBytes] = []
    try selection.forEachPhoto(of: index) { paths.append(try $0.writtenPath()) }
    #expect(paths == photos.map(\.path).sorted())
  }

  @Test("a limit takes the first of any order", arguments: [0, 1, 4, 5, 9])
  func limit(_ limit: Int) throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: folder("catalog.json"))
    for order in [nil, PhotoOrder(by: .path)] {
      #expect(try paths(order, limit: limit) == Array(try paths(order).prefix(limit)))
    }
    var selection = PhotoSelection()
    selection.limit = limit
    let lines = try JSONLinesExporter().bytes(folder("catalog.json"), selection)
    #expect(lines.filter { $0 == UInt8(ascii: "\n") }.count == min(limit, 5))
  }

  @Test("an order loses nothing of a photo, and paths can be those that open from a folder")
  func whole() throws {
    let photos = try HostilePhotos.photos() + [HostilePhotos.fullPhoto(), HostilePhotos.brokenPhoto()]
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    var selection = PhotoSelection()
    selection.order = PhotoOrder(by: .path)
    let sorted = try JSONLinesExporter().bytes(folder("catalog.json"), selection).split(separator: 0x0A)
    let plain = try JSONLinesExporter().bytes(folder("catalog.json")).split(separator: 0x0A)
    #expect(Set(sorted) == Set(plain))
    selection.paths = .openable(from: try SystemCalls.resolve(folder.path).appending(FilePathBytes("photos")))
    let paths = try PathExporter(endsWithNUL: true).bytes(folder("catalog.json"), selection)
    #expect(paths.starts(with: try SystemCalls.resolve(folder.path).bytes))
  }

  @Test("blurred photos in an order of time tell nothing of seconds")
  func blurred() throws {
    let photos = try (0..<20).map { try photo("\(20 - $0)", 2024, second: 2 * $0) }
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    var selection = PhotoSelection()
    selection.blur = try Blur(cell: Distance("1km"))
    selection.order = PhotoOrder(by: .taken)
    var paths: [String] = []
    try selection.forEachPhoto(of: IndexFile(path: folder("catalog.json"))) {
      paths.append(try $0.writtenPath().lossyText)
    }
    #expect(paths == photos.map(\.path.lossyText).sorted())
  }

  @Test("a photo of an answer is written like a line of the index, whichever way is taken")
  func lines() throws {
    for photo in try HostilePhotos.photos() + [HostilePhotos.fullPhoto(), HostilePhotos.brokenPhoto()] {
      var exported = FoundPhoto(photo)
      for distance in [nil, 12.3456, 0] {
        exported.distance = distance
        exported.bearing = distance.map { _ in 359.99999 }
        var line: [UInt8] = []
        try exported.appendLine(to: &line)
        var fields: [UInt8] = []
        try exported.appendJSON(PhotoField.allCases, to: &fields)
        #expect(line == fields)
        if distance == nil { #expect(line == photo.json) }
      }
    }
  }

  @Test("the first of an order are those of the whole order, however many are of the same time")
  func firstOfMany() throws {
    var random = SeededGenerator(seed: 11)
    let photos = try (0..<3000).map { number in
      var photo = try SyntheticIndex.photo("photos/\(number % 7)/\(number).jpg", 1, 2)
      let text = "20\(Int.random(in: 10...29, using: &random))-01-0\(Int.random(in: 1...9, using: &random))"
      photo.taken = LenientDateText.read(Array(text.utf8), offsetSource: .exif)
      return photo
    }
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    for key in PhotoOrder.Key.allCases {
      for isReversed in [false, true] {
        let order = PhotoOrder(by: key, isReversed: isReversed)
        let all = try paths(order)
        #expect(all.count == 3000)
        for limit in [1, 10, 700, 2999, 4000] {
          #expect(try paths(order, limit: limit) == Array(all.prefix(limit)))
        }
      }
    }
  }
}
