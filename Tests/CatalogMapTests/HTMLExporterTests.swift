import Testing

@testable import CatalogKit
@testable import CatalogMap
@testable import TestSupport

@Suite("HTMLExporter")
struct HTMLExporterTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
  }

  /// Keeps what is written.
  private final class Memory: ByteSink {
    var bytes: [UInt8] = []
    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { self.bytes += bytes }
  }

  /// The page of some photos, beside their index.
  private func page(_ photos: [Photo], title: String? = nil, tiles: MapTiles? = nil) throws -> String {
    try SyntheticIndex.write(photos, to: index)
    let links = PhotoLinks(indexFolder: folder.path, pageFolder: folder.path)
    var exporter = HTMLExporter(HTMLExporter.Settings(links: links, title: title, tiles: tiles))
    let memory = Memory()
    try exporter.export(IndexFile(path: index), to: memory)
    return String(decoding: memory.bytes, as: UTF8.self)
  }

  /// What is between two texts, the first of their kind.
  private func part(of page: String, from start: String, to end: String) throws -> Substring {
    let from = try #require(page.firstRange(of: start)).upperBound
    return page[from..<(try #require(page[from...].firstRange(of: end)).lowerBound)]
  }

  /// What another program reads of the first block of photos: its count, flags and texts, a line each.
  private func block(_ page: String) throws -> [String] {
    let element = try part(of: page, from: "class=\"photos\" data-about=\"", to: "</script>")
    let script = """
      import base64, sys, zlib
      count, text = sys.stdin.read().split('">')
      data = zlib.decompress(base64.b64decode(text), -15)
      def varint():
        global at
        value = shift = 0
        while True:
          byte = data[at]; at += 1
          value |= (byte & 127) << shift; shift += 7
          if byte < 128: return value
      at = 0
      assert varint() == int(count)
      flags = data[at:at + int(count)]
      print(count, *flags)
      print(repr(data[at + int(count):]))
      """
    try folder.write(Array(element.utf8), to: "block")
    let result = try OtherProgram.python(
      "-c",
      "import sys; sys.stdin = open(sys.argv[1]);\n" + script,
      folder("block").lossyText
    )
    #expect(result.status == 0, "\(result.errors)")
    return result.text.split(separator: "\n").map(String.init)
  }

  @Test(
    "a photo is its place, its time and its texts in a deflated block, and a text that comes again is there once"
  )
  func block() throws {
    var miso = try SyntheticIndex.photo("photos/miso.jpg", 37.123456789, 126.978)
    miso.taken = LocalTime(
      date: try #require(CalendarDate(year: 2024, month: 11, day: 23)),
      secondOfDay: 63631
    )
    miso.make = "samsung"
    miso.model = "SM-S911N"
    miso.tags = ["cats/Miso"]
    miso.title = "On the wall"
    var nabi = try SyntheticIndex.photo("photos/nabi.mp4", 37.2, 126.9785)
    nabi.format = .video
    nabi.make = "samsung"
    nabi.model = "SM-S911N"
    var raw = try SyntheticIndex.photo("photos/raw.dng")
    raw.format = .dng
    raw.takenSource = .modified
    raw.taken = CalendarDate(year: 1987, month: 6, day: 15).flatMap { LocalTime(date: $0, precision: .month) }
    let lines = try block(page([miso, nabi, raw]))
    // The order is that of the index: those without a position last. 1 has a place, 10 is a time to the second.
    #expect(lines[0] == "3 11 129 100")
    for text in [
      "photos/", "samsung SM-S911N", "cats/Miso", "On the wall", "miso.jpg\\x00nabi.mp4\\x00raw.dng",
      "no position",
    ] {
      #expect(lines[1].ranges(of: text).count == 1, "\(text) in \(lines[1])")
    }
  }

  @Test("photos come in blocks of 4,096, and each block stands for itself")
  func blocks() throws {
    var exporter = HTMLExporter(HTMLExporter.Settings(links: nil))
    let memory = Memory()
    try exporter.begin(memory)
    for number in 0..<5000 {
      try exporter.add(FoundPhoto(try SyntheticIndex.photo("f/\(number).jpg", 1, 2)), to: memory)
    }
    try exporter.end(memory)
    let page = String(decoding: memory.bytes, as: UTF8.self)
    #expect(page.ranges(of: "class=\"photos\" data-about=\"4096\">").count == 1)
    #expect(page.ranges(of: "class=\"photos\" data-about=\"904\">").count == 1)
    #expect(page.contains("<p>… 4500</p>"))
  }

  @Test("a page that is handed on names no file, and its policy lets no file in")
  func shared() throws {
    var exporter = HTMLExporter(HTMLExporter.Settings(links: nil))
    let memory = Memory()
    try exporter.begin(memory)
    var photo = FoundPhoto(try SyntheticIndex.photo("people/anna/IMG_1.jpg", 37.123456, 126.978))
    photo.uncertainty = 500
    try exporter.add(photo, to: memory)
    try exporter.end(memory)
    let page = String(decoding: memory.bytes, as: UTF8.self)
    #expect(try !block(page)[1].contains("anna") && !page.contains("anna") && !page.contains("IMG_1"))
    #expect(page.contains("img-src data: blob:;"))
    #expect(page.contains("<li><bdi>1 · 37.123, 126.978</bdi></li>"))
  }

  @Test("small pictures come before the script and large ones behind it, several in a block")
  func pictures() throws {
    var exporter = HTMLExporter(HTMLExporter.Settings(links: nil))
    let memory = Memory()
    try exporter.begin(memory)
    try exporter.add(FoundPhoto(try SyntheticIndex.photo("a.jpg", 1, 2)), to: memory)
    let small = PagePicture(
      row: 0,
      size: 96,
      mediaType: "image/webp",
      width: 96,
      height: 64,
      bytes: [1, 2, 3]
    )
    var large = small
    large.size = 480
    large.turn = 90
    large.bytes = [UInt8](repeating: 7, count: 60_000)
    var odd = small
    odd.mediaType = "image/svg+xml\"><script>"
    try exporter.addPictures([small, small, odd, large, large], to: memory)
    try exporter.end(memory)
    let page = String(decoding: memory.bytes, as: UTF8.self)
    let about = "0 96 image/webp 96 64 0 3"
    let first = try #require(
      page.firstRange(of: "class=\"pictures\" data-about=\"\(about);\(about)\">AQIDAQID</script>")
    )
    let script = try #require(page.firstRange(of: "<script>'use strict';"))
    let second = try #require(page.firstRange(of: "data-about=\"0 480 image/webp 96 64 90 60000\">"))
    #expect(first.lowerBound < script.lowerBound && script.lowerBound < second.lowerBound)
    #expect(page.ranges(of: "class=\"pictures\"").count == 3 && !page.contains("svg+xml\""))
  }

  @Test("the ground is coarse everywhere and fine where the photos are; without places it is the world alone")
  func ground() throws {
    let tiles = { (page: String) in
      page.ranges(of: "class=\"world\" data-about=\"").map { page[$0.upperBound...].prefix { $0 != "\"" } }
    }
    #expect(try tiles(page([])) == ["0 0 0"])
    let seoul = try tiles(page([SyntheticIndex.photo("a.jpg", 37.5665, 126.978)]))
    // Column 54 has 123.75° to 129.4° east, row 24 36.6° to 41° north.
    #expect(
      seoul.contains("6 54 24") && seoul.contains("3 6 3") && seoul.contains("3 0 2")
        && !seoul.contains("6 32 24")
    )
    let far = try tiles(
      page([SyntheticIndex.photo("a.jpg", 89.9, 0), SyntheticIndex.photo("b.jpg", -90, 180)])
    )
    #expect(!far.contains { $0.hasPrefix("6") } && far.contains("0 0 0"))
  }

  @Test("an empty index gives a whole page")
  func empty() throws {
    let page = try page([])
    #expect(!page.contains("class=\"photos\" data"))
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
    #expect(!page.contains("{{"))
  }

  @Test("no text of a photo can end the data or begin markup")
  func markup() throws {
    var photo = try SyntheticIndex.photo("</script><!--<script>.jpg", 1, 2)
    photo.model = "</SCRIPT>"
    let page = try page([photo], title: "</script><b>")
    #expect(page.ranges(of: "<script>").count == 1)
    #expect(page.contains("&lt;/script>&lt;!--&lt;script>.jpg"))
    #expect(try !part(of: page, from: "id=\"settings\">", to: "</script>").contains("<"))
  }

  @Test(
    "the policy names the hashes of style and script as they are in the page, by another program's account"
  )
  func hashes() throws {
    let page = try page([])
    try folder.write(Array(page.utf8), to: "page.html")
    let script = """
      import base64, hashlib, re, sys
      page = open(sys.argv[1], encoding="utf-8", newline="").read()
      policy = re.search('Content-Security-Policy" content="([^"]*)"', page)[1]
      for kind in "style", "script":
        text = re.search(f"<{kind}>(.*?)</{kind}>", page, re.S)[1]
        hash = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{hash}';" in policy, kind
      assert policy.startswith("default-src 'none'; img-src 'self' file: data: blob:; ")
      """
    let result = try OtherProgram.python("-c", script, folder("page.html").lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("a page without photos is small, and one with a few has a ground of at most 300 KB")
  func size() throws {
    #expect(try page([]).utf8.count < 200_000)
    let places = [(37.5, 127.0), (59.3, 18.1), (-41.3, 174.8), (51.5, -0.1), (49.3, -123.1)]
    let photos = try places.enumerated().map {
      try SyntheticIndex.photo("\($0.offset).jpg", $0.element.0, $0.element.1)
    }
    #expect(try page(photos).utf8.count - page([]).utf8.count < 300_000)
  }

  @Test("only tiles bring another computer into the page, and only into the policy for pictures")
  func tiles() throws {
    // The five are links to other maps, which are asked when a reader follows them.
    let links = PageFiles.script.ranges(of: "https:").count
    #expect(links == 5 && !PageFiles.style.contains("https:") && !PageFiles.html.contains("https:"))
    #expect(try page([]).ranges(of: "https:").count == links && !page([]).contains("http:"))
    let tiles = try MapTiles(address: "https://tiles.example:8080/{z}/{x}/{y}.png", attribution: "© Somebody")
    let page = try page([], tiles: tiles)
    #expect(page.contains("img-src 'self' file: data: blob: https://tiles.example:8080;"))
    #expect(
      page.contains(
        #""tiles":{"maxZoom":19,"address":"https://tiles.example:8080/{z}/{x}/{y}.png","attribution":"© Somebody"}"#
      )
    )
    #expect(page.ranges(of: "https:").count == links + 2 && !page.contains("http:"))
  }

  @Test("nothing but letters, digits and .-:[] of a tile server's host reaches the policy")
  func tileHosts() throws {
    for byte in UInt8.min...UInt8.max {
      let host = "a\(Unicode.Scalar(byte))b.example"
      let address = "https://\(host)/{z}/{x}/{y}.png"
      let letter = Character(Unicode.Scalar(byte))
      if letter.isASCII, letter.isLetter || letter.isNumber || ".-:[]".contains(letter) {
        let page = try page([], tiles: MapTiles(address: address, attribution: "A"))
        let policy = try part(of: page, from: "Content-Security-Policy\" content=\"", to: "\"")
        #expect(policy.contains("; img-src 'self' file: data: blob: https://\(host); style-src "))
      } else if letter != "/" {
        #expect(throws: MapTilesError.notAnAddress, "\(byte)") {
          try MapTiles(address: address, attribution: "A")
        }
      }
    }
  }

  @Test(
    "tiles need a server, places for their numbers, and somebody to thank",
    arguments: [
      ("https://a.example/{z}/{x}.png", "A", MapTilesError.incomplete(missing: "{y}")),
      ("https://a.example; script-src */{z}/{x}/{y}", "A", .notAnAddress),
      ("https://a.example\"/{z}/{x}/{y}", "A", .notAnAddress),
      ("https://a.example;/{z}/{x}/{y}", "A", .notAnAddress),
      ("https://'unsafe-inline'/{z}/{x}/{y}", "A", .notAnAddress),
      ("https:///{z}/{x}/{y}", "A", .notAnAddress),
      ("https://{x}{y}{z}", "A", .notAnAddress), ("javascript:{z}/{x}/{y}", "A", .notAnAddress),
      ("https://a.example/{z}/{x}/{y}", " ", .noAttribution),
    ]
  )
  func refusedTiles(address: String, attribution: String, error: MapTilesError) {
    #expect(throws: error) { try MapTiles(address: address, attribution: attribution) }
  }
}
