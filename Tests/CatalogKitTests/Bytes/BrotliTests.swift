import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Brotli")
struct BrotliTests {
  private func error(_ packed: [UInt8], limit: Int) -> InflateError? {
    do throws(InflateError) {
      _ = try Brotli.bytes(packed, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test("A stream gives its bytes, and what follows it is not looked at")
  func unpacks() throws {
    #expect(try Brotli.bytes(BrotliSample.text, limit: 2000) == Array(BrotliSample.unpackedText.utf8))
    #expect(
      try Brotli.bytes(BrotliSample.text + [1, 2, 3], limit: 2000) == Array(BrotliSample.unpackedText.utf8)
    )
    let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 * $0) }
    for count in [0, 1, 2, 255, 256, 40_000] {
      let some = Array(bytes.prefix(count))
      #expect(try Brotli.bytes(BrotliSample.stored(some), limit: 1 << 20) == some)
    }
  }

  @Test("As much as the limit may come out, and not a byte more")
  func limit() throws {
    #expect(
      try Brotli.bytes(BrotliSample.oneMegabyte, limit: 1 << 20) == [UInt8](repeating: 0, count: 1 << 20)
    )
    #expect(error(BrotliSample.overOneMegabyte, limit: 1 << 20) == .tooLarge)
    #expect(error(BrotliSample.sixteenMegabytes, limit: 1 << 20) == .tooLarge)
    #expect(error(BrotliSample.text, limit: BrotliSample.unpackedText.utf8.count - 1) == .tooLarge)
    #expect(error(BrotliSample.text, limit: BrotliSample.unpackedText.utf8.count) == nil)
  }

  @Test("Every prefix of a stream is cut off")
  func prefixes() {
    for length in 0..<BrotliSample.text.count {
      #expect(error(Array(BrotliSample.text.prefix(length)), limit: 2000) == .cutOff)
    }
  }

  @Test("What is no stream is damaged")
  func damaged() {
    #expect(error([0xFF, 0xFF, 0xFF], limit: 100) == .damaged)
    var random = SeededGenerator(seed: 0x6361_7473)
    for _ in 0..<5000 {
      var bytes = BrotliSample.text
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      if let unpacked = try? Brotli.bytes(bytes, limit: 5000) { #expect(unpacked.count <= 5000) }
    }
  }
}
