import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("What killed writers leave behind")
struct AbandonedFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SyntheticIndex.write(SyntheticIndex.small(), to: folder("catalog.json"))
  }

  @Test(
    "an export removes what a killed one left, and nothing that another is writing or that is another file's"
  )
  func export() throws {
    let index = try IndexFile(path: folder("catalog.json"))
    let left = try TemporaryFile(beside: folder("map.html"))
    let written = try OutputFile(folder("map.html"), exporting: index)
    for name in [".map.html.old.1.tmp", ".other.html.1.tmp", "map.html.tmp"] {
      try folder.write([1], to: name)
    }
    // As the system does when its process ends.
    close(left.descriptor)
    let next = try OutputFile(folder("map.html"), exporting: index)
    #expect(throws: SystemError.self) { try SystemCalls.status(of: left.path) }
    for file in [written, next] {
      try file.write([2])
      try file.commit()
    }
    #expect(try folder.read("map.html") == [2])
    let names = try folder.names().map(\.lossyText).filter { $0.contains("tmp") }
    #expect(Set(names) == [".map.html.old.1.tmp", ".other.html.1.tmp", "map.html.tmp"])
  }
}
