import Testing

@testable import CatalogKit
@testable import TestSupport

/// A folder with photos, in which the built program runs.
struct ProgramFixture {
  let folder: TemporaryFolder
  var catalog: CatalogProcess

  /// Two cats in Seoul, one in Sydney; scanned.
  init() throws {
    folder = try TemporaryFolder()
    catalog = CatalogProcess(in: folder.path)
    try folder.write(SamplePhoto.at(37.5665, 126.978, taken: "2024:11:23 17:40:00"), to: "photos/miso.jpg")
    try folder.write(SamplePhoto.at(37.5671, 126.9785), to: "photos/sub/nabi.jpg")
    try folder.write(SamplePhoto.at(-33.8586, -151.214), to: "photos/sub/hodu.jpg")
    let result = try catalog("scan", "photos")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  func catalog(_ arguments: String...) throws -> ProcessResult {
    try catalog.run(arguments.map { Array($0.utf8) })
  }
}
