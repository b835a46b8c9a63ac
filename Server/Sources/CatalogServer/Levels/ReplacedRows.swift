import CatalogKit

extension LevelTable {
  /// The same table with some photos replaced: one pass over its columns, without sorting any but the new photos.
  ///
  /// - Parameters:
  ///   - gone: Rows that are left out.
  ///   - drafts: Photos that come in, in any order.
  ///   - tagNames: The drafts' tags by their numbers.
  ///   - cameras: The drafts' cameras by their numbers; the first is none.
  /// - Returns: The table.
  func replacing(_ gone: Set<Int>, by drafts: [Draft], tagNames: [String], cameras: [Camera]) -> LevelTable {
    var names = NumberedValues(self.tags.names)
    var models = NumberedValues(self.cameras)
    let tagNumbers = tagNames.map { names.number(of: $0) }
    let cameraNumbers = cameras.map { models.number(of: $0) }
    var merged = MergedRows(capacity: rows.count + drafts.count)
    var waiting = DraftOrder.places(of: drafts).map { drafts[Int($0)] }[...]
    for row in rows.indices {
      while let draft = waiting.first, precedes(draft, row) {
        merged.append(draft, tagNumbers, cameraNumbers)
        waiting.removeFirst()
      }
      if !gone.contains(row) { merged.append(row, of: self) }
    }
    for draft in waiting { merged.append(draft, tagNumbers, cameraNumbers) }
    let used = merged.tags.renumber(names.values)
    return LevelTable(
      level,
      merged.rows,
      merged.lines,
      merged.places,
      merged.tags,
      tagNames: used,
      cameras: models.values
    )
  }

  /// Whether a photo comes before a row in the order of tables.
  private func precedes(_ draft: Draft, _ row: Int) -> Bool {
    let isPlaced = row < places.count
    guard let place = draft.place else { return !isPlaced && draft.row.id < rows[row].id }
    return isPlaced ? place.precedes(places.places[row]) ?? (draft.row.id < rows[row].id) : true
  }
}

private struct MergedRows {
  var rows: [LevelTable.Row] = []
  var lines: [LevelTable.Line] = []
  var places: [PlaceTable.Place] = []
  var tags = TagLists()

  init(capacity: Int) {
    rows.reserveCapacity(capacity)
    lines.reserveCapacity(capacity)
    places.reserveCapacity(capacity)
    tags.starts.reserveCapacity(capacity + 1)
  }

  mutating func append(_ row: Int, of table: LevelTable) {
    rows.append(table.rows[row])
    if let line = table.line(row) { lines.append(line) }
    if row < table.places.count { places.append(table.places.places[row]) }
    tags.append(table.tags.numbers(of: row))
  }

  mutating func append(_ draft: LevelTable.Draft, _ tagNumbers: [UInt32], _ cameraNumbers: [UInt32]) {
    rows.append(draft.row)
    if var line = draft.line {
      line.camera = cameraNumbers[Int(line.camera)]
      lines.append(line)
    }
    if let place = draft.place { places.append(place) }
    tags.append(draft.tags.map { tagNumbers[Int($0)] }[...])
  }
}
