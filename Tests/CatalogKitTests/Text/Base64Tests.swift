import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Base 64")
struct Base64Tests {
  @Test(
    "The texts of RFC 4648 are written and read",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ]
  )
  func known(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == Array(encoded.utf8))
    #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
  }

  @Test("Every byte comes back, at every place")
  func roundTrip() {
    var generator = SeededGenerator(seed: 9)
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == Array("++//".utf8))
  }

  @Test(
    "Other text is none",
    arguments: [
      "Z", "Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zg==Zg==", "Zm=v", "Zm9v\n", " Zg=", "Zm9-", "Zm9_",
      "Zg=A",
      "Zm9v====",
    ]
  )
  func refused(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test(
    "Text that is not what encoding writes is none: bits behind the last byte",
    arguments: ["Zh==", "Zm9=", "Zv=="]
  )
  func looseBits(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }
}
