import Testing

@testable import CatalogKit

@Suite("Names of copies")
struct CopyNamesTests {
  private func free(_ names: String...) -> [String] {
    var copies = CopyNames()
    return names.map { copies.free(for: FilePathBytes($0)).lossyText }
  }

  @Test("a name is kept where it is free, and numbered before its extension where it is not")
  func numbers() {
    #expect(
      free("IMG_1.jpg", "IMG_1.jpg", "IMG_1.jpg", "a", "a")
        == ["IMG_1.jpg", "IMG_1 (2).jpg", "IMG_1 (3).jpg", "a", "a (2)"]
    )
    #expect(
      free("a (2).jpg", "a.jpg", "a.jpg", "a (2).jpg")
        == ["a (2).jpg", "a.jpg", "a (3).jpg", "a (2) (2).jpg"]
    )
    #expect(free(".jpg", ".jpg") == [".jpg", ".jpg (2)"])
  }

  @Test("names that differ in capitals or normalisation only are no two names")
  func alike() {
    #expect(free("IMG_1.JPG", "img_1.jpg") == ["IMG_1.JPG", "img_1 (2).jpg"])
    let decomposed = "cafe\u{301}.jpg"
    let names = free("caf\u{E9}.jpg", decomposed, "CAF\u{C9}.JPG")
    #expect(names.map { Array($0.utf8) }[1] == Array("cafe\u{301} (2).jpg".utf8))
    #expect(names[2] == "CAF\u{C9} (3).JPG")
  }

  @Test("a name that is no text is numbered as it is")
  func bytes() {
    var copies = CopyNames()
    let name = FilePathBytes([0xFF, 0x2E, 0x6A])
    #expect(copies.free(for: name) == name)
    #expect(copies.free(for: name).bytes == [0xFF] + Array(" (2)".utf8) + [0x2E, 0x6A])
  }

  @Test("no numbered name is longer than file systems take, and none ends in the midst of a character")
  func length() throws {
    for length in 240...255 {
      for name in [
        String(repeating: "x", count: length - 4) + ".jpg", String(repeating: "x", count: length),
        String(repeating: "미", count: (length - 4) / 3) + ".jpg",
        "a." + String(repeating: "소", count: (length - 2) / 3),
      ] {
        for number in [2, 1_000_000] {
          let numbered = CopyNames.numbered(FilePathBytes(name), number)
          #expect(numbered.bytes.count <= CopyNames.lengthLimit)
          #expect(numbered.utf8Text?.contains(" (\(number))") == true)
        }
      }
    }
  }

  @Test("a million photos of one name take a million steps, not their square")
  func many() {
    var copies = CopyNames()
    for _ in 0..<20_000 { _ = copies.free(for: FilePathBytes("IMG_1.jpg")) }
    #expect(copies.free(for: FilePathBytes("IMG_1.jpg")).lossyText == "IMG_1 (20001).jpg")
  }

  @Test("a copy is known again by the photo's name without its number, and its size")
  func known() {
    var copies = CopyNames()
    copies.add(FilePathBytes("IMG_1 (2).jpg"), size: 5)
    #expect(copies.alike(FilePathBytes("img_1.jpg"), size: 5) == [FilePathBytes("IMG_1 (2).jpg")])
    #expect(copies.alike(FilePathBytes("IMG_1.jpg"), size: 6).isEmpty)
    #expect(copies.alike(FilePathBytes("IMG_2.jpg"), size: 5).isEmpty)
    copies.add(FilePathBytes("( (2).jpg"), size: 1)
    #expect(copies.alike(FilePathBytes("(.jpg"), size: 1) == [FilePathBytes("( (2).jpg")])
  }
}
