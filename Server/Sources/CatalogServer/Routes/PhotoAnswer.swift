import CatalogKit

/// The photos that answer a question, of one page.
struct PhotoAnswer: Sendable {
  /// A photo, and how far it is from the place that was asked for.
  struct Hit: Sendable {
    let row: Int
    var geodesic: Geodesic?
  }

  let hits: [Hit]
  /// How many photos answer the question, on all pages.
  let total: Int
  /// The last photo of the page, where there are more; `nil` on the last page.
  let next: PhotoCursor.Key?

  /// - Parameters:
  ///   - question: What is asked.
  ///   - table: The photos that are asked about.
  init(_ question: PhotoQuestion, of table: LevelTable) {
    let search = PhotoSearch(question, table)
    var (hits, total) = search.run()
    // One more than the page holds tells that there is another.
    var next: PhotoCursor.Key?
    if hits.count > question.limit {
      hits.removeLast(hits.count - question.limit)
      next = hits.last.map { search.key($0) }
    }
    self.hits = hits
    self.total = total
    self.next = next
  }
}

/// One search through a table.
private struct PhotoSearch {
  private let question: PhotoQuestion
  private let table: LevelTable
  /// One more than wanted.
  private let limit: Int

  init(_ question: PhotoQuestion, _ table: LevelTable) {
    self.question = question
    self.table = table
    limit = question.limit + 1
  }

  func run() -> ([PhotoAnswer.Hit], total: Int) {
    switch (question.area, question.order) {
    case (.around(let center, let radius), .distance): byDistance(center, radius)
    case (.everywhere, .newest), (.everywhere, .oldest): inTimeOrder { _ in true }
    case (.box(let box), .newest) where isLarge(box), (.box(let box), .oldest) where isLarge(box):
      inTimeOrder { row in table.coordinate(row).map(box.contains) ?? false }
    default: sorted(candidates())
    }
  }

  /// What a photo is ordered by, as an unsigned number.
  func key(_ hit: PhotoAnswer.Hit) -> PhotoCursor.Key {
    let row = table.rows[hit.row]
    // Without a time a photo comes last in both directions.
    let time = row.start == LevelTable.Row.noTime ? nil : UInt64(bitPattern: Int64(row.start)) ^ (1 << 63)
    let value: UInt64 =
      switch question.order {
      case .newest: time.map { ~$0 } ?? .max
      case .oldest: time ?? .max
      case .distance: hit.geodesic?.distance.bitPattern ?? .max
      case .id: 0
      }
    return PhotoCursor.Key(value: value, id: row.id)
  }

  private func isAfter(_ hit: PhotoAnswer.Hit) -> Bool {
    guard let after = question.after else { return true }
    let own = key(hit)
    return own.value == after.value ? own.id > after.id : own.value > after.value
  }

  private func isWanted(_ row: Int) -> Bool { question.filter.matches(row, of: table) }

  private func byDistance(_ center: Coordinate, _ radius: Distance?) -> ([PhotoAnswer.Hit], total: Int) {
    let nearest = table.places.nearest(to: center, within: radius) { first, second in
      table.rows[first].id < table.rows[second].id
    }
    var hits: [PhotoAnswer.Hit] = []
    for found in nearest where isWanted(found.number) {
      let hit = PhotoAnswer.Hit(row: found.number, geodesic: found.geodesic)
      guard isAfter(hit) else { continue }
      hits.append(hit)
      if hits.count == limit { break }
    }
    let filter = question.filter.isEmpty ? nil : isWanted
    let total =
      radius.map { table.places.count(around: center, within: $0, where: filter) }
      ?? filter.map { (0..<table.places.count).count(where: $0) } ?? table.places.count
    return (hits, total)
  }

  /// All photos in the order of time, from where the last page ended.
  private func inTimeOrder(_ isInside: (Int) -> Bool) -> ([PhotoAnswer.Hit], total: Int) {
    let newest = table.byTime.newestFirst
    var hits: [PhotoAnswer.Hit] = []
    var total = 0
    func look(_ row: Int) {
      guard isWanted(row), isInside(row) else { return }
      total += 1
      let hit = PhotoAnswer.Hit(row: row)
      if hits.count < limit, isAfter(hit) { hits.append(hit) }
    }
    if question.order == .newest {
      for row in newest { look(Int(row)) }
    } else {
      // Oldest first, those of the same time still in the order of ids, and those without a time last.
      var end = newest.partitioningIndex { table.rows[Int($0)].start == LevelTable.Row.noTime }
      let timeless = newest[end...]
      while end > 0 {
        let start = table.rows[Int(newest[end - 1])].start
        var first = end - 1
        while first > 0, table.rows[Int(newest[first - 1])].start == start { first -= 1 }
        for row in newest[first..<end] { look(Int(row)) }
        end = first
      }
      for row in timeless { look(Int(row)) }
    }
    return (hits, total)
  }

  /// With more photos than this, going through all in the order of time is quicker than sorting.
  private static let large = 20_000

  private func isLarge(_ box: GeoBox) -> Bool {
    var count = 0
    table.places.forEachRange(in: box) { count += $0.count }
    return count > Self.large
  }

  private func candidates() -> [PhotoAnswer.Hit] {
    var hits: [PhotoAnswer.Hit] = []
    switch question.area {
    case .everywhere: hits = table.rows.indices.filter(isWanted).map { PhotoAnswer.Hit(row: $0) }
    case .box(let box):
      table.places.forEachRange(in: box) { range in
        hits += range.filter(isWanted).map { PhotoAnswer.Hit(row: $0) }
      }
    case .around(let center, let radius):
      for found in table.places.nearest(to: center, within: radius, { $0 < $1 }) where isWanted(found.number)
      {
        hits.append(PhotoAnswer.Hit(row: found.number, geodesic: found.geodesic))
      }
    }
    return hits
  }

  private func sorted(_ candidates: [PhotoAnswer.Hit]) -> ([PhotoAnswer.Hit], total: Int) {
    let rest = candidates.filter(isAfter).map { (key: key($0), hit: $0) }
    let page = rest.sorted { ($0.key.value, $0.key.id) < ($1.key.value, $1.key.id) }.prefix(limit)
    return (page.map(\.hit), candidates.count)
  }
}

extension [UInt32] {
  /// Where the elements begin for which something is true; they come after all others.
  fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
