import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Reading bytes of a photo")
struct ByteSourceTests {
  private static let numbers = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

  @Test("Runs of any length are read right, inside of the first 16 KB, behind them and across")
  func runs() throws {
    let source = ByteSource(Self.numbers)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let start = Int.random(in: 0..<Self.numbers.count, using: &generator)
      let count = Int.random(in: 0...min(10_000, Self.numbers.count - start), using: &generator)
      #expect(try source.bytes(at: start, count: count) == Array(Self.numbers[start..<(start + count)]))
    }
  }

  @Test(
    "What does not lie in the file as a whole is not read",
    arguments: [
      (-1, 1), (0, -1), (50_000, 1), (49_999, 2), (0, 50_001), (Int.max, 1), (1, Int.max), (Int.min, 0),
    ]
  )
  func bounds(_ offset: Int, _ count: Int) {
    let source = ByteSource(Self.numbers)
    #expect(throws: ContainerError.endOfFile(offset: 50_000)) { try source.bytes(at: offset, count: count) }
    #expect(source.counts == ReadCounts())
  }

  @Test("No bytes at the end are a run")
  func emptyRun() throws {
    #expect(try ByteSource(Self.numbers).bytes(at: 50_000, count: 0).isEmpty)
    #expect(try ByteSource([]).bytes(at: 0, count: 0).isEmpty)
  }

  @Test("Reads near each other cost one call")
  func window() throws {
    let source = ByteSource(Self.numbers)
    for offset in 0..<ByteSource.headSize { _ = try source.bytes(at: offset, count: 1) }
    #expect(source.counts.calls == 1)
    #expect(source.counts.bytes == ByteSource.headSize)
    for offset in 30_000..<(30_000 + ByteSource.windowSize) { _ = try source.bytes(at: offset, count: 1) }
    #expect(source.counts.calls == 2)
    _ = try source.bytes(at: 100, count: 4)
    #expect(source.counts.calls == 2)
  }

  @Test("A photo wants no more than 1 MB")
  func byteLimit() throws {
    let source = ByteSource()
    source.open(size: 1 << 30) { (_, buffer) throws(SystemError) in (buffer.count, 1) }
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try source.bytes(at: 0, count: ByteSource.byteLimit + 1)
    }
    _ = try source.bytes(at: 0, count: ByteSource.byteLimit)
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) { try source.bytes(at: 1 << 25, count: 1) }
    #expect(source.counts.bytes == ByteSource.byteLimit)
    source.open(FileContents(Self.numbers))
    #expect(try source.bytes(at: 3, count: 1) == [Self.numbers[3]])
  }

  @Test("A file that became shorter than its size is cut off")
  func shrunk() {
    let source = ByteSource()
    source.open(size: 100_000) { (_, _) throws(SystemError) in (0, 1) }
    #expect(throws: ContainerError.endOfFile(offset: 5)) { try source.bytes(at: 5, count: 4) }
    #expect(throws: ContainerError.endOfFile(offset: 30_000)) { try source.bytes(at: 30_000, count: 20_000) }
  }

  @Test("What the system did not let us read is remembered, whatever was made of it, until the next photo")
  func failure() throws {
    let error = SystemError(code: 5, operation: "read", path: FilePathBytes("a.jpg"))
    let source = ByteSource()
    source.open(size: 100_000) { (offset, buffer) throws(SystemError) in
      if offset > 0 { throw error }
      return (buffer.count, 1)
    }
    _ = try source.bytes(at: 0, count: 10)
    #expect(source.failure == nil)
    _ = try? source.bytes(at: 50_000, count: 10)
    _ = try source.bytes(at: 0, count: 10)
    #expect(source.failure == .system(error))
    source.open(FileContents([1, 2, 3]))
    #expect(source.failure == nil)
  }

  @Test("Headers far from each other are read alone, and those that follow each other closely together")
  func lonely() throws {
    let source = ByteSource([UInt8](repeating: 1, count: 200_000))
    for number in 0..<10_000 { _ = try source.lonelyBytes(at: 20_000 + 12 * number, count: 8) }
    #expect(source.counts.calls < 80)
    #expect(source.counts.bytes < 130_000)
    source.open(FileContents([UInt8](repeating: 1, count: 200_000)))
    for number in 0..<10 { _ = try source.lonelyBytes(at: 20_000 + 10_000 * number, count: 8) }
    #expect(source.counts.bytes == 80)
  }

  @Test("A common photo costs one call of 16 KB")
  func commonPhoto() throws {
    let reader = PhotoExtractor()
    let bytes = JPEGBuilder.photo(.santiago).raw([UInt8](repeating: 0, count: 3_000_000)).bytes
    let photo = reader.read(bytes, as: FilePathBytes("a.jpg"))
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(reader.counts.calls == 1)
    #expect(reader.counts.bytes == ByteSource.headSize)
  }

  @Test("A small photo costs no more bytes than it has")
  func smallPhoto() {
    let reader = PhotoExtractor()
    let bytes = JPEGBuilder.photo(.santiago).bytes
    _ = reader.read(bytes, as: FilePathBytes("a.jpg"))
    #expect(reader.counts.bytes == bytes.count)
  }

  @Test("A photo with a large profile before its Exif block costs a few windows")
  func farBlock() throws {
    let reader = PhotoExtractor()
    let bytes = JPEGBuilder().icc(count: 65_000).icc(count: 65_000).exif(TIFFBuilder.santiago.bytes).scan()
      .bytes
    #expect(reader.read(bytes, as: FilePathBytes("a.jpg")).position?.coordinate == (try .santiago))
    #expect(reader.counts.calls <= 5)
    #expect(reader.counts.bytes <= 40_000)
  }

  @Test("A file of 4 GB costs as little as its metadata")
  func hugeFile() throws {
    let start = JPEGBuilder.photo(.santiago).bytes
    let source = ByteSource()
    source.open(size: 4 << 30) { (offset, buffer) throws(SystemError) in
      for index in buffer.indices { buffer[index] = offset + index < start.count ? start[offset + index] : 0 }
      return (buffer.count, 1)
    }
    var blocks = 0
    try MetadataLocator.visitBlocks(of: ByteReader(source), in: .jpeg) { piece in
      if case .exif = piece { blocks += 1 }
      return .next
    }
    #expect(blocks == 1)
    #expect(source.counts.calls == 1)
    #expect(source.counts.bytes == ByteSource.headSize)
  }

  @Test("A file of 4 GB without a marker anywhere is given up soon")
  func hugeNothing() {
    let source = ByteSource()
    source.open(size: 4 << 30) { (offset, buffer) throws(SystemError) in
      for index in buffer.indices { buffer[index] = 0xFF }
      if offset == 0, buffer.count > 1 { buffer[1] = 0xD8 }
      return (buffer.count, 1)
    }
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try MetadataLocator.visitBlocks(of: ByteReader(source), in: .jpeg) { _ in .next }
    }
    #expect(source.counts.bytes <= ByteSource.byteLimit)
  }

  @Test(
    "What is too much is said with the limit of the format",
    arguments: [(PhotoFormat.jpeg, 1), (.video, 16)]
  )
  func limits(_ format: PhotoFormat, _ megabytes: Int) {
    let source = ByteSource()
    source.open(size: 1 << 30) { (_, buffer) throws(SystemError) in (buffer.count, 1) }
    source.allow(format)
    do throws(ContainerError) {
      _ = try source.bytes(at: 0, count: megabytes << 20)
      _ = try source.bytes(at: 0, count: 5000)
      Issue.record("nothing was too much")
    } catch {
      #expect(error.description == "more than \(megabytes) MB of metadata would have to be read")
    }
  }
}
