import Testing

@testable import CatalogKit
@testable import catalog

@Suite("NearTable and NearJSON")
struct NearTableTests {
  @Test(
    "a distance stands in the unit that suits it",
    arguments: [
      (0, "0 m"), (0.4, "0 m"), (38.2, "38 m"), (999.4, "999 m"), (999.6, "1.0 km"), (1000, "1.0 km"),
      (1234, "1.2 km"), (99_940, "99.9 km"), (99_960, "100 km"), (8_296_123, "8296 km"),
      (20_003_931.46, "20004 km"),
    ] as [(Double, String)]
  )
  func distance(_ metres: Double, _ text: String) {
    #expect(NearTable.distance(metres) == text)
  }

  @Test(
    "a bearing is whole degrees below 360",
    arguments: [(0, "0°"), (0.4, "0°"), (12.5, "13°"), (359.4, "359°"), (359.7, "0°")] as [(Double, String)]
  )
  func bearing(_ degrees: Double, _ text: String) {
    #expect(NearTable.bearing(degrees) == text)
  }

  private func row(_ distance: Double, _ bearing: Double, _ path: String, taken: Int? = nil) throws -> NearRow
  {
    var photo = try SyntheticIndex.photo(path, 1, 2)
    let day = try #require(CalendarDate(year: 2024, month: 11, day: 23))
    photo.taken = taken.flatMap { LocalTime(date: day, secondOfDay: $0) }
    return NearRow(NearQuery.Hit(distance: distance, bearing: bearing, photo: photo), path: photo.path)
  }

  @Test("columns line up, numbers to the right, and a photo without a date has a hyphen")
  func table() throws {
    let rows = [try row(7.6, 208, "a.jpg", taken: 63_600), try row(1_234, 5.2, "골목 \u{1B}[2J.jpg")]
    #expect(
      String(decoding: NearTable.render(rows), as: UTF8.self) == """
        DISTANCE  BEARING  TAKEN             PATH
             8 m     208°  2024-11-23 17:40  a.jpg
          1.2 km       5°  -                 골목 \\u{1B}[2J.jpg

        """
    )
  }

  @Test("no rows are no table, and an empty array")
  func empty() {
    #expect(NearTable.render([]).isEmpty)
    #expect(NearJSON.render([]) == Array("[]\n".utf8))
  }

  @Test("distance and bearing stand before the photo's fields, and a bearing that rounds to a full turn is 0")
  func json() throws {
    let text = String(
      decoding: NearJSON.render([try row(12.34567, 359.99999, "a.jpg"), try row(20, 90, "b.jpg")]),
      as: UTF8.self
    )
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix(#"{"distance":12.346,"bearing":0,"geohash":""#))
    #expect(lines[1].contains(#""path":"a.jpg""#))
    #expect(lines[1].hasSuffix("},"))
    #expect(lines[2].hasPrefix(#"{"distance":20,"bearing":90,"#))
  }
}
