/// The file of places' names: a header, and sections of blocks that are packed one by one. Any number of threads can read it.
///
/// Everything is little-endian. The header has 256 bytes: `catplace`, the version, the CRC-32 of the rest, the file's size, and for each
/// section its offset, size, CRC-32 (0 where each block has its own) and count. `packaging/gazetteer` writes it; docs/decisions, 23,
/// says why it is like that. Whatever the bytes are, reading them ends in an answer or in ``GazetteerError``.
final class GazetteerFile: Sendable {
  let path: FilePathBytes
  private let file: FileReader
  private let sections: [Extent]

  /// The version of the file that this program reads.
  static let version = 1
  private static let magic = Array("catplace".utf8)
  private static let headerSize = 256
  private static let entrySize = 16
  private static let firstEntry = 20

  /// The parts of the file, in their order.
  enum Section: Int, CaseIterable {
    /// Whose data it is, for whoever looks into the file.
    case credits
    case countries
    /// A byte for each region: the number of its country.
    case regionCountries
    case regionDirectory, regions
    case timeZones
    case placeDirectory, places
    case nameDirectory, names
    case outlineDirectory, outlines
    case notableDirectory, notable
  }

  private struct Extent {
    let offset: Int
    let size: Int
    let checksum: UInt32
    let count: Int
  }

  /// Opens a file and checks its header.
  ///
  /// - Throws: ``GazetteerError``.
  init(path: FilePathBytes) throws(GazetteerError) {
    self.path = path
    let header: [UInt8]
    do throws(SystemError) {
      file = try FileReader(path: path)
      header = try file.read(at: 0, count: Self.headerSize)
    } catch {
      throw error.isMissing ? .missing(path) : error.isNoFile ? .notAGazetteer(path) : .system(error)
    }
    guard header.starts(with: Self.magic), header.count == Self.headerSize else { throw .notAGazetteer(path) }
    var cursor = BlockCursor(header[...], of: path)
    try cursor.skip(Self.magic.count)
    let version = Int(try cursor.uint32())
    guard version == Self.version else { throw .otherVersion(path, version: version) }
    let checksum = try cursor.uint32()
    var sum = CRC32()
    sum.add(Array(header[16...]))
    guard sum.number == checksum else { throw .damaged(path, "the checksum of its header is wrong") }
    let size = Int(try cursor.uint32())
    guard Int(file.status.size) == size else {
      throw .damaged(path, "it has \(file.status.size) bytes and should have \(size)")
    }
    var sections: [Extent] = []
    for _ in Section.allCases {
      let (offset, length) = (Int(try cursor.uint32()), Int(try cursor.uint32()))
      guard offset >= Self.headerSize, offset <= size - length else {
        throw .damaged(path, "a section lies outside of it")
      }
      let (checksum, count) = (try cursor.uint32(), Int(try cursor.uint32()))
      sections.append(Extent(offset: offset, size: length, checksum: checksum, count: count))
    }
    self.sections = sections
  }

  /// How many entries a section has, as the header says it.
  func count(of section: Section) -> Int { sections[section.rawValue].count }

  /// A whole section, checked.
  ///
  /// - Parameter section: One that has a checksum as a whole.
  /// - Returns: Its bytes.
  /// - Throws: ``GazetteerError``.
  func bytes(of section: Section) throws(GazetteerError) -> [UInt8] {
    let extent = sections[section.rawValue]
    return try read(extent.offset, extent.size, checksum: extent.checksum)
  }

  /// A section that is one packed text: four bytes of its size, then the text.
  ///
  /// - Returns: The text in UTF-8.
  /// - Throws: ``GazetteerError``.
  func table(of section: Section) throws(GazetteerError) -> [UInt8] {
    let bytes = try bytes(of: section)
    var cursor = BlockCursor(bytes[...], of: path)
    let size = Int(try cursor.uint32())
    guard size <= Self.largestTable else { throw .damaged(path, "a table is too large") }
    return try unpacked(Array(bytes[4...]), size: size)
  }

  /// The tables of the file that comes along have a tenth of it.
  private static let largestTable = 1 << 20

  /// A block of a section, checked and unpacked.
  ///
  /// - Parameters:
  ///   - section: A section of blocks.
  ///   - frame: Where the block is, and how large.
  /// - Returns: Its bytes.
  /// - Throws: ``GazetteerError``.
  func block(of section: Section, _ frame: BlockFrame) throws(GazetteerError) -> [UInt8] {
    let extent = sections[section.rawValue]
    guard frame.offset <= extent.size - frame.packedSize else {
      throw .damaged(path, "a block lies outside of it")
    }
    let packed = try read(extent.offset + frame.offset, frame.packedSize, checksum: frame.checksum)
    return try unpacked(packed, size: frame.size)
  }

  private func unpacked(_ packed: [UInt8], size: Int) throws(GazetteerError) -> [UInt8] {
    let bytes: [UInt8]?
    do throws(InflateError) { bytes = try Inflate.bytes(packed, limit: size) } catch { bytes = nil }
    guard let bytes, bytes.count == size else { throw .damaged(path, "a block cannot be unpacked") }
    return bytes
  }

  private func read(_ offset: Int, _ count: Int, checksum: UInt32) throws(GazetteerError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try file.read(at: offset, count: count) } catch { throw .system(error) }
    guard bytes.count == count else { throw .damaged(path, "it was cut off") }
    var sum = CRC32()
    sum.add(bytes)
    guard sum.number == checksum else { throw .damaged(path, "a checksum is wrong (at byte \(offset))") }
    return bytes
  }
}

/// Where a block is in its section, and how large it is packed and unpacked, at most 65,535 bytes each.
struct BlockFrame {
  let offset: Int
  let packedSize: Int
  let size: Int
  let checksum: UInt32
}

extension BlockCursor {
  /// A block's frame out of a directory.
  ///
  /// - Parameter offset: Where the block begins: behind those before it.
  /// - Returns: The frame.
  /// - Throws: ``GazetteerError``.
  mutating func frame(at offset: Int) throws(GazetteerError) -> BlockFrame {
    let (packedSize, size) = (Int(try uint16()), Int(try uint16()))
    return BlockFrame(offset: offset, packedSize: packedSize, size: size, checksum: try uint32())
  }
}
