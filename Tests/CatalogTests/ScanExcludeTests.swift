import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("What a scan is asked to pass over")
struct ScanExcludeTests {
  let fixture: ProgramFixture

  init() throws {
    fixture = try ProgramFixture()
  }

  @Test("--exclude can be repeated, is said in the end, kept, replaced and ended")
  func exclude() throws {
    let first = try fixture.catalog("scan", "--exclude", "sub/", "--exclude", "./photos/*.png")
    #expect(first.status == 0)
    #expect(
      first.errors == """
        1 photo in catalog.json: 1 located
        0 read, 1 unchanged
        passed over: 1 folder by --exclude
        2 records left the index: the photos are passed over now

        """
    )
    #expect(try fixture.catalog("scan").errors.contains("passed over: 1 folder by --exclude"))
    let replaced = try fixture.catalog("scan", "--exclude", "nabi.jpg", "--format", "json")
    #expect(
      replaced.text.contains(
        #""passedOver":[{"reason":"exclude","files":1,"folders":0}],"passedOverRecords":0"#
      )
    )
    #expect(
      try fixture.catalog("scan", "--exclude", "").errors
        == "3 photos in catalog.json: 3 located\n1 read, 2 unchanged\n"
    )
    #expect(
      try fixture.catalog("list", "--path", "sub", "--format", "paths").text
        == "photos/sub/hodu.jpg\nphotos/sub/nabi.jpg\n"
    )
  }

  @Test("patterns that leave nothing, and patterns that are none, are usage errors; nothing is written")
  func refused() throws {
    let before = try fixture.folder.read("catalog.json")
    let everything = try fixture.catalog("scan", "--exclude", "photos")
    #expect(everything.status == 64)
    #expect(everything.errors.contains("all 3 photos"))
    #expect(try fixture.catalog("scan", "--exclude", "[a").status == 64)
    #expect(try fixture.folder.read("catalog.json") == before)
  }

  @Test("links are followed until somebody says otherwise")
  func links() throws {
    try fixture.folder.write(SamplePhoto.at(1, 2), to: "elsewhere/a.jpg")
    try fixture.folder.link("photos/link", to: "../elsewhere")
    #expect(try fixture.catalog("scan", "--follow-links").errors.hasPrefix("4 photos"))
    try fixture.folder.write(SamplePhoto.at(1, 3), to: "elsewhere/b.jpg")
    #expect(try fixture.catalog("scan").errors.hasPrefix("5 photos"))
    try fixture.folder.write(SamplePhoto.at(1, 4), to: "elsewhere/c.jpg")
    #expect(try fixture.catalog("scan", "--no-follow-links").errors.contains("\n0 read, 3 unchanged\n"))
    #expect(try fixture.catalog("scan").errors.contains("\n0 read, 3 unchanged\n"))
  }
}
