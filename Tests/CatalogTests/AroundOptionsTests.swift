import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("list and export around a place")
struct AroundOptionsTests {
  let catalog: CommandFixture

  init() throws {
    catalog = try CommandFixture(SyntheticIndex.small())
  }

  @Test("photos within a radius are those that near finds", arguments: ["10m", "500m", "2km", "9000km"])
  func radius(_ radius: String) throws {
    let place = "37.5665,126.978"
    let near = try catalog("near", place, "--radius", radius, "--limit", "0", "--format", "paths").lines
      .sorted()
    let listed = try catalog("list", "--near", place, "--radius", radius, "--format", "paths").lines.sorted()
    let exported = try catalog("export", "paths", "--near", place, "--radius", radius).lines.sorted()
    #expect(near == listed && near == exported)
  }

  @Test("the nearest are those that near finds")
  func nearest() throws {
    let near = try catalog("near", "37.5665,126.978", "--nearest", "2", "--format", "paths").lines.sorted()
    #expect(
      try catalog("list", "--near", "37.5665,126.978", "--nearest", "2", "--format", "paths").lines.sorted()
        == near
    )
  }

  @Test(
    "options that say nothing, or more than blurred places may, are 64",
    arguments: [
      ["list", "--radius", "1km"], ["list", "--nearest", "2"], ["list", "--near", "91,0"],
      ["export", "json", "--near", "37.5,127", "--nearest", "2", "--blur", "1km"],
      ["export", "json", "--open"],
      ["export", "html", "--open"], ["export", "html", "--tiles", "osm", "--attribution", ""],
    ]
  )
  func refused(_ arguments: [String]) throws {
    let run = try catalog.run(arguments)
    #expect(run.status == 64 && run.output.isEmpty)
  }

  @Test("near writes its page into a file, and the page leads to the photos from there")
  func page() throws {
    let file = catalog.folder("near.html")
    let run = try catalog.run([
      "near", "37.5665,126.978", "--radius", "9000km", "--format", "html", "-o", file.lossyText,
    ])
    #expect(run.status == 0 && run.output.isEmpty)
    let page = String(decoding: try TemporaryFolder.read(file), as: UTF8.self)
    #expect(page.contains("{\"photos\":\"\"") && page.contains("photos/miso.jpg"))
  }

  @Test("OpenStreetMap's tiles in one word, with its credit")
  func openStreetMap() throws {
    let page = try catalog("export", "html", "--tiles", "osm").text
    #expect(
      page.contains("https://tile.openstreetmap.org/{z}/{x}/{y}.png")
        && page.contains("© OpenStreetMap contributors")
    )
  }
}
