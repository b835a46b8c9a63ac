import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoLinks")
struct PhotoLinksTests {
  @Test(
    "links lead from the page's folder to the index's",
    arguments: [
      ("/home/cats", "/home/cats", ""), ("/home/cats", "/home", "cats/"),
      ("/home/cats", "/home/cats/pages/deep", "../../"),
      ("/home/cats", "/srv/www", "../../home/cats/"), ("/home/cat", "/home/cats", "../cat/"),
      ("/", "/srv", "../"),
      ("/", "/", ""), ("/a b/골:?", "/", "a%20b/%EA%B3%A8%3A%3F/"),
    ]
  )
  func relative(index: String, page: String, prefix: String) {
    #expect(PhotoLinks(indexFolder: FilePathBytes(index), pageFolder: FilePathBytes(page)).prefix == prefix)
  }

  @Test("a page that lies nobody knows where has absolute links")
  func absolute() {
    #expect(PhotoLinks(indexFolder: FilePathBytes("/a b/c"), pageFolder: nil).prefix == "file:///a%20b/c/")
    #expect(PhotoLinks(indexFolder: .root, pageFolder: nil).prefix == "file:///")
  }

  @Test("a page on a device has absolute links, and one behind a link those of its real folder")
  func resolved() throws {
    let folder = try TemporaryFolder()
    try SyntheticIndex.write([], to: folder("catalog.json"))
    try folder.makeFolder("pages")
    try folder.link("page.html", to: "pages/real.html")
    let index = try IndexFile(path: folder("catalog.json"))
    #expect(try PhotoLinks(to: index, from: folder("page.html")).prefix == "../")
    #expect(try PhotoLinks(to: index, from: folder("other.html")).prefix == "")
    let absolute = PhotoLinks(indexFolder: folder.path, pageFolder: nil)
    #expect(try PhotoLinks(to: index, from: FilePathBytes("/dev/null")) == absolute)
    #expect(try PhotoLinks(to: index, from: nil) == absolute)
  }

  @Test("every byte but letters, digits, -._~ and the slash is escaped, UTF-8 or not")
  func escapes() {
    #expect(PhotoLinks.percentEncoded(FilePathBytes("a-._~/Z9")) == "a-._~/Z9")
    #expect(PhotoLinks.percentEncoded(FilePathBytes("javascript:1")) == "javascript%3A1")
    #expect(PhotoLinks.percentEncoded(FilePathBytes([0x6C, 0xE9, 0x25, 0x0A])) == "l%E9%25%0A")
  }
}
