import Testing

@testable import CatalogKit
@testable import CatalogMap
@testable import TestSupport

@Suite("PageFiles")
struct PageFilesTests {
  private static let page = SchemaPython.repository.appending(FilePathBytes("Sources/CatalogMap/Page"))

  private static func text(_ name: String) throws -> String {
    String(decoding: try TemporaryFolder.read(page.appending(FilePathBytes(name))), as: UTF8.self)
  }

  @Test(
    "the literals, those of the server too, are the files; where this fails, run `make page`",
    .enabled(if: !OtherProgram.python.isMissing)
  )
  func literals() throws {
    let check = try OtherProgram.python(
      SchemaPython.repository.appending(FilePathBytes("packaging/page.py")).lossyText,
      "--check"
    )
    #expect(check.status == 0, "\(check.text)")
    #expect(PageFiles.html == (try Self.text("page.html")))
    #expect(PageFiles.style == (try Self.text("page.css")))
  }

  @Test("every script in the folder is in the page, once")
  func scripts() throws {
    let listed = try Self.text("scripts.txt").split(separator: "\n").map(String.init)
    let program = "import os, sys; print(*sorted(os.listdir(sys.argv[1])), sep='\\n')"
    let files = try OtherProgram.python("-c", program, Self.page.lossyText).text.split(separator: "\n")
    #expect(listed.sorted() == files.map(String.init).filter { $0.hasSuffix(".js") })
  }

  @Test("a style or a script cannot end its element")
  func elements() {
    #expect(!PageFiles.style.contains("</") && !PageFiles.script.lowercased().contains("</script"))
    #expect(!PageFiles.script.contains("<!--"))
  }
}
