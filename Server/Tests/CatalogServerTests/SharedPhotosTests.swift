import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// The day's batch: as records, as a file and as the table that is made of it.
@Suite("Shared photos")
struct SharedPhotosTests {
  private static let names = ["cats/Nabi", "cats/Dubu", "people/Anna", "고양이"]

  /// More photos than a piece of the file holds; some at the same place, some at none.
  private static func exact(_ count: Int = 4000) throws -> LevelTable {
    var random = SeededGenerator(seed: 11)
    let drafts = try (0..<count).map { number in
      let place = try Coordinate(
        latitude: Double.random(in: -80...80, using: &random),
        longitude: Double.random(in: -180...180, using: &random)
      )
      let near = try Coordinate(latitude: 37.5, longitude: 127 + Double(number % 50) / 10_000)
      let start = number % 13 == 0 ? LevelTable.Row.noTime : number * 7919
      let tags: [UInt32] = number % 2 == 0 ? [UInt32(number % 4)] : number % 5 == 0 ? [3, 0] : []
      return LevelTable.Draft(
        row: LevelTable.Row(
          number: PhotoNumber(count - number),
          idRest: UInt32(number),
          id: UInt64.random(in: 0 ... .max, using: &random),
          start: start,
          file: UInt64(number),
          length: number % 13 == 0 ? 0 : 1,
          rating: 3
        ),
        line: LevelTable.Line(offset: number * 500, count: 400, camera: 1),
        place: number % 7 == 0 ? nil : PlaceTable.Place(number % 3 == 0 ? near : place),
        tags: tags
      )
    }
    let cameras = [LevelTable.Camera(make: nil, model: nil), LevelTable.Camera(make: "SONY", model: nil)]
    return LevelTable(.exact, drafts, tagNames: names, cameras: cameras)
  }

  private static func blur() throws -> Blur { try Blur(cell: Distance("1km")) }

  private static func shared(_ table: LevelTable, hidden: Set<PhotoNumber> = []) throws -> SharedPhotos {
    let now = Timestamp(seconds: 1_700_000_000, nanoseconds: 5)
    return SharedPhotos(table, try blur(), hidden: hidden, batchSecond: 77, now: now)
  }

  private static func records(_ shared: SharedPhotos) throws -> [SharedPhotos.Record] {
    var records: [SharedPhotos.Record] = []
    try shared.forEach { (record) throws(SystemError) in records.append(record) }
    return records
  }

  private struct State {
    let temporary = try? TemporaryFolder()
    let folder: StateFolder
    let secret = ServerSecret(bytes: Array(0..<32))

    init() throws {
      folder = try StateFolder(path: #require(temporary).path)
    }

    var file: URL { URL(fileURLWithPath: folder.file(SharedPhotos.fileName)) }
  }

  /// What a coarse table may hold: nothing that is exact.
  @Test("the table of a batch has cells and days, and no line, camera or star")
  func coarse() throws {
    let (exact, blur) = (try Self.exact(), try Self.blur())
    let table = try Self.shared(exact).table(now: exact, without: [], blur)
    #expect(table.rows.count == exact.rows.count && table.places.count == exact.places.count)
    #expect(table.lines.isEmpty && table.cameras.isEmpty)
    for row in table.rows.indices {
      let photo = table.rows[row]
      let place = try #require(exact.row(of: photo.photoID))
      #expect(photo.rating == 0 && table.line(row) == nil)
      #expect(photo.start == LevelTable.Row.noTime || photo.start % 86_400 == 0 && photo.length % 86_400 == 0)
      #expect(table.coordinate(row) == exact.coordinate(place).map { blur.cell(of: $0).center })
    }
    let order = zip(table.places.places, table.places.places.dropFirst())
    #expect(order.allSatisfy { $0.precedes($1) ?? true })
  }

