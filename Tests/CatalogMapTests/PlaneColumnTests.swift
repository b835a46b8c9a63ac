import Testing

@testable import CatalogKit
@testable import CatalogMap
@testable import TestSupport

@Suite("PlaneColumn")
struct PlaneColumnTests {
  @Test("numbers are their count, their width, and the lowest byte of all before the next one of all")
  func planes() {
    var column = PlaneColumn()
    for number in [1, 258, 65536] { column.add(number) }
    #expect(column.parts == [[3, 3], [1, 2, 0], [0, 1, 0], [0, 0, 1]])
  }

  @Test("a column of nothing but 0 has no planes, and one without numbers neither")
  func nothing() {
    var column = PlaneColumn()
    #expect(column.parts == [[0, 0]])
    column.addOptional(nil)
    column.addOptional(signed: nil)
    #expect(column.parts == [[2, 0]])
  }

  @Test("a sign is the lowest bit, and a step is from the number before")
  func signs() {
    var column = PlaneColumn()
    for place in [-3, -1, -1, -130] { column.addStep(to: place) }
    #expect(column.parts == [[4, 2], [5, 4, 0, 1], [0, 0, 0, 1]])
  }

  @Test("parts of bytes that differ are one stream, smaller than with one code for all of them")
  func ownCodes() throws {
    let folder = try TemporaryFolder()
    var state: UInt32 = 1
    // Noise below 16, and noise from 128 to 191: half of the bits are for telling them apart where they share a code.
    let parts = [0, 128].map { base in
      (0..<3000).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(base) + UInt8(state >> 24) % (base == 0 ? 16 : 64)
      }
    }
    let packed = Deflate.bytes(parts: [[], parts[0], [7], parts[1]])
    #expect(packed.count < Deflate.bytes(parts[0] + [7] + parts[1]).count)
    try folder.write(packed, to: "packed")
    let result = try OtherProgram.python(
      "-c",
      "import sys, zlib; print(zlib.decompress(open(sys.argv[1], 'rb').read(), -15).hex())",
      folder("packed").lossyText
    )
    let digits = Array("0123456789abcdef")
    let hexadecimal = (parts[0] + [7] + parts[1]).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    #expect(result.text == String(hexadecimal) + "\n")
  }
}
