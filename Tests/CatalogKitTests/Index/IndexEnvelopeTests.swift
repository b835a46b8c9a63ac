import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexHeader and IndexFooter")
struct IndexEnvelopeTests {
  private var headers: [IndexHeader] {
    var strange = SyntheticIndex.header
    strange.scanned = [
      FilePathBytes("a \"quoted\" \\ name\n"), FilePathBytes([0x61, 0xFF]), FilePathBytes("골목"),
    ]
    strange.generator = "cat \"alog\" \u{1}"
    strange.reader = 0
    var many = SyntheticIndex.header
    many.scanned = (0..<500).map { FilePathBytes("folder \($0)") }
    var none = SyntheticIndex.header
    none.scanned = []
    var newer = SyntheticIndex.header
    newer.version = 99
    return [SyntheticIndex.header, strange, many, none, newer]
  }

  @Test("a header is read from exactly the bytes that it writes")
  func header() throws {
    for header in headers {
      let bytes = header.encoded()
      let parsed = try #require(IndexHeader.parse(bytes + Array("{\"geohash\":null".utf8)))
      #expect(parsed.header == header)
      #expect(parsed.length == bytes.count)
    }
  }

  @Test("a header is three lines")
  func headerLines() {
    let text = String(decoding: SyntheticIndex.header.encoded(), as: UTF8.self)
    #expect(
      text == """
        {"catalog":{"version":1,"reader":4,"generator":"catalog test","written":"2026-02-02T02:40:00.123456789Z"},
        "scanned":["photos"],
        "photos":[

        """
    )
  }

  @Test("the index that benchmarks make says the extractor of today, so that no scan reads its photos anew")
  func headerOfBenchmarks() throws {
    let path = SchemaPython.repository.appending(FilePathBytes("Benchmarks/makeindex.c"))
    let source = String(decoding: try FileReader(path: path).read(at: 0, count: 1 << 20), as: UTF8.self)
    #expect(source.contains(#"\"reader\":\#(ExtractorVersion.current),\"generator"#))
  }

  @Test("a header with any byte changed, left out or put in is another header or none")
  func changedHeader() {
    let bytes = SyntheticIndex.header.encoded()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(IndexHeader.parse(changed)?.header != SyntheticIndex.header)
      var shorter = bytes
      shorter.remove(at: index)
      #expect(IndexHeader.parse(shorter)?.header != SyntheticIndex.header)
      var longer = bytes
      longer.insert(UInt8(ascii: " "), at: index)
      #expect(IndexHeader.parse(longer)?.header != SyntheticIndex.header)
      #expect(IndexHeader.parse(Array(bytes.prefix(index))) == nil)
    }
  }

  private var summaries: [IndexFooter] {
    var small = IndexFooter()
    small.photos = 16
    small.located = 14
    small.unreadable = 1
    var huge = IndexFooter()
    huge.photos = 1 << 52
    huge.located = 1 << 52
    huge.unreadable = 1 << 52
    return [IndexFooter(), small, huge]
  }

  @Test("a summary is 256 bytes, whatever is counted, and is read from exactly these")
  func summary() throws {
    var checksum = CRC32()
    checksum.add(Array("some bytes".utf8))
    for summary in summaries {
      for size in [256, 1_000_000, 1 << 52] {
        let bytes = summary.encodedWithoutChecksum(size: size) + IndexFooter.encoded(checksum)
        #expect(bytes.count == 256)
        let parsed = try #require(IndexFooter.parse(bytes, size: size))
        #expect(parsed.summary == summary)
        #expect(parsed.checksum == checksum.text)
        #expect(IndexFooter.parse(bytes, size: size - 1) == nil)
      }
    }
  }

  @Test("a summary with any byte changed is another summary or none")
  func changedSummary() throws {
    let bytes = summaries[1].encodedWithoutChecksum(size: 1000) + IndexFooter.encoded(CRC32())
    for index in bytes.indices {
      for change in [1, 0x20] as [UInt8] {
        var changed = bytes
        changed[index] ^= change
        let parsed = IndexFooter.parse(changed, size: 1000)
        #expect(parsed?.summary != summaries[1] || parsed?.checksum != CRC32().text)
      }
      #expect(IndexFooter.parse(Array(bytes.prefix(index)), size: 1000) == nil)
    }
  }

  @Test("the checksum is that of zlib and gzip")
  func checksum() {
    var checksum = CRC32()
    #expect(checksum.text == Array("00000000".utf8))
    checksum.add(Array("1234".utf8))
    checksum.add([])
    checksum.add(Array("56789".utf8))
    #expect(String(decoding: checksum.text, as: UTF8.self) == "cbf43926")
  }
}
