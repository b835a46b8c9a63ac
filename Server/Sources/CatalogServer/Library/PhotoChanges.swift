import CatalogKit

/// What became of photos between two indexes.
enum PhotoChanges: Hashable, Sendable {
  /// So much that pages had better ask anew.
  case replaced
  case some(added: [PhotoID], changed: [PhotoID], gone: [PhotoID])

  /// More photos are not named one by one.
  static let limit = 100

  /// - Parameters:
  ///   - added: Photos that are new.
  ///   - changed: Photos of which something else is said.
  ///   - gone: Photos that are not there any more.
  init(added: [PhotoID], changed: [PhotoID], gone: Set<PhotoID>) {
    self =
      added.count + changed.count + gone.count > Self.limit
      ? .replaced : .some(added: added, changed: changed, gone: Array(gone))
  }

  /// Compares two tables of the exact level.
  init(
    from before: LevelTable,
    source beforeSource: ExactSource?,
    to after: LevelTable,
    source: ExactSource
  ) {
    let old = Dictionary(before.rows.indices.map { (before.rows[$0].number, $0) }) { first, _ in first }
    var (added, changed): ([PhotoID], [PhotoID]) = ([], [])
    var seen = 0
    for (place, row) in after.rows.enumerated() {
      guard let oldPlace = old[row.number] else {
        added.append(row.photoID)
        if added.count > Self.limit {
          self = .replaced
          return
        }
        continue
      }
      seen += 1
      let oldRow = before.rows[oldPlace]
      let isSame =
        before.line(oldPlace)?.count == after.line(place)?.count && oldRow.start == row.start
        && oldRow.length == row.length
        && before.coordinate(oldPlace) == after.coordinate(place)
        && before.tags.tags(of: oldPlace) == after.tags.tags(of: place)
      // Lines of the same length may differ in what the table does not hold, as in a rating.
      if isSame,
        before.rows.count > Self.comparedInFull
          || Self.photo(beforeSource, before.line(oldPlace)) == Self.photo(source, after.line(place))
      {
        continue
      }
      changed.append(row.photoID)
      if changed.count > Self.limit {
        self = .replaced
        return
      }
    }
    var gone: [PhotoID] = []
    if seen < before.rows.count {
      let left = Set(after.rows.map(\.number))
      for row in before.rows where !left.contains(row.number) {
        gone.append(row.photoID)
        if gone.count > Self.limit {
          self = .replaced
          return
        }
      }
    }
    self = .some(added: added, changed: changed, gone: gone)
  }

  /// In larger catalogues lines of equal length are not compared.
  private static let comparedInFull = 20_000

  private static func photo(_ source: ExactSource?, _ line: LevelTable.Line?) -> Photo? {
    guard let source, let line else { return nil }
    return try? source.photo(line)
  }

  /// No change.
  static let nothing = PhotoChanges.some(added: [], changed: [], gone: [])

  /// Whether nothing changed.
  var isEmpty: Bool { self == .nothing }
}
