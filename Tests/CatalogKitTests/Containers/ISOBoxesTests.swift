import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Boxes")
struct ISOBoxesTests {
  private func boxes(_ bytes: [UInt8]) -> (found: [ISOBoxes.Box], error: ContainerError?) {
    var boxes = ISOBoxes(ByteReader(ByteSource(bytes)))
    var found: [ISOBoxes.Box] = []
    do throws(ContainerError) {
      while let box = try boxes.next() { found.append(box) }
      return (found, nil)
    } catch {
      return (found, error)
    }
  }

  private func payload(_ box: ISOBoxes.Box?) throws -> [UInt8] {
    let payload = try #require(box).payload
    return try payload.bytes(at: 0, count: payload.count)
  }

  @Test("Boxes are one after the other")
  func row() throws {
    let (found, error) = boxes(ISOMediaBuilder.box("abcd", [1, 2]) + ISOMediaBuilder.box("efgh", [3]))
    #expect(found.map(\.type) == ["abcd", "efgh"])
    #expect(try payload(found.first) == [1, 2])
    #expect(try payload(found.last) == [3])
    #expect(error == nil)
  }

  @Test("A size of 0 is all that follows")
  func openEnd() throws {
    let (found, error) = boxes([0, 0, 0, 0] + Array("abcd".utf8) + [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(found.count == 1)
    #expect(try payload(found.first) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(found.first?.isCutOff == false)
    #expect(error == nil)
  }

  @Test("A size of 1 says that the size has 64 bits")
  func largeBox() throws {
    let (found, error) = boxes(ISOMediaBuilder.large("abcd", [1, 2]) + ISOMediaBuilder.box("efgh", [3]))
    #expect(found.count == 2)
    #expect(try payload(found.first) == [1, 2])
    #expect(error == nil)
  }

  @Test(
    "A size of 64 bits that is smaller than its header, or beyond every file, is damage",
    arguments: [0, 15, -1]
  )
  func wrongLargeSize(size: Int) {
    let (found, error) = boxes(ISOMediaBuilder.large("abcd", size: size, [1, 2]))
    #expect(found.isEmpty)
    #expect(error != nil)
  }

  @Test("A size of 64 bits that the file is too short for is a cut-off file")
  func cutLargeSize() {
    #expect(boxes([0, 0, 0, 1] + Array("abcd".utf8) + [0, 0]).error == .endOfFile(offset: 10))
  }

  @Test("The largest size of 64 bits is cut to what there is")
  func largestSize() throws {
    let (found, error) = boxes(ISOMediaBuilder.large("abcd", size: Int.max, [1, 2]))
    #expect(try payload(found.first) == [1, 2])
    #expect(found.first?.isCutOff == true)
    #expect(error == nil)
  }

  @Test("A size that is smaller than the header is damage", arguments: 2...7)
  func smallSize(size: UInt8) {
    let (found, error) = boxes(ISOMediaBuilder.box("good", []) + [0, 0, 0, size] + Array("abcd".utf8))
    #expect(found.count == 1)
    #expect(error == .damaged("a box without a size", offset: 8))
  }

  @Test("A box that is larger than what it lies in is cut to it, and says so")
  func largerThanParent() throws {
    let outer = ISOMediaBuilder.box("outr", [0, 0, 0, 99] + Array("innr".utf8) + [1, 2])
    let (found, _) = boxes(outer + ISOMediaBuilder.box("next", [7, 7, 7]))
    #expect(found.count == 2)
    var inner = ISOBoxes(try #require(found.first).payload)
    let box = try inner.next()
    #expect(try payload(box) == [1, 2])
    #expect(box?.isCutOff == true)
    #expect(try inner.next() == nil)
  }

  @Test("A few bytes behind the last box are none", arguments: 1...7)
  func trailingZeros(count: Int) {
    let (found, error) = boxes(ISOMediaBuilder.box("abcd", []) + [UInt8](repeating: 0, count: count))
    #expect(found.count == 1)
    #expect(error == nil)
  }

  @Test("Many zeros behind the last box are one box without a name")
  func manyZeros() {
    let (found, error) = boxes(ISOMediaBuilder.box("abcd", []) + [UInt8](repeating: 0, count: 5000))
    #expect(found.map(\.type) == ["abcd", FourCC(0)])
    #expect(error == nil)
  }

  @Test("As many boxes as the limit are read, and one more is refused")
  func limit() {
    let row = { (count: Int) -> [UInt8] in (0..<count).flatMap { _ in ISOMediaBuilder.box("abcd", []) } }
    let most = boxes(row(ISOBoxes.boxLimit))
    #expect(most.found.count == ISOBoxes.boxLimit)
    #expect(most.error == nil)
    let more = boxes(row(ISOBoxes.boxLimit + 1))
    #expect(more.found.count == ISOBoxes.boxLimit)
    #expect(more.error == .tooMany("boxes", limit: ISOBoxes.boxLimit))
  }

  @Test("An extended type has sixteen bytes behind the header")
  func extendedType() throws {
    let (found, error) = boxes(ISOMediaBuilder.uuid(ISOMediaBuilder.xmpUUID, [5]))
    #expect(found.first?.uuid == ISOMediaBuilder.xmpUUID)
    #expect(try payload(found.first) == [5])
    #expect(error == nil)
    #expect(boxes(ISOMediaBuilder.box("uuid", [1, 2, 3])).error == .endOfFile(offset: 11))
    let small = ISOMediaBuilder.box("uuid", [1, 2, 3]) + [UInt8](repeating: 0, count: 40)
    #expect(boxes(small).error == .damaged("a box without a size", offset: 0))
  }

  @Test("A full box has a version and flags in front of its payload")
  func fullBox() throws {
    let box = try #require(boxes(ISOMediaBuilder.box("abcd", [2, 1, 0, 3, 9])).found.first)
    let full = try box.fullPayload()
    #expect(full.version == 2)
    #expect(full.flags == 0x010003)
    #expect(full.payload.count == 1)
    let short = try #require(boxes(ISOMediaBuilder.box("abcd", [2, 1])).found.first)
    #expect(throws: ContainerError.self) { try short.fullPayload() }
  }
}
