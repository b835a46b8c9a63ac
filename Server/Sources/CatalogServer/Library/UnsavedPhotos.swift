import CatalogKit

/// What people said since the index was saved, put over the table that was made of it.
struct UnsavedPhotos {
  /// The table with it.
  let table: LevelTable
  /// Where the table's lines are.
  let source: ExactSource
  /// What changed.
  let changes: PhotoChanges
  /// The numbers of photos that have a record now.
  let numbers: Set<PhotoNumber>
  /// Those of them that could not be read, so that nobody below the exact level may see what was known of them.
  let unread: Set<PhotoNumber>

  /// Puts records over a table.
  ///
  /// - Parameters:
  ///   - edited: What the index has to follow; it remembers what was read.
  ///   - index: The index, resolved.
  ///   - before: The table of the exact level, and where its lines are.
  ///   - numbers: Photos' numbers; those that have none get one.
  ///   - ids: Makes photos' ids.
  ///   - now: The present moment.
  /// - Throws: What reading photos, their sidecars and the database throws.
  init(
    _ edited: inout EditedRecords,
    beside index: FilePathBytes,
    over before: (table: LevelTable, source: ExactSource),
    _ numbers: PhotoNumbers,
    _ ids: PhotoIDMaker,
    now: Timestamp
  ) throws {
    let known = try numbers.known()
    func rows(_ path: FilePathBytes) -> [Int] {
      known[IndexedPhoto.pathHash(of: path)].map { before.table.rows(of: ids.id(of: $0)) } ?? []
    }
    let records = try edited.records(beside: index) { path in
      try rows(path).first.flatMap { before.table.line($0) }.map { try before.source.photo($0) }
    }
    let folders = records.compactMap(\.folder)
    var new = try ExactTable(records.compactMap(\.after), known, ids)
    if !new.unknown.isEmpty {
      let (source, _) = before.source.adding([], below: folders)
      let given = try numbers.update(new.unknown, present: nil, now: now) { PhotoHead.hash(source, $0) }
      new.number(given, ids)
    }
    let (source, start) = before.source.adding(new.lines ?? [], below: folders)
    let drafts = new.drafts.map { draft in
      var draft = draft
      if let line = draft.line { draft.line?.offset = ExactSource.offset(ofUnsaved: start + line.offset) }
      return draft
    }
    let gone = records.flatMap { rows($0.path) }
    table = before.table.replacing(
      Set(gone),
      by: drafts,
      tagNames: new.tagNames,
      cameras: new.cameraNames
    )
    self.source = source
    let (old, now) = (Set(gone.map { before.table.rows[$0].photoID }), drafts.map(\.row.photoID))
    changes = PhotoChanges(
      added: now.filter { !old.contains($0) },
      changed: now.filter(old.contains),
      gone: old.subtracting(now)
    )
    self.numbers = Set(drafts.map(\.row.number))
    unread = Set(
      records.filter(\.isUnread).flatMap { rows($0.path) }.map { before.table.rows[$0].number }
    )
  }
}
