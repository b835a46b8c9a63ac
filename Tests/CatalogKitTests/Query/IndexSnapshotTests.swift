import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexSnapshot")
struct IndexSnapshotTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
  }

  private func photos(_ count: Int) throws -> [Photo] {
    try (0..<count).map { try SyntheticIndex.photo("photos/\($0).jpg", 37 + Double($0) / 1000, 127) }
  }

  @Test("many threads get the same answers from one snapshot while the index is replaced again and again")
  func threads() async throws {
    try SyntheticIndex.write(try photos(500), to: index)
    let snapshot = try IndexSnapshot(path: index)
    let place = try Coordinate(latitude: 37.25, longitude: 127)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let radius = try #require(Distance(metres: 1000))
          let query = NearQuery(center: place, radius: radius, limit: nil)
          for _ in 0..<20 {
            #expect(try snapshot.near(query).total == 19)
            #expect(
              try snapshot.photo(at: FilePathBytes("photos/7.jpg"))?.path == FilePathBytes("photos/7.jpg")
            )
            #expect(try snapshot.status().photos == 500)
          }
        }
      }
      group.addTask { [index] in
        for count in 0..<20 { try SyntheticIndex.write(try photos(count), to: index) }
      }
      try await group.waitForAll()
    }
    #expect(try snapshot.refreshed().status().photos == 19)
  }

  @Test("a snapshot is the same one as long as nobody saves, and stays good where what follows is not")
  func refreshing() throws {
    try SyntheticIndex.write(try photos(3), to: index)
    let snapshot = try IndexSnapshot(path: index)
    #expect(try snapshot.refreshed().index === snapshot.index)
    try folder.write(Array("garbage".utf8), to: "next")
    #expect(rename("\(folder("next"))", "\(index)") == 0)
    #expect(throws: IndexError.self) { _ = try snapshot.refreshed().status() }
    #expect(try snapshot.status().photos == 3)
  }
}
