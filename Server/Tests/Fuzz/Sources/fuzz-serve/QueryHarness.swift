import FuzzSupport

@testable import CatalogKit
@testable import CatalogServer

/// An address with a question about photos: decoded, understood, and answered from a table of 300 photos, at the level that the first byte says.
enum QueryHarness {
  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let path = "/api/v1/photos?"
    do throws(Problem) {
      let target = try RequestTarget(path + String(decoding: bytes.dropFirst(), as: UTF8.self))
      expect(target.steps == ["api", "v1", "photos"], "the query is no part of the path")
      let items = target.query.items.map { "\(PercentText.encode($0.name))=\(PercentText.encode($0.value))" }
      let again = items.joined(separator: "&")
      expect((try? RequestTarget(path + again)) == target, "the same query, written anew")
      let table = first & 1 == 0 ? PhotoTables.exact : PhotoTables.coarse
      try ask(target.query, again, table)
      try map(target.query, zoom: Int(first / 2) % 23, table)
    } catch {
      expect(error.status == .badRequest, "what cannot be read is 400")
      expect(!error.detail.isEmpty && !error.detail.unicodeScalars.contains { $0.value < 32 }, "a sentence")
    }
  }

  private static let cursors = PhotoCursor(ServerSecret(bytes: [UInt8](repeating: 7, count: 32)))

  private static func ask(_ query: QueryItems, _ text: String, _ table: LevelTable) throws(Problem) {
    let question = try PhotoQuestion(query, of: table, cursors)
    let answer = PhotoAnswer(question, of: table)
    let rows = answer.hits.map(\.row)
    expect(rows.count <= question.limit && Set(rows).count == rows.count, "each photo once, within the limit")
    let wanted = table.rows.indices.filter { contains($0, question, table) }
    expect(answer.total == wanted.count, "\(answer.total) photos, and comparing all gives \(wanted.count)")
    expect(Set(rows).isSubset(of: wanted), "photos that were asked for")
    if question.after == nil {
      expect(rows.count == min(question.limit, wanted.count), "a full page")
      expect((answer.next == nil) == (wanted.count <= question.limit), "another page where there are more")
    }
    for (hit, next) in zip(answer.hits, answer.hits.dropFirst()) {
      expect(isOrdered(hit, next, question.order, table), "photos in their order")
    }
    guard let next = answer.next, question.after == nil, query.items.count < QueryItems.limit else { return }
    guard let sealed = try? cursors.seal(next, query, table.level, question.order) else { fail("a cursor") }
    let second = try PhotoQuestion(
      QueryItems(text + (text.isEmpty ? "" : "&") + "cursor=\(sealed)"),
      of: table,
      cursors
    )
    let more = PhotoAnswer(second, of: table)
    expect(!more.hits.isEmpty && more.hits.allSatisfy { !rows.contains($0.row) }, "another page has others")
    expect(more.total == answer.total, "the same number on each page")
    if let last = answer.hits.last, let first = more.hits.first {
      expect(isOrdered(last, first, question.order, table), "pages in their order")
    }
  }

  private static func contains(_ row: Int, _ question: PhotoQuestion, _ table: LevelTable) -> Bool {
    guard question.filter.matches(row, of: table) else { return false }
    let place = table.coordinate(row)
    switch question.area {
    case .everywhere: return true
    case .box(let box): return place.map(box.contains) ?? false
    case .around(let center, let radius):
      return place.map { Geodesic(from: center, to: $0).distance <= radius?.metres ?? .infinity } ?? false
    }
  }

  private static func isOrdered(
    _ hit: PhotoAnswer.Hit,
    _ next: PhotoAnswer.Hit,
    _ order: PhotoQuestion.Order,
    _ table: LevelTable
  ) -> Bool {
    let (one, other) = (table.rows[hit.row], table.rows[next.row])
    // Equals by id; those without a time last.
    func precedes<Value: Comparable>(_ first: Value, _ second: Value) -> Bool {
      first == second ? one.id < other.id : first < second
    }
    let never = LevelTable.Row.noTime
    return switch order {
    case .id: one.id < other.id
    case .distance: precedes(hit.geodesic?.distance ?? -1, next.geodesic?.distance ?? -1)
    case .oldest: precedes(one.start == never ? .max : one.start, other.start == never ? .max : other.start)
    case .newest: precedes(one.start == never ? .max : -one.start, other.start == never ? .max : -other.start)
    }
  }

  private static func map(_ query: QueryItems, zoom: Int, _ table: LevelTable) throws(Problem) {
    guard let text = try query.value("box") else { return }
    let filter = try RowFilter(query, of: table)
    let box = try GeoBox(query: text)
    let marks = MapMarks(box, zoom: zoom, of: table, where: filter)
    let located = table.rows.indices.filter { $0 < table.places.count && filter.matches($0, of: table) }
    let inside = located.filter { table.coordinate($0).map(box.contains) ?? false }
    expect(marks.marks.count <= MapMarks.limit, "at most so many marks")
    expect(marks.total == marks.marks.map(\.photos).reduce(0, +), "a total of all marks")
    expect(
      (inside.count...located.count).contains(marks.total),
      "the photos of the view, and no more than there are"
    )
    expect(marks.marks.allSatisfy { filter.matches($0.row, of: table) }, "marks of photos that are wanted")
  }

  static let seeds = [
    "near=37.5665,126.978&radius=500m&limit=3", "near=-33.8586,151.214&radius=1.5km&sort=-taken",
    "near=0,180&sort=id",
    "box=37.4,126.8,37.7,127.2&sort=taken&limit=2", "box=-10,170,10,-170",
    "box=-90,-180,90,180&tag=cats&tag=cats/Nabi",
    "since=2024-05&until=2024-06-03&tag=%EB%82%98%EB%B9%84", "camera=apple%20iphone&sort=id",
    "since=2024-05-03T10:30",
    "mine=true&limit=1000", "tag=a%2Fb&tag=c+d",
    "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "near=nan,1", "radius=1e9", "limit=1&limit=2", "%", "=&=", "near=90,0", "near=1,2&box=1,2,3,4",
    "until=2024년 3월",
  ].enumerated().map { [UInt8($0)] + Array($1.utf8) }
}

