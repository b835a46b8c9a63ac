import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("PhotoTable")
struct PhotoTableTests {
  private func photo(_ path: String, _ distance: Double? = nil, _ bearing: Double? = nil, taken: Int? = nil)
    throws
    -> FoundPhoto
  {
    var photo = try SyntheticIndex.photo(path, 1, 2)
    let day = try #require(CalendarDate(year: 2024, month: 11, day: 23))
    photo.taken = taken.flatMap { LocalTime(date: day, secondOfDay: $0) }
    var exported = FoundPhoto(photo)
    exported.distance = distance
    exported.bearing = bearing
    return exported
  }

  private let near = [PhotoField.distance, .bearing, .taken, .path]

  @Test("columns line up, numbers to the right, and what is not known is a hyphen")
  func table() throws {
    let photos = [try photo("a.jpg", 7.6, 208, taken: 63_600), try photo("골목 \u{1B}[2J.jpg", 1_234, 5.2)]
    #expect(
      try PhotoTable(near).text(photos) == """
        DISTANCE  BEARING   TAKEN             PATH
             8 m  208° SSW  2024-11-23 17:40  a.jpg
          1.2 km    5° N    -                 골목 \\u{1B}[2J.jpg

        """
    )
  }

  @Test("a time has no more than is known, and says where it is that of the file's last change")
  func partialTimes() throws {
    var photos = try ["a.jpg", "b.jpg", "c.jpg"].map { try photo($0, taken: 63_631).photo() }
    photos[0].taken = photos[0].taken?.truncated(to: .year)
    photos[1].takenSource = .modified
    #expect(
      try PhotoTable([.taken, .path]).text(photos.map { FoundPhoto($0) }) == """
        TAKEN                            PATH
        2024                             a.jpg
        2024-11-23 17:40 (file changed)  b.jpg
        2024-11-23 17:40                 c.jpg

        """
    )
  }

  @Test("no rows are no table")
  func empty() throws {
    #expect(try PhotoTable(near, width: 80).bytes([]).isEmpty)
  }

  @Test("cells are counted, not characters")
  func cells() throws {
    let photos = try ["골목.jpg", "e\u{301}.jpg", "🐈.jpg"].map { try photo($0, 1) }
    #expect(
      try PhotoTable([.path, .distance]).text(photos) == """
        PATH      DISTANCE
        골목.jpg       1 m
        e\u{301}.jpg          1 m
        🐈.jpg         1 m

        """
    )
  }

  @Test("on a terminal no line is wider than it: paths lose their middle")
  func narrow() throws {
    let photos = try [7.6, 1234].map { try photo("photos/골목/2024/a cat of the street.jpg", $0, 208) }
    for width in [45, 50, 60, 66, 67, 80] {
      let lines = try PhotoTable(near, width: width).text(photos).split(separator: "\n").map(String.init)
      #expect(lines.map { CellWidth.of($0) }.max() == min(width, 67))
      #expect(lines[1].hasSuffix("street.jpg"))
      #expect(lines[1].contains("…") == (width < 67))
    }
    #expect(try PhotoTable(near).text(photos).contains("photos/골목/2024/a cat of the street.jpg"))
  }

  @Test("however narrow a terminal is, something of the path stays")
  func tiny() throws {
    let text = try PhotoTable(near, width: 1).text([try photo("photos/miso/IMG_0042.jpg", 1, 2)])
    #expect(text.contains("pho…0042.jpg\n"))
  }

  @Test("positions have five decimals, and every field can be a column")
  func fields() throws {
    let full = FoundPhoto(try HostilePhotos.fullPhoto())
    let text = try PhotoTable([.latitude, .longitude, .altitude, .gpsTime]).text([full])
    #expect(
      text.hasPrefix(" LATITUDE  LONGITUDE  ALTITUDE  GPS TIME\n-33.85861  151.21400   -38.3 m  2016-09-28T")
    )
    for field in PhotoField.allCases {
      #expect(try PhotoTable([field]).text([full]).split(separator: "\n").count == 2)
    }
  }

  @Test(
    "a table of any length keeps little in memory: rows after the first thousand keep the widths of those"
  )
  func long() throws {
    var photos = try (0..<PhotoTable.sample).map { try photo("\($0).jpg", 1) }
    photos.append(try photo("a name that is wider than those before.jpg", 1))
    let lines = try PhotoTable([.path, .distance]).text(photos).split(separator: "\n")
    #expect(lines.count == photos.count + 1)
    #expect(lines[1] == "0.jpg         1 m")
    #expect(lines.last == "a name that is wider than those before.jpg       1 m")
  }

  @Test("lines have no blanks at their end")
  func blanks() throws {
    let photos = [try photo("a.jpg", 1, 2), try photo("b.jpg")]
    for columns in [near, [.path, .taken], [.distance, .bearing]] as [[PhotoField]] {
      #expect(try !PhotoTable(columns).text(photos).contains(" \n"))
    }
  }
}
