import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport
@testable import catalog

@Suite("Pictures in a page") struct PictureExportTests {
  @Test(
    "room for pictures is a size with its unit, none or all",
    arguments: [
      ("17MB", .bytes(17_000_000)), ("500kB", .bytes(500_000)), ("1.5GB", .bytes(1_500_000_000)),
      ("none", .none), ("all", .all),
    ] as [(String, PictureBudget)]
  )
  func room(_ text: String, _ budget: PictureBudget) throws {
    #expect(try PictureRoom(option: ArgumentText(text)).budget == budget)
  }

  @Test(
    "anything else is an error that says what would be right",
    arguments: ["17", "MB", "-1MB", "0MB", "1e99MB", "17 potatoes", "", "All"]
  )
  func noRoom(_ text: String) throws {
    let catalog = try CommandFixture(SyntheticIndex.small())
    let run = try catalog("export", "html", "--pictures", text)
    #expect(run.status == 64 && run.words.contains("write 17MB, 500kB, none or all"), "\(run.words)")
  }

  @Test("only a page has pictures, and an anonymous one only if it is asked for them")
  func formats() throws {
    let catalog = try CommandFixture(SyntheticIndex.small())
    #expect(try catalog("export", "json", "--pictures", "none").status == 64)
    #expect(try catalog("export", "html", "--blur", "1km", "--anonymous").words.isEmpty)
  }

  @Test(
    "where nothing makes pictures, a blurred page has none, and says so; an exact one has what photos bring along"
  )
  func missing() throws {
    let program = try ProgramFixture()
    let blurred = try program.catalog("export", "html", "--blur", "1km")
    #expect(
      blurred.status == 0
        && blurred.errors.hasPrefix("catalog: the page has no pictures: catalog-preview is not installed")
    )
    let exact = try program.catalog("export", "html")
    #expect(exact.status == 0)
    let words =
      "catalog: the page has no pictures: catalog-preview is not installed, and none of the 3 photos brings a preview along\n"
    #expect(exact.errors.hasPrefix(words), "\(exact.errors)")
    #expect(try program.catalog("list", "--copy-to", "cats", "--preview", "640").status == 66)
    #expect(try program.catalog("list", "--preview", "640").status == 64)
    #expect(try program.catalog("list", "--copy-to", "cats", "--preview", "8k").status == 64)
  }

  @Test("progress is said with the time that is left")
  func progress() {
    let progress = PagePictures.Progress(done: 300, total: 850)
    #expect(
      PictureProgressDisplay.line(progress, after: .seconds(10)) == "pictures of 300 of 850 photos, 20 s left"
    )
    let end = PagePictures.Progress(done: 850, total: 850)
    #expect(PictureProgressDisplay.line(end, after: .seconds(30)) == "pictures of 850 of 850 photos")
  }

  @Test("it is said how many photos have pictures")
  func sentence() {
    var counts = PagePictures.Counts()
    counts.photos = 850
    let page = PagePictureRequest(use: .page, budget: .mail)
    #expect(page.sentence(counts) == "no pictures of 850 photos")
    #expect(
      page.sentence(counts, because: "catalog-preview is not installed")
        == "the page has no pictures: catalog-preview is not installed, and none of the 850 photos brings a preview along"
    )
    (counts.small, counts.large, counts.bytes) = (812, 402, 11_240_000)
    #expect(page.sentence(counts) == "pictures of 812 of 850 photos, 402 of them large too: 11.2 MB")
    #expect(
      page.sentence(counts, because: "catalog-preview is not installed")
        == "pictures of 812 of 850 photos, 402 of them large too: 11.2 MB, only previews that photos bring along: catalog-preview is not installed"
    )
    let archive = PagePictureRequest(use: .archive, budget: .mail)
    #expect(archive.sentence(counts) == "pictures of 812 of 850 photos: 11.2 MB")
    (counts.small, counts.large, counts.leftOut) = (400, 400, 450)
    let newest =
      "pictures of 400 of 850 photos, all of them large too: 11.2 MB, the newest; --pictures all takes all"
    #expect(page.sentence(counts) == newest)
  }
}

@Suite(
  "Pictures in a page, with what makes them",
  .disabled(if: PreviewFixture.isMissing || OtherProgram.vips.isMissing || OtherProgram.exiftool.isMissing)
)
struct DecodedPictureExportTests {
  private let program: ProgramFixture

  init() throws {
    var program = try ProgramFixture()
    _ = try PreviewFixture.writePhotos(in: program.folder)
    for (number, ending) in ["jpg", "heic", "png"].enumerated() {
      try program.folder.write(program.folder.read("photo.\(ending)"), to: "cats/\(number).\(ending)")
    }
    program.catalog.environment["CATALOG_PREVIEW"] = try PreviewFixture.required().lossyText
    _ = try program.catalog("scan", "cats", "--index", "cats.json")
    self.program = program
  }

  @Test("a page has the pictures of its photos, the same the next time")
  func page() throws {
    let first = try program.catalog("export", "html", "--index", "cats.json", "-o", "one.html")
    #expect(
      first.status == 0 && first.errors.contains("pictures of 3 of 3 photos, all of them large too"),
      "\(first.errors)"
    )
    #expect(try program.catalog("export", "html", "--index", "cats.json", "-o", "two.html").status == 0)
    #expect(try program.folder.read("one.html") == program.folder.read("two.html"))
    let none = try program.catalog(
      "export",
      "html",
      "--index",
      "cats.json",
      "--pictures",
      "none",
      "-o",
      "none.html"
    )
    #expect(none.status == 0)
    #expect(try program.folder.read("none.html").count + 50_000 < program.folder.read("one.html").count)
  }

  @Test("a decoder that does not start is said, and an exact page has what photos bring along")
  func broken() throws {
    var program = program
    try program.folder.write(Array("#!/bin/false\n".utf8), to: "catalog-preview")
    try program.folder.setMode(0o755, of: "catalog-preview")
    program.catalog.environment["CATALOG_PREVIEW"] = program.folder("catalog-preview").lossyText
    let run = try program.catalog("export", "html", "--index", "cats.json")
    #expect(
      run.status == 0
        && run.errors.contains("catalog: the page has no pictures: catalog-preview cannot be started"),
      "\(run.errors)"
    )
  }

  @Test("pictures are copied without metadata, as JPEGs under the photos' names, and not twice")
  func copies() throws {
    let list = ["list", "--index", "cats.json", "--copy-to", "small", "--preview", "320"].map {
      Array($0.utf8)
    }
    let first = try program.catalog.run(list)
    #expect(
      first.status == 0 && first.errors == "catalog: pictures of 3 photos written to small\n",
      "\(first.errors)"
    )
    #expect(
      try program.catalog.run(list).errors
        == "catalog: pictures of 0 photos written to small, 3 there already\n"
    )
    for name in ["0.jpg", "1.jpg", "2.jpg"] {
      let bytes = try program.folder.read("small/\(name)")
      let found = PhotoExtractor().read(bytes, as: FilePathBytes(name))
      #expect(found.format == .jpeg && found.position == nil && found.make == nil && found.orientation == nil)
      #expect(found.pixelSize.map { max($0.width, $0.height) } == 320)
    }
    #expect(try program.folder.status("small/0.jpg").mode & 0o111 == 0)
    try program.folder.write([0xFF, 0xD8, 0xFF, 0xD9], to: "cats/0.jpg")
    let failed = try program.catalog.run(list)
    #expect(failed.status == 1 && failed.errors.contains("catalog: no picture of cats/0.jpg: "))
  }
}
