import CatalogKit

/// Paths on a terminal: a name that could move the cursor or turn text around is escaped.
struct PrintablePaths: PhotoExporter {
  private(set) var count = 0

  mutating func begin(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    count += 1
    try sink.write(Array("\(try photo.writtenPath())\n".utf8))
  }

  mutating func end(_ sink: some ByteSink) throws {}
}
