import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// The table that a later start reads instead of the index.
@Suite("Kept table")
struct KeptTableTests {
  private static let photos = (0..<40).map { (number: Int) -> TestPhoto in
    let tags: [String] = number % 3 == 0 ? ["cats/Nabi", "고양이\(number)"] : []
    let day = number % 9 + 10
    return TestPhoto(
      name: "\(number).jpg",
      latitude: Double(number * 7 % 50) + 0.123456789,
      longitude: Double(number * 31 % 300) - 150,
      taken: "2024:11:\(day) 08:00:00",
      tags: tags
    )
  }

  private struct Kept {
    let fixture: ServerFixture
    let folder: StateFolder
    let secret: ServerSecret
    let snapshot: IndexSnapshot
    let table: LevelTable

    init() throws {
      fixture = try ServerFixture(photos)
      folder = try StateFolder(path: fixture.folder(".catalog"))
      secret = try ServerSecret(in: folder)
      snapshot = try IndexSnapshot(path: fixture.folder("catalog.json"))
      var exact = try ExactTable(snapshot, fixture.server.numbers.known(), PhotoIDMaker(secret))
      exact.number([], PhotoIDMaker(secret))
      table = exact.table
      try KeptTable.write(table, in: folder, secret, of: snapshot, last: 40)
    }

    func read() -> LevelTable? { KeptTable.read(in: folder, secret, of: snapshot, last: 40) }
  }

  /// All that a table says, as text.
  private static func text(_ table: LevelTable) -> String {
    table.rows.indices.map { row in
      "\(table.rows[row]) \(table.lines[row]) \(String(describing: table.coordinate(row))) \(table.tags.tags(of: row)) \(table.byTime.newestFirst[row])"
    }.joined(separator: "\n") + "\(table.cameras) \(table.tags.names) \(table.tags.rows) \(table.level)"
  }

  @Test("a table comes back as it was")
  func roundTrip() throws {
    let kept = try Kept()
    let again = try #require(kept.read())
    #expect(Self.text(again) == Self.text(kept.table))
    for row in kept.table.rows.indices { #expect(again.row(of: kept.table.rows[row].photoID) == row) }
  }

  @Test("a table of another index, other numbers or another secret is none")
  func others() throws {
    let kept = try Kept()
    #expect(KeptTable.read(in: kept.folder, kept.secret, of: kept.snapshot, last: 41) == nil)
    let other = ServerSecret(bytes: Array(0..<32))
    #expect(KeptTable.read(in: kept.folder, other, of: kept.snapshot, last: 40) == nil)
    let bytes = try kept.fixture.folder.read("catalog.json")
    try kept.fixture.folder.write(bytes, to: "copy.json")
    let copy = try IndexSnapshot(path: kept.fixture.folder("copy.json"))
    #expect(KeptTable.read(in: kept.folder, kept.secret, of: copy, last: 40) == nil)
    #expect(kept.read() != nil)
  }

  @Test("a table that is cut off, longer or changed anywhere is none")
  func damaged() throws {
    let kept = try Kept()
    let good = try kept.fixture.folder.read(".catalog/table")
    #expect(good.count > 2000)
    for count in stride(from: 0, to: good.count, by: 37) {
      try kept.fixture.folder.write(Array(good.prefix(count)), to: ".catalog/table")
      #expect(kept.read() == nil, "cut off at \(count)")
      var changed = good
      changed[count] ^= 0x40
      try kept.fixture.folder.write(changed, to: ".catalog/table")
      #expect(kept.read() == nil, "changed at \(count)")
    }
    try kept.fixture.folder.write(good + [0], to: ".catalog/table")
    #expect(kept.read() == nil)
    try kept.fixture.folder.write(good, to: ".catalog/table")
    #expect(kept.read() != nil)
  }

  @Test("a server that starts again answers from it, and reads the index once that changes")
  func restart() async throws {
    let kept = try Kept()
    // Without its tags, so that its answers show where they come from.
    let table = LevelTable(
      .exact,
      kept.table.rows,
      kept.table.lines,
      kept.table.places.places,
      TagLists(starts: [UInt32](repeating: 0, count: kept.table.rows.count + 1), numbers: []),
      tagNames: [],
      cameras: kept.table.cameras
    )
    try KeptTable.write(table, in: kept.folder, kept.secret, of: kept.snapshot, last: 40)
    let lines = try SettingsLine([], in: kept.fixture.folder.path)
    let server = try ServerApplication(
      ServerSettings(lines.values, in: kept.fixture.folder.path),
      clock: kept.fixture.clock.clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    let headers = kept.fixture.headers(of: .keeper)
    func tags() async throws -> String {
      try await server.application().test(.router) { client in
        try await client.execute(uri: "/api/v1/tags", method: .get, headers: headers).text
      }
    }
    server.library.refresh()
    #expect(try await tags() == "{\"tags\":[]}")
    try kept.fixture.folder.remove("photos/1.jpg")
    try ServerFixture.scan(kept.fixture.folder)
    server.library.refresh()
    #expect(try await tags().contains("cats/Nabi"))
    let catalogue = try #require(server.library.catalogue)
    #expect(catalogue.count == 39)
    // Photos have the ids that they had.
    let ids = try #require(
      catalogue.view(for: Viewer(Session(role: .keeper, made: 0), token: "", members: .exact))
    )
    .table.rows.map(\.photoID)
    #expect(Set(ids).isSubset(of: kept.table.rows.map(\.photoID)))
  }
}