  @Test("a batch comes back from its file as it was, and says so")
  func roundTrip() throws {
    let (exact, state) = (try Self.exact(), try State())
    let shared = try Self.shared(exact, hidden: [3, 4])
    try shared.save(in: state.folder, state.secret)
    let again = try #require(try SharedPhotos(in: state.folder, state.secret))
    #expect(again.batch == shared.batch && again.tagNames == shared.tagNames)
    let records = try Self.records(again)
    #expect(records == (try Self.records(shared)) && records.count == exact.rows.count - 2)
    #expect(try again.digest() == shared.digest())
    #expect(try Self.shared(exact, hidden: [3]).digest() != shared.digest())
    let table = try again.table(now: exact, without: [9], Self.blur())
    #expect(table.saysTheSame(as: try shared.table(now: exact, without: [9], Self.blur())))
    #expect(table.rows.count == exact.rows.count - 3)
  }

  @Test("a batch whose records come in another order, as in files of before, makes the same table")
  func otherOrder() throws {
    let (exact, blur) = (try Self.exact(), try Self.blur())
    let shared = try Self.shared(exact)
    let records = try Self.records(shared).sorted { $0.number < $1.number }
    let other = SharedPhotos(shared.batch, tagNames: shared.tagNames, count: records.count) {
      (body) throws(SystemError) in
      for record in records { try body(record) }
    }
    let table = try shared.table(now: exact, without: [], blur)
    #expect(try other.table(now: exact, without: [], blur).saysTheSame(as: table))
  }

  @Test("a place that was taken away since goes from the table, and its photo to those without one")
  func placeTakenAway() throws {
    let (exact, blur) = (try Self.exact(60), try Self.blur())
    let gone = exact.rows[10].photoID
    let drafts = exact.rows.indices.map { row in
      LevelTable.Draft(
        row: exact.rows[row],
        line: exact.lines[row],
        place: exact.rows[row].photoID == gone || row >= exact.places.count ? nil : exact.places.places[row],
        tags: Array(exact.tags.numbers(of: row))
      )
    }
    let now = LevelTable(.exact, drafts, tagNames: exact.tags.names, cameras: exact.cameras)
    let table = try Self.shared(exact).table(now: now, without: [], blur)
    let row = try #require(table.row(of: gone))
    #expect(table.coordinate(row) == nil && table.places.count == exact.places.count - 1)
    let rest = table.rows[table.places.count...].map(\.id)
    #expect(rest == rest.sorted())
    let place = try #require(now.row(of: gone))
    #expect(Set(table.tags.tags(of: row)).isSubset(of: now.tags.tags(of: place)))
  }

  @Test("a file that is cut off or changed anywhere is damaged, and says what to do")
  func damaged() throws {
    let (exact, state) = (try Self.exact(60), try State())
    try Self.shared(exact).save(in: state.folder, state.secret)
    let good = try Data(contentsOf: state.file)
    #expect(good.count > 2000)
    for place in stride(from: 0, to: good.count, by: 41) {
      var changed = good
      changed[place] ^= 0x40
      for bytes in [good.prefix(place), changed] {
        try bytes.write(to: state.file)
        let error = #expect(throws: StateError.self) { try SharedPhotos(in: state.folder, state.secret) }
        #expect("\(try #require(error))".hasSuffix("remove it: then all photos are shared anew at once"))
      }
    }
    try good.write(to: state.file)
    #expect(try SharedPhotos(in: state.folder, state.secret) != nil)
    #expect(throws: StateError.self) {
      try SharedPhotos(in: state.folder, ServerSecret(bytes: Array(1..<33)))
    }
  }

  @Test("a file whose seal fits and whose records do not is an error, not an end of the server")
  func wrongTag() throws {
    let state = try State()
    let record = SharedPhotos.Record(
      number: 1,
      center: nil,
      start: 0,
      length: 0,
      tags: [7],
      file: 0
    )
    let batch = SharedPhotos.Batch(cell: 1000, second: 0, time: Timestamp(seconds: 0, nanoseconds: 0))
    let shared = SharedPhotos(batch, tagNames: ["a"], count: 1) { (body) throws(SystemError) in
      try body(record)
    }
    try shared.save(in: state.folder, state.secret)
    let again = try #require(try SharedPhotos(in: state.folder, state.secret))
    #expect(throws: SystemError.self) { try Self.records(again) }
  }
}
