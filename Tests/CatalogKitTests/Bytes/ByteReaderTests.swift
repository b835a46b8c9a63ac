import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Pieces of a photo")
struct ByteReaderTests {
  private static func reader() -> ByteReader { ByteReader(ByteSource((0..<100).map(UInt8.init))) }

  @Test("Numbers are read in the named byte order")
  func numbers() throws {
    let reader = Self.reader()
    #expect(try reader.byte(at: 99) == 99)
    #expect(try reader.uint16(at: 1, .little) == 0x0201)
    #expect(try reader.uint16(at: 1, .big) == 0x0102)
    #expect(try reader.uint32(at: 1, .little) == 0x0403_0201)
    #expect(try reader.uint32(at: 1, .big) == 0x0102_0304)
  }

  @Test("A slice counts from its own start, and what would lie outside is cut off")
  func slices() throws {
    let slice = Self.reader().slice(10..<20)
    #expect(slice.count == 10)
    #expect(try slice.byte(at: 0) == 10)
    #expect(try slice.slice(5..<1000).bytes(at: 0, count: 5) == [15, 16, 17, 18, 19])
    #expect(slice.slice(10..<12).count == 0)
    #expect(slice.slice(50..<60).count == 0)
  }

  @Test(
    "A slice hides what lies around it",
    arguments: [(-1, 1), (9, 2), (10, 1), (0, 11), (Int.max, 1), (3, -1)]
  )
  func outside(_ offset: Int, _ count: Int) {
    let slice = Self.reader().slice(10..<20)
    #expect(throws: ContainerError.endOfFile(offset: 20)) { try slice.bytes(at: offset, count: count) }
    #expect(throws: ContainerError.endOfFile(offset: 20)) {
      try slice.withBytes(at: offset, count: count) { _ in }
    }
  }

  @Test("Joined pieces are read as one, across their edges too")
  func joined() throws {
    let all = Self.reader()
    let joined = all.slice(10..<13).joined(with: all.slice(50..<52)).joined(with: all.slice(30..<40))
    let expected: [UInt8] = [10, 11, 12, 50, 51] + (30..<40)
    #expect(joined.count == 15)
    for start in 0...15 {
      for count in 0...(15 - start) {
        #expect(try joined.bytes(at: start, count: count) == Array(expected[start..<(start + count)]))
      }
    }
    #expect(try joined.uint32(at: 1, .big) == 0x0B0C_3233)
    #expect(try joined.uint16(at: 4, .little) == 0x1E33)
    #expect(throws: ContainerError.endOfFile(offset: 40)) { try joined.byte(at: 15) }
  }

  @Test("A slice of joined pieces holds parts of each")
  func sliceOfJoined() throws {
    let all = Self.reader()
    let joined = all.slice(10..<13).joined(with: all.slice(50..<55))
    #expect(try joined.slice(2..<5).bytes(at: 0, count: 3) == [12, 50, 51])
    #expect(try joined.slice(4..<8).bytes(at: 0, count: 4) == [51, 52, 53, 54])
    #expect(joined.slice(8..<9).count == 0)
  }

  @Test("A run longer than a window is read whole")
  func longRun() throws {
    let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    let reader = ByteReader(ByteSource(bytes)).slice(100..<30_000)
    #expect(try reader.bytes(at: 0, count: 29_900) == Array(bytes[100..<30_000]))
  }
}
