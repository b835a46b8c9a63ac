/// Where the samples of a track lie in the file, one after the other (ISO/IEC 14496-12, 8.7: sizes in `stsz`, samples a
/// chunk in `stsc`, chunks in `stco` or `co64`).
///
/// The tables of a long movie have megabytes: they are read in pieces, as far as samples are asked for.
struct SampleTable {
  private let sampleCount: Int
  /// 0: each sample has its own.
  private let commonSize: Int
  private var sizes: NumberList
  private var runs: NumberList
  private let runCount: Int
  private var chunks: NumberList
  private let chunkCount: Int

  private var sample = 0
  private var run = 0
  private var chunk = 0
  private var leftInChunk = 0
  private var offset = 0

  /// `nil` where a table is missing.
  ///
  /// - Parameter table: The `stbl` box.
  /// - Throws: ``ContainerError`` where a table is damaged.
  init?(_ table: ByteReader) throws(ContainerError) {
    var sizes: ByteReader?
    var runs: ByteReader?
    var chunks: (box: ByteReader, width: Int)?
    var boxes = ISOBoxes(table)
    while let box = try boxes.next() {
      switch box.type {
      case "stsz": sizes = try box.fullPayload().payload
      case "stsc": runs = try box.fullPayload().payload
      case "stco": chunks = (try box.fullPayload().payload, 4)
      case "co64": chunks = (try box.fullPayload().payload, 8)
      default: break
      }
    }
    guard let sizes, let runs, let chunks else { return nil }
    commonSize = Int(try sizes.uint32(at: 0, .big))
    sampleCount = Int(try sizes.uint32(at: 4, .big))
    runCount = Int(try runs.uint32(at: 0, .big))
    chunkCount = Int(try chunks.box.uint32(at: 0, .big))
    self.sizes = NumberList(sizes, from: 8, width: 4)
    self.runs = NumberList(runs, from: 4, width: 4)
    self.chunks = NumberList(chunks.box, from: 4, width: chunks.width)
  }

  /// The tables have no sample, as in a movie whose samples lie in fragments.
  var isEmpty: Bool { sampleCount == 0 }

  /// The next sample's place in the file, which may end earlier; `nil` after the last.
  mutating func next() throws(ContainerError) -> Range<Int>? {
    guard sample < sampleCount else { return nil }
    if leftInChunk == 0 {
      guard chunk < chunkCount, runCount > 0 else { return nil }
      // A run says from which chunk on, counted from 1, chunks have how many samples.
      if run + 1 < runCount, try runs.number(at: 3 * (run + 1)) <= chunk + 1 { run += 1 }
      leftInChunk = try runs.number(at: 3 * run + 1)
      guard leftInChunk > 0 else { throw .damaged("a chunk without samples", offset: 0) }
      offset = try chunks.number(at: chunk)
      chunk += 1
    }
    let size = try commonSize > 0 ? commonSize : sizes.number(at: sample)
    let range = offset..<(offset + size)
    sample += 1
    leftInChunk -= 1
    offset = range.upperBound
    return range
  }

  /// Numbers one after the other, read a window at a time and kept, so that reading samples in between costs nothing.
  private struct NumberList {
    private let reader: ByteReader
    private let start: Int
    private let width: Int
    private var numbers: [Int] = []
    private var firstNumber = 0

    init(_ reader: ByteReader, from start: Int, width: Int) {
      self.reader = reader
      self.start = start
      self.width = width
    }

    mutating func number(at index: Int) throws(ContainerError) -> Int {
      if !(firstNumber..<(firstNumber + numbers.count)).contains(index) { try load(index) }
      return numbers[index - firstNumber]
    }

    private mutating func load(_ index: Int) throws(ContainerError) {
      let place = start + width * index
      let count = max(1, min(ByteSource.windowSize, reader.count - place) / width)
      let width = width
      numbers = try reader.withBytes(at: place, count: width * count) { bytes in
        (0..<count).map { number in
          let value =
            width == 4
            ? UInt64(ByteOrder.big.uint32(bytes, 4 * number)) : ByteOrder.big.uint64(bytes, 8 * number)
          // No file is that large; half of all numbers leaves room to add sizes.
          return Int(min(value, UInt64(Int.max / 2)))
        }
      }
      firstNumber = index
    }
  }
}
