import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog tags")
struct TagsCommandTests {
  let catalog: CommandFixture

  /// Nabi is seen in two places on six days, once with Miso and once shortly after Dubu was there.
  init() throws {
    var photos: [Photo] = []
    let add = { (name: String, metres: Double, day: Int, hour: Double, tags: [String]) in
      var photo = try SyntheticIndex.photo("photos/\(name).jpg", 0, metres / 111319.49079327358)
      let date = try #require(CalendarDate(year: 2024, month: 5, day: day))
      photo.taken = LocalTime(date: date, secondOfDay: Int(hour * 3600))
      photo.tags = tags
      photos.append(photo)
    }
    for (number, day) in [1, 2, 3].enumerated() {
      try add("a\(number)", Double(number) * 10, day, 18, ["cats/Nabi"])
    }
    for (number, day) in [13, 14, 15, 16].enumerated() {
      try add("b\(number)", 500 + Double(number), day, 6, ["cats/Nabi"])
    }
    photos[1].tags.append("cats/Miso")
    try add("dubu", 30, 1, 18.5, ["cats/Dubu"])
    try add("late", 30, 1, 20, ["cats/Kkami"])
    var undated = try SyntheticIndex.photo("photos/undated.jpg")
    undated.tags = ["cats/Nabi"]
    catalog = try CommandFixture(photos + [undated])
  }

  @Test("all tags with their photos, dates, centre and range, most photos first")
  func table() throws {
    let lines = try catalog("tags").lines
    #expect(
      lines[0].split(separator: " ").map(String.init) == [
        "NAME", "PHOTOS", "FIRST", "LAST", "CENTRE", "RANGE",
      ]
    )
    #expect(lines[1].hasPrefix("cats/Nabi        8  2024-05-01  2024-05-16  0, 0.0026"))
    #expect(lines[1].hasSuffix("0 ha?"))
    #expect(
      lines.dropFirst(2).map { $0.split(separator: " ")[0] } == ["cats/Dubu", "cats/Kkami", "cats/Miso"]
    )
    #expect(try catalog("tags", "--until", "2024-05-02").lines[1].contains("cats/Nabi        2"))
    let csv = try catalog("tags", "--format", "csv").text
    #expect(
      csv.hasPrefix(
        "tag,photos,first,last,latitude,longitude,rangeHectares\r\ncats/Nabi,8,2024-05-01T18:00:00,"
      )
    )
    let json =
      try JSONSerialization.jsonObject(with: Data(catalog("tags", "--format", "json").output))
      as? [[String: Any]]
    #expect(json?.count == 4 && json?[1]["noRange"] as? String == "1 of at least 5 places")
  }

  @Test("one tag: its photos in time with gaps, hours, places and companions")
  func story() throws {
    let text = try catalog("tags", "Nabi").text
    for words in [
      "tag          cats/Nabi", "photos       8, 2024-05-01 to 2024-05-16, not seen for ",
      "longest gap  10 days",
      "6-7 h (4), 18-19 h (3)", "places       0, 0.00451: 4 photos, 2024-05-13 to 2024-05-16",
      "0, 0.00009: 3 photos, 2024-05-01 to 2024-05-03", "seen with    cats/Dubu (1), cats/Miso (1)",
      "2024-05-13 06:00  10 days", "-                                 -          -  photos/undated.jpg",
    ] { #expect(text.contains(words), "\(words)\n\(text)") }
    #expect(!text.contains("Kkami"))
    let json =
      try JSONSerialization.jsonObject(with: Data(catalog("tags", "cats/Nabi", "-f", "json").output))
      as? [String: Any]
    #expect((json?["sightings"] as? [Any])?.count == 8 && (json?["places"] as? [Any])?.count == 2)
    let geojson =
      try JSONSerialization.jsonObject(with: Data(catalog("tags", "Nabi", "-f", "geojson").output))
      as? [String: Any]
    let kinds = (geojson?["features"] as? [[String: Any]])?.compactMap {
      ($0["properties"] as? [String: Any])?["kind"] as? String
    }
    #expect(kinds == ["range95", "range100", "place", "place", "track"])
    #expect(try catalog("tags", "Nabi", "-f", "csv").text.split(separator: "\r\n").count == 9)
  }

  @Test("a tag that no photo has is 66, with one that is close")
  func unknown() throws {
    let run = try catalog("tags", "Nabj")
    #expect(run.status == 66 && run.words.contains("Did you mean nabi?"))
    #expect(try catalog("tags", "a|b").status == 64)
    let none = try CommandFixture([try SyntheticIndex.photo("a.jpg")])
    #expect(try none("tags").words.contains("catalog tag cats/Nabi PHOTO") && none("tags").status == 0)
    #expect(try none("tags", "--format", "json").text == "[]\n")
  }
}
