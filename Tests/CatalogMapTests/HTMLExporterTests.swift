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

  private func rows(_ page: String) throws -> Substring {
    try part(of: page, from: "id=\"photos\">", to: "</script>")
  }

  @Test("a photo is a row, and a text that comes again is the number of its first time")
  func rows() throws {
    var miso = try SyntheticIndex.photo("photos/miso.jpg", 37.123456789, 126.978)
    miso.taken = LocalTime(
      date: try #require(CalendarDate(year: 2024, month: 11, day: 23)),
      secondOfDay: 63631
    )
    miso.make = "samsung"
    miso.model = "SM-S911N"
    miso.position?.altitude = 33.9
    miso.position?.accuracy = 4.75
    miso.heading = Heading(degrees: 87.25, reference: .trueNorth)
    var nabi = try SyntheticIndex.photo("photos/nabi.mp4", 37.2, 126.9785)
    nabi.format = .video
    nabi.make = "Canon"
    nabi.model = "Canon EOS R10"
    var raw = try SyntheticIndex.photo("photos/raw.dng", 37.3, 126.9785)
    raw.format = .dng
    raw.make = "samsung"
    raw.model = "SM-S911N"
    raw.unknownFields = Array(#","cat":"Miso""#.utf8)
    let page = try page([miso, nabi, raw, SyntheticIndex.photo("top.jpg")])
    #expect(
      try rows(page) == """
        [
        ["photos/","miso.jpg",37.123457,126.978,"2024-11-23T17:40:31","samsung SM-S911N",34,87,4.8],
        [0,"nabi.mp4",37.2,126.9785,null,"Canon EOS R10",null,null,null,null,2],
        [0,"raw.dng",37.3,126.9785,null,0,null,null,null,null,1],
        ["","top.jpg",null,null,null,null,null,null,null,null,null,"no position"]
        ]
        """
    )
  }

  @Test(
    "a row says whether its time is that of the file's last change, and has no more of a time than is known"
  )
  func modified() throws {
    var scan = try SyntheticIndex.photo("scan.jpg", 37.3, 126.9785)
    scan.taken = CalendarDate(year: 1987, month: 6, day: 15).flatMap {
      LocalTime(date: $0, precision: .month)
    }
    var saved = scan
    saved.path = FilePathBytes("saved.jpg")
    saved.takenSource = .modified
    let nulls = Array(repeating: "null", count: 8).joined(separator: ",")
    #expect(
      try rows(try page([saved, scan])) == """
        [
        ["","saved.jpg",37.3,126.9785,"1987-06",\(nulls),1],
        ["","scan.jpg",37.3,126.9785,"1987-06"]
        ]
        """
    )
  }

  @Test("a position that was made coarse says how coarse")
  func uncertainty() throws {
    var photo = FoundPhoto(try SyntheticIndex.photo("a.jpg", 37.3, 126.9785))
    photo.uncertainty = 500
    let links = PhotoLinks(indexFolder: folder.path, pageFolder: folder.path)
    var exporter = HTMLExporter(HTMLExporter.Settings(links: links))
    let memory = Memory()
    try exporter.begin(memory)
    try exporter.add(photo, to: memory)
    try exporter.end(memory)
    let rows = try rows(String(decoding: memory.bytes, as: UTF8.self))
    #expect(rows == "[\n[\"\",\"a.jpg\",37.3,126.9785,null,null,null,null,null,500]\n]")
  }

  @Test("an empty index gives a whole page")
  func empty() throws {
    let page = try page([])
    #expect(try rows(page) == "[\n]")
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
    #expect(!page.contains("{{"))
  }

  @Test("a folder is written out again once there are too many to remember, and numbers stay right")
  func manyFolders() throws {
    let photos = try (0..<4100).map { try SyntheticIndex.photo("f\($0)/a.jpg") }
    let again = try [4095, 4096, 4097].map { try SyntheticIndex.photo("f\($0)/b.jpg") }
    try SyntheticIndex.write([], to: index)
    var rows = PhotoRows()
    var json: [UInt8] = []
    for photo in photos { try rows.append(FoundPhoto(photo), to: &json) }
    json.removeAll()
    for photo in again { try rows.append(FoundPhoto(photo), to: &json) }
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.hasPrefix(#"[4095,"b.jpg""#))
    #expect(text.contains(#"["f4096/","b.jpg""#) && text.contains(#"["f4097/","b.jpg""#))
  }

  @Test("no text of a photo can end the data or begin markup")
  func markup() throws {
    var photo = try SyntheticIndex.photo("</script><!--<script>.jpg", 1, 2)
    photo.model = "</SCRIPT>"
    let page = try page([photo], title: "</script><b>")
    #expect(try !rows(page).contains("<"))
    #expect(try rows(page).contains(#"["\u003c/","script>\u003c!--\u003cscript>.jpg",1,2,"#))
    #expect(page.ranges(of: "</script>").count == 3)
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
      assert policy.startswith("default-src 'none'; img-src 'self' file: data:; ")
      """
    let result = try OtherProgram.python("-c", script, folder("page.html").lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("a page without photos is smaller than one small picture")
  func size() throws {
    #expect(try page([]).utf8.count < 100_000)
  }

  @Test("only tiles bring another computer into the page, and only into the policy for pictures")
  func tiles() throws {
    // The five are links to other maps, which are asked when a reader follows them.
    let links = PageFiles.script.ranges(of: "https:").count
    #expect(links == 5 && !PageFiles.style.contains("https:") && !PageFiles.html.contains("https:"))
    #expect(try page([]).ranges(of: "https:").count == links && !page([]).contains("http:"))
    let tiles = try MapTiles(address: "https://tiles.example:8080/{z}/{x}/{y}.png", attribution: "© Somebody")
    let page = try page([], tiles: tiles)
    #expect(page.contains("img-src 'self' file: data: https://tiles.example:8080;"))
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
        #expect(policy.contains("; img-src 'self' file: data: https://\(host); style-src "))
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