/// The photos that are asked about: towns, both poles, both sides of the date line, equal places, equal times, some without either.
enum PhotoTables {
  static let exact: LevelTable = {
    var state: UInt64 = 42
    func random(_ bound: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24) * bound
    }
    let towns = [
      (37.5665, 126.978), (-33.8586, 151.214), (0, 179.999), (0, -179.999), (89.99, 0), (-90, 0), (51.5, 0),
    ]
    let drafts = (0..<300).map { (number: Int) -> LevelTable.Draft in
      let town = towns[number % towns.count]
      let shift = number % 5 == 0 ? 0 : random(0.02)
      let place = try? Coordinate(
        latitude: min(90, max(-90, town.0 + shift)),
        longitude: min(180, town.1 + shift / 9)
      )
      let start =
        number % 11 == 0 ? LevelTable.Row.noTime : 1_700_000_000 + number % 40 * 86_400 + Int(random(86_400))
      let row = LevelTable.Row(
        number: PhotoNumber(number + 1),
        id: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15,
        start: start,
        file: 0,
        length: number % 3 == 0 ? 86_400 : 1
      )
      let line = LevelTable.Line(offset: 0, count: 0, camera: UInt32(number % 3))
      let tags: [UInt32] = number % 2 == 0 ? [0, UInt32(1 + number % 3)] : number % 7 == 0 ? [4] : []
      return LevelTable.Draft(
        row: row,
        line: line,
        place: number % 13 == 0 ? nil : place.map { .init($0) },
        tags: tags
      )
    }
    return LevelTable(
      .exact,
      drafts,
      tagNames: ["cats/Nabi", "cats/Miso", "cats/나비", "people/Anna", "a/b"],
      cameras: [
        .init(make: nil, model: nil), .init(make: "Apple", model: "iPhone 15"),
        .init(make: "SONY", model: nil),
      ]
    )
  }()

  static let coarse: LevelTable = {
    guard let size = try? Distance("1km"), let blur = try? Blur(cell: size) else { fail("a grid") }
    let now = Timestamp(seconds: 1_710_000_000, nanoseconds: 0)
    let shared = SharedPhotos(exact, blur, hidden: [5, 9], batchSecond: 0, now: now)
    guard let table = try? shared.table(now: exact, without: [5, 9], blur) else { fail("a coarse table") }
    return table
  }()
}
