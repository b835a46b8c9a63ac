import CatalogKit

/// By what the photos of a mark are counted apart, so that a map can colour it.
struct MarkShares: Sendable {
  enum Kind: String, Sendable {
    case tag
    case year
  }

  /// Of a value, how many photos of a mark have it.
  struct Share: Hashable, Sendable {
    /// A year, or the number of a tag.
    let value: Int
    let photos: Int
  }

  let kind: Kind
  private let table: LevelTable
  /// The tags that are counted: a photo counts for the first of its tags that is among them.
  private let tags: Set<UInt32>

  /// As many tags as a map has colours for.
  private static let mostTags = 8

  /// - Parameters:
  ///   - kind: By what photos are counted: by the year, or by the commonest tags.
  ///   - table: A level's photos.
  init(_ kind: Kind, of table: LevelTable) {
    self.kind = kind
    self.table = table
    tags = kind == .tag ? Set(table.tags.commonestFirst.prefix(Self.mostTags).map { UInt32($0) }) : []
  }

  /// What a photo counts for; `nil` where it counts for nothing.
  private func value(of row: Int) -> Int? {
    switch kind {
    case .year: table.rows[row].firstMonth?.year
    case .tag: table.tags.numbers(of: row).first { tags.contains($0) }.map { Int($0) }
    }
  }

  /// The shares of some photos, by value.
  func shares(of rows: some Sequence<Int>) -> [Share] {
    var counts: [Int: Int] = [:]
    for row in rows {
      if let value = value(of: row) { counts[value, default: 0] += 1 }
    }
    return counts.map { Share(value: $0.key, photos: $0.value) }.sorted { $0.value < $1.value }
  }

  /// How a value is written.
  func text(of value: Int) -> String {
    switch kind {
    case .year: String(value)
    case .tag: table.tags.names[value]
    }
  }
}
