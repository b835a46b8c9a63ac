import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What photos can be chosen by: the counts that are told, and that choosing gives just as many.
@Suite("Facets")
struct FacetTests {
  private static let cameras = ["iPhone 13", "iPhone 13 Pro", "X-T5"]
  private static let tags = ["cats/Nabi", "cats/Miso", "people/Anna"]

  /// Photos over five years, at all hours, before 1970 too; each seventh one only with its year.
  private static let photos = (0..<420).map { (number: Int) -> TestPhoto in
    TestPhoto(
      name: "\(number).jpg",
      latitude: Double(number % 21) * 3 - 30,
      longitude: Double(number % 23) * 15 - 170,
      taken: String(
        format: "%04d:%02d:%02d %02d:20:05",
        year(number),
        month(number),
        day(number),
        hour(number)
      ),
      tags: number % 4 == 3 ? [] : [tags[number % 4]]
    )
  }
  private static func year(_ number: Int) -> Int { [1968, 2020, 2021, 2023, 2024][number % 5] }
  private static func month(_ number: Int) -> Int { 1 + number % 12 }
  private static func day(_ number: Int) -> Int { 1 + number % 28 }
  private static func hour(_ number: Int) -> Int { number * 5 % 24 }

  /// A table with stars and cameras, which the fixture's photos have not.
  private static func table() throws -> LevelTable {
    let drafts = try (0..<420).map { number in
      let day = try #require(CalendarDate(year: year(number), month: month(number), day: day(number)))
      let isYear = number % 7 == 0
      let start = try #require(LocalTime(date: day, precision: isYear ? .year : .day)).seconds.lowerBound
      return LevelTable.Draft(
        row: LevelTable.Row(
          number: PhotoNumber(number + 1),
          id: UInt64(number) << 40,
          start: isYear ? start : start + hour(number) * 3600 + 59,
          file: 0,
          length: isYear ? 365 * 86400 : 1,
          rating: Int8(number % 7 - 1)
        ),
        line: LevelTable.Line(offset: 0, count: 0, camera: UInt32(number % 4)),
        place: nil,
        tags: []
      )
    }
    let names = [nil] + cameras.map { Optional($0) }
    return LevelTable(
      .exact,
      drafts,
      tagNames: [],
      cameras: names.map { LevelTable.Camera(make: $0 == nil ? nil : "Apple", model: $0) }
    )
  }

  private static func count(_ condition: (Int) -> Bool) -> Int { (0..<420).count { condition($0) } }

