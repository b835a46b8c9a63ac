import CatalogKit

/// What people said since the index was saved, put over the table that was made of it.
struct UnsavedPhotos {
  /// The table with it.
  let table: LevelTable
  /// Where the table's lines are.
  let source: ExactSource
  /// What changed.
  let changes: PhotoChanges

  /// Puts records over a table.
  ///
  /// - Parameters:
  ///   - records: What the index has to follow.
  ///   - index: The index, resolved.
  ///   - before: The table of the exact level, and where its lines are.
  ///   - numbers: Photos' numbers; those that have none get one.
  ///   - ids: Makes photos' ids.
  ///   - now: The present moment.
  /// - Throws: What reading photos, their sidecars and the database throws.
  init(
    _ records: EditedRecords,
    beside index: FilePathBytes,
    over before: (table: LevelTable, source: ExactSource),
    _ numbers: PhotoNumbers,
    _ ids: PhotoIDMaker,
    now: Timestamp
  ) throws {
    let known = try numbers.known()
    func row(_ path: FilePathBytes) -> Int? {
      known[IndexedPhoto.pathHash(of: path)].flatMap { before.table.row(of: ids.id(of: $0)) }
    }
    let records = try records.records(beside: index) { path in
      try row(path).flatMap { before.table.line($0) }.map { try before.source.photo($0) }
    }
    var new = try ExactTable(records.compactMap(\.after), known, ids)
    if !new.unknown.isEmpty {
      let given = try numbers.update(new.unknown, present: nil, now: now) { path in
        PhotoHead.hash(before.source, path)
      }
      new.number(given, ids)
    }
    let (source, start) = before.source.adding(new.lines ?? [], below: records.compactMap(\.folder))
    let drafts = new.drafts.map { draft in
      var draft = draft
      if let line = draft.line { draft.line?.offset = ExactSource.offset(ofUnsaved: start + line.offset) }
      return draft
    }
    let rows = records.compactMap { record in record.before.flatMap { _ in row(record.path) } }
    table = before.table.replacing(
      Set(rows),
      by: drafts,
      tagNames: new.tagNames,
      cameras: new.cameraNames
    )
    self.source = source
    let (old, now) = (Set(rows.map { before.table.rows[$0].photoID }), drafts.map(\.row.photoID))
    changes = PhotoChanges(
      added: now.filter { !old.contains($0) },
      changed: now.filter(old.contains),
      gone: old.subtracting(now)
    )
  }
}
