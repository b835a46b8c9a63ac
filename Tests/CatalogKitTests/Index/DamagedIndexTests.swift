import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Damaged indexes")
struct DamagedIndexTests {
  let folder: TemporaryFolder
  let index: FilePathBytes
  let good: [UInt8]
  let answer: [Found]

  /// What must not change.
  struct Found: Equatable {
    let photo: Photo
    let distance: Double
    let bearing: Double

    init(_ hit: NearQuery.Hit) {
      photo = hit.photo
      distance = hit.distance
      bearing = hit.bearing
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    good = try folder.read("catalog.json")
    answer = try SmallQuery.run(on: IndexFile(path: index)).hits.map { Found($0) }
  }

  /// What a changed index answers; `nil` where it says that it cannot.
  private func ask(_ bytes: [UInt8]) throws -> (hits: [Found], fallback: IndexFile.ForeignReason?)? {
    try folder.write(bytes, to: "catalog.json")
    // The time of the writer, so that nothing but the bytes can tell.
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    do {
      let found = try SmallQuery.run(on: IndexFile(path: index))
      return (found.hits.map { Found($0) }, found.fallback)
    } catch is IndexError {
      return nil
    }
  }

  @Test("an index that was cut off anywhere is an error, or has all that was asked for")
  func prefixes() throws {
    #expect(answer.count == 2)
    var answers = 0
    for count in 0..<good.count {
      guard let found = try ask(Array(good.prefix(count))) else { continue }
      #expect(found.hits == answer, "cut at byte \(count)")
      #expect(found.fallback != nil, "cut at byte \(count)")
      answers += 1
    }
    // Only the line break at the end can be missed.
    #expect(answers == 1)
  }

  @Test("a flipped bit is never taken for the writer's work", arguments: (0..<8).map { 1 << $0 } as [UInt8])
  func flippedBits(_ bit: UInt8) throws {
    for offset in good.indices {
      var bytes = good
      bytes[offset] ^= bit
      guard let found = try ask(bytes), found.fallback == nil else { continue }
      #expect(found.hits == answer, "byte \(offset)")
    }
  }

  @Test("bytes behind the end, or the whole twice, are never taken for the writer's work")
  func longer() throws {
    for more in [[0x20], [0x0A], [0x00], good] as [[UInt8]] {
      guard let found = try ask(good + more) else { continue }
      #expect(found.fallback != nil)
      #expect(found.hits == answer)
    }
  }
}
