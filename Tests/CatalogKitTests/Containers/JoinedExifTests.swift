import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Exif blocks cut over several segments")
struct JoinedExifTests {
  /// A position whose values and directories all lie behind something else that is wanted.
  private static func block(_ order: ByteOrder) -> [UInt8] {
    TIFFBuilder.santiago.ordered(order)
      .setting(.make, .ascii("Acme Cameras"))
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
      .setting(.altitude, .rationals((520, 1)))
      .bytes
  }

  private func check(_ builder: JPEGBuilder, _ comment: Comment) throws {
    let photo = builder.frame(width: 640, height: 480).scan().photo
    #expect(photo.position?.coordinate == (try .santiago), comment)
    #expect(photo.position?.altitude == 520, comment)
    #expect(photo.make == "Acme Cameras", comment)
    #expect(photo.taken?.description == "2016-09-28T18:18:05", comment)
  }

  @Test(
    "A block may be cut anywhere behind its header: in a directory, in a value, in a number",
    arguments: ByteOrder.both
  )
  func everyCut(_ order: ByteOrder) throws {
    let block = Self.block(order)
    for cut in TIFFHeader.length..<block.count {
      try check(JPEGBuilder().exif(block, cutAt: [cut]), "cut at \(cut)")
    }
  }

  @Test("A block may be cut twice", arguments: ByteOrder.both)
  func twoCuts(_ order: ByteOrder) throws {
    let block = Self.block(order)
    for first in stride(from: TIFFHeader.length, to: block.count, by: 7) {
      for second in stride(from: first, to: block.count, by: 11) {
        try check(JPEGBuilder().exif(block, cutAt: [first, second]), "cut at \(first) and \(second)")
      }
    }
  }

  @Test("Other segments may come between the parts")
  func between() throws {
    let block = Self.block(.little)
    let first = JPEGBuilder().exif(Array(block[..<60])).xmp().icc()
    try check(first.exif(Array(block[60...])), "XMP and ICC between")
  }

  @Test("A block of more than 64 KB is read to its end")
  func large() throws {
    let block = TIFFBuilder.santiago.changing { $0.gap = 100_000 }.bytes
    let photo = JPEGBuilder().exif(block, cutAt: [65_000]).frame(width: 640, height: 480).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("Values behind 64 KB are read too")
  func lateValues() throws {
    let block = TIFFBuilder.santiago.setting(.make, .text(String(repeating: "A", count: 90_000))).bytes
    let photo = JPEGBuilder().exif(block, cutAt: [50_000]).frame(width: 640, height: 480).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.make?.count == 1024)
  }

  @Test("A second segment that begins a TIFF structure of its own is not joined")
  func ownHeader() {
    let block = Self.block(.little)
    let own = TIFFBuilder().setting(.model, .ascii("Other model")).bytes
    let photo = JPEGBuilder().exif(Array(block[..<100])).exif(own).exif(Array(block[100...])).scan().photo
    #expect(photo.position == nil)
    #expect(photo.make == "Acme Cameras")
    #expect(photo.model == nil)
  }

  @Test("A whole block behind a cut one is read by itself")
  func ownBlock() throws {
    let cut = Array(Self.block(.little)[..<100])
    let photo = JPEGBuilder().exif(cut).exif(TIFFBuilder.santiago.bytes).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.make == nil)
  }

  @Test("A second segment behind a whole block is not joined to it")
  func wholeFirst() throws {
    let block = TIFFBuilder.santiago.bytes
    let photo = JPEGBuilder().exif(block).exif(Array("behind it".utf8)).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("Of a block whose rest is missing, what is there is read")
  func missingRest() throws {
    let block = TIFFBuilder.santiago.setting(.dateTime, .ascii("2016:09:28 18:18:05")).movedToFront("gps")
      .bytes
    let photo = JPEGBuilder().exif(Array(block[..<(block.count - 10)])).frame(width: 8, height: 8).scan()
      .photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.taken == nil)
  }

  /// A block that is never whole, in this many parts, and behind it one with a position.
  private static func parts(_ count: Int) -> Photo {
    var builder = JPEGBuilder().exif(
      TIFFBuilder().setting(.make, .ascii("Acme")).changing { $0.statedFirstDirectory = 5000 }.bytes
    )
    for _ in 1..<count { builder = builder.exif([0]) }
    return builder.exif(TIFFBuilder.santiago.bytes).frame(width: 8, height: 8).scan().photo
  }

  @Test("Of more blocks and parts than any camera writes the first sixty-four are read")
  func manyParts() throws {
    #expect(Self.parts(63).position?.coordinate == (try .santiago))
    #expect(Self.parts(64).problem?.reason == "more than 64 Exif blocks")
    #expect(Self.parts(4000).problem?.reason == "more than 64 Exif blocks")
  }

  @Test("A block of more than 1 MB is a named problem")
  func tooLarge() {
    let part = [UInt8](repeating: 0, count: 65_000)
    var builder = JPEGBuilder().exif(
      TIFFBuilder.santiago.changing { $0.statedFirstDirectory = 5_000_000 }.bytes
    )
    for _ in 0..<17 { builder = builder.exif(part) }
    let photo = builder.frame(width: 8, height: 8).scan().photo
    #expect(photo.position == nil)
    #expect(
      photo.problem?.reason.contains("limit") == true || photo.problem?.reason.contains("more than") == true
    )
  }
}
