/// Where the blocks of places are in the file, and which piece of the earth each covers.
struct PlaceDirectory: Sendable {
  private let bytes: [UInt8]
  /// Where each block begins in its section.
  private let offsets: [Int]
  private let path: FilePathBytes
  /// How many places there are.
  let placeCount: Int
  /// How many blocks.
  var count: Int { offsets.count }

  /// Bytes of an entry: the first geohash, the frame, and the edges in hundredths of a degree.
  private static let entrySize = 24

  init(_ file: GazetteerFile) throws(GazetteerError) {
    bytes = try file.bytes(of: .placeDirectory)
    path = file.path
    placeCount = file.count(of: .placeDirectory)
    let count = (placeCount + PlaceBlock.size - 1) / PlaceBlock.size
    guard count > 0, bytes.count == count * Self.entrySize else {
      throw .damaged(path, "its directory of places has the wrong size")
    }
    var offsets: [Int] = []
    offsets.reserveCapacity(count)
    var offset = 0
    for block in 0..<count {
      offsets.append(offset)
      offset += Int(bytes[block * Self.entrySize + 8]) | Int(bytes[block * Self.entrySize + 9]) << 8
    }
    self.offsets = offsets
  }

  /// How many places a block has.
  func placeCount(of block: Int) -> Int { min(PlaceBlock.size, placeCount - block * PlaceBlock.size) }

  func frame(_ block: Int) throws(GazetteerError) -> BlockFrame {
    var cursor = BlockCursor(bytes[(block * Self.entrySize + 8)...], of: path)
    return try cursor.frame(at: offsets[block])
  }

  /// The block where a geohash is, or would be.
  func block(of geohash: Geohash) -> Int {
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if first(middle) <= geohash.bits { low = middle } else { high = middle }
    }
    return low
  }

  private func first(_ block: Int) -> UInt64 {
    bytes.withUnsafeBytes { ByteOrder.little.uint64($0, block * Self.entrySize) }
  }

  /// What a block covers, rounded outwards.
  func box(_ block: Int) -> BoundingBox {
    BoundingBox(south: edge(block, 0), west: edge(block, 1), north: edge(block, 2), east: edge(block, 3))
  }

  /// A damaged directory may have edges outside of the world: its blocks are then looked into too often or too seldom.
  private func edge(_ block: Int, _ number: Int) -> Double {
    let value = bytes.withUnsafeBytes {
      ByteOrder.little.uint16($0, block * Self.entrySize + 16 + 2 * number)
    }
    return Double(Int16(bitPattern: value)) / 100
  }
}