  @Test("months, hours, cameras and stars are counted, each as often as a filter finds it")
  func counts() throws {
    let table = try Self.table()
    let facets = table.facets
    #expect(facets.months.map(\.value) == facets.months.map(\.value).sorted())
    for month in facets.months {
      #expect(
        month.photos
          == Self.count {
            Self.year($0) * 12 + ($0 % 7 == 0 ? 0 : Self.month($0) - 1) == month.value
          }
      )
    }
    #expect(facets.months.reduce(0) { $0 + $1.photos } == 420)
    for hour in 0..<24 {
      let expected = Self.count { $0 % 7 != 0 && Self.hour($0) == hour }
      #expect(facets.hours[hour] == expected)
      #expect(Self.found(table) { $0.hours = RowFilter.DayHours(first: hour, last: hour) } == expected)
    }
    #expect(
      Self.found(table) { $0.hours = RowFilter.DayHours(first: 22, last: 4) }
        == Self.count { $0 % 7 != 0 && (Self.hour($0) >= 22 || Self.hour($0) <= 4) }
    )
    #expect(facets.ratings.map(\.value) == [5, 4, 3, 2, 1])
    for stars in 1...5 {
      #expect(facets.ratings[5 - stars].photos == Self.count { $0 % 7 - 1 == stars })
      #expect(Self.found(table) { $0.rating = Int8(stars) } == Self.count { $0 % 7 - 1 >= stars })
    }
    #expect(facets.cameras.map(\.value) == ["Apple X-T5", "Apple iPhone 13", "Apple iPhone 13 Pro"])
    #expect(facets.cameras.map(\.photos) == [105, 105, 105])
    for day in [(1, 1), (2, 14), (12, 24), (2, 29)] {
      #expect(
        Self.found(table) { $0.dayOfYear = RowFilter.DayOfYear(month: day.0, day: day.1) }
          == Self.count { $0 % 7 != 0 && Self.month($0) == day.0 && Self.day($0) == day.1 }
      )
    }
  }

  private static func found(_ table: LevelTable, _ choose: (inout RowFilter) -> Void) -> Int {
    var filter = RowFilter()
    choose(&filter)
    #expect(!filter.isEmpty)
    return table.rows.indices.count { filter.matches($0, of: table) }
  }

  @Test("a camera in quotes is that one, without them all whose name has the text")
  func cameras() async throws {
    let table = try Self.table()
    func found(_ text: String) throws -> Int {
      let filter = try RowFilter(try QueryItems("camera=\(text)"), of: table)
      return table.rows.indices.count { filter.matches($0, of: table) }
    }
    #expect(try found("%22Apple%20iPhone%2013%22") == 105)
    #expect(try found("iphone%2013") == 210)
    #expect(try found("%22Apple%22") == 0)
  }

  @Test("the counts are told, at the coarse level without hours, cameras and stars")
  func answers() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse", "--public-tags", "cats"])
    for asker in [ServerFixture.Asker.keeper, .visitor] {
      let answer = try await fixture.ask("/api/v1/facets", as: asker)
      let months = try #require(try answer.member("months") as? [[String: Any]])
      #expect(months.compactMap { $0["photos"] as? Int }.reduce(0, +) == 420)
      #expect(months.first?["month"] as? String == "1968-01")
      for month in months.prefix(5) {
        let text = try #require(month["month"] as? String)
        let listed = try await fixture.photos(
          "/api/v1/photos?limit=1000&since=\(text)&until=\(text)",
          as: asker
        )
        #expect(listed.count == month["photos"] as? Int)
      }
      let hours = try #require(try answer.member("hours") as? [Int])
      #expect(
        hours == (asker == .keeper ? (0..<24).map { hour in Self.count { Self.hour($0) == hour } } : [])
      )
      #expect(try #require(try answer.member("cameras") as? [Any]).isEmpty)
      #expect(try #require(try answer.member("ratings") as? [Any]).isEmpty)
      for wrong in [
        "hours=24-3", "hours=3", "hours=a-b", "hours=-1-3", "day=2-3", "day=02-30", "day=13-01", "rating=0",
        "rating=6", "rating=x", "by=month",
      ] {
        let path = wrong.hasPrefix("by") ? "map?box=-1,-1,1,1&zoom=3&" : "photos?"
        #expect(try await fixture.ask("/api/v1/\(path)\(wrong)", as: asker).status == .badRequest, "\(wrong)")
      }
    }
    for exact in ["hours=8-9", "rating=3", "camera=%22Apple%22"] {
      #expect(try await fixture.ask("/api/v1/photos?\(exact)", as: .visitor).status == .badRequest)
      #expect(try await fixture.ask("/api/v1/photos?\(exact)", as: .keeper).status == .ok)
    }
  }

  @Test("a mark's shares are its photos by year and by tag, as they are listed")
  func shares() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse", "--public-tags", "cats"])
    for asker in [ServerFixture.Asker.keeper, .visitor] {
      for zoom in [0, 4, 22] {
        for (by, filter) in [("year", ""), ("tag", ""), ("year", "&tag=cats/Nabi"), ("tag", "&since=2021")] {
          let answer = try await fixture.ask(
            "/api/v1/map?box=-90,-180,90,180&zoom=\(zoom)&by=\(by)\(filter)",
            as: asker
          )
          let marks = try #require(try answer.member("marks") as? [[String: Any]])
          var sums: [String: Int] = [:]
          for mark in marks {
            let shares = try #require(mark["shares"] as? [[String: Any]])
            for share in shares {
              sums[try #require(share[by] as? String), default: 0] += try #require(share["photos"] as? Int)
            }
            let all = shares.compactMap { $0["photos"] as? Int }.reduce(0, +)
            let photos = try #require(mark["photos"] as? Int)
            #expect(by == "year" ? all == photos : all <= photos)
          }
          for (value, sum) in sums {
            let question = by == "year" ? "&since=\(value)&until=\(value)" : "&tag=\(value)"
            let plain = by == "tag" && !filter.contains("since") ? "" : filter
            let listed = try await fixture.photos("/api/v1/photos?limit=1000\(plain)\(question)", as: asker)
            #expect(sum == listed.count, "\(value)")
          }
          // A word that is not public is in no answer to a visitor.
          #expect(by == "year" || (sums["people/Anna"] == nil) == (asker == .visitor))
        }
      }
    }
  }
}
