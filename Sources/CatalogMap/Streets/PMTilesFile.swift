import CatalogKit

/// A map in one file: PMTiles, version 3 (github.com/protomaps/PMTiles, spec/v3), read by offset.
///
/// The file comes from elsewhere, so that every length and offset in it is a claim: directories may not be deeper than four, none and no
/// tile unpacks to more than a few megabytes, and nothing is read that is not in the file.
final class PMTilesFile {
  /// What tiles are.
  enum Kind: UInt8 {
    case vector = 1
    case png = 2
    case jpeg = 3
    case webp = 4
    case avif = 5

    /// As a browser names it; `nil` for vectors.
    var mediaType: String? {
      switch self {
      case .vector: nil
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      case .webp: "image/webp"
      case .avif: "image/avif"
      }
    }
  }

  let kind: Kind
  let zooms: ClosedRange<Int>
  private let read: Read
  private let tilesArePacked: Bool
  private let directoriesArePacked: Bool
  private let leaves: Range<Int>
  private let tiles: Range<Int>
  private let root: [Entry]

  /// Bytes of a directory or a tile, as it lies in the file and unpacked.
  static let limit = 8 << 20
  /// Deeper, a file only leads in circles: three levels hold more tiles than there are.
  private static let deepest = 4

  /// Gives so many bytes at an offset, fewer only where the file ends.
  typealias Read = (_ offset: Int, _ count: Int) throws -> [UInt8]

  /// - Parameter path: The file.
  /// - Throws: ``PMTilesError``, or `SystemError` where it cannot be read.
  convenience init(_ path: FilePathBytes) throws {
    let file = try FileReader(path: path)
    try self.init { try file.read(at: $0, count: $1) }
  }

  /// - Parameter read: Reads the file.
  /// - Throws: ``PMTilesError``, and what the closure throws.
  init(_ read: @escaping Read) throws {
    self.read = read
    let header = try read(0, 127)
    guard header.count == 127, header.starts(with: Array("PMTiles".utf8)) else {
      throw PMTilesError.notPMTiles
    }
    guard header[7] == 3 else { throw PMTilesError.version(Int(header[7])) }
    let numbers = (0..<11).map { Self.number(header, at: 8 + 8 * $0) }
    func range(_ place: Int) -> Range<Int> { numbers[place]..<(numbers[place] + numbers[place + 1]) }
    leaves = range(4)
    tiles = range(6)
    guard let kind = Kind(rawValue: header[99]) else { throw PMTilesError.tiles }
    self.kind = kind
    guard header[97] <= 2, header[98] <= 2 else { throw PMTilesError.compression }
    directoriesArePacked = header[97] == 2
    tilesArePacked = header[98] == 2
    zooms = min(26, Int(header[100]))...max(min(26, Int(header[100])), min(26, Int(header[101])))
    root = try Self.directory(Self.unpacked(read, range(0), directoriesArePacked))
  }

  /// A number of eight bytes, the lowest first; what no file can have is the most that one can.
  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    let value = bytes[offset..<(offset + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(min(value, 1 << 60))
  }

  private static func unpacked(_ read: Read, _ range: Range<Int>, _ isPacked: Bool) throws -> [UInt8] {
    guard range.count <= limit else { throw PMTilesError.damaged }
    let bytes = try read(range.lowerBound, range.count)
    guard bytes.count == range.count else { throw PMTilesError.damaged }
    guard isPacked else { return bytes }
    do throws(InflateError) {
      return try Inflate.gzip(bytes, limit: limit)
    } catch {
      throw PMTilesError.damaged
    }
  }

  /// Tiles that lie behind each other, or a directory.
  struct Entry {
    var tile = 0
    /// How many tiles have the same bytes; 0 is a directory.
    var run = 0
    var length = 0
    var offset = 0
  }

  /// The entries of a directory.
  ///
  /// - Throws: ``PMTilesError`` where it ends too early, or tiles go backwards.
  static func directory(_ bytes: [UInt8]) throws -> [Entry] {
    var reader = ProtobufReader(bytes[...])
    // Each entry has four numbers of a byte at least.
    guard let count = reader.number(), count <= bytes.count / 4 else { throw PMTilesError.damaged }
    var entries = [Entry](repeating: Entry(), count: count)
    var tile = 0
    for place in 0..<count {
      guard let step = reader.number(), step <= 1 << 60 - tile else { throw PMTilesError.damaged }
      tile += step
      entries[place].tile = tile
    }
    for place in 0..<count { entries[place].run = try reader.claimed() }
    for place in 0..<count { entries[place].length = try reader.claimed() }
    for place in 0..<count {
      let offset = try reader.claimed()
      if offset > 0 {
        entries[place].offset = offset - 1
      } else if place > 0 {
        entries[place].offset = entries[place - 1].offset + entries[place - 1].length
      } else {
        throw PMTilesError.damaged
      }
    }
    return entries
  }

  /// The bytes of a tile.
  ///
  /// - Parameters:
  ///   - zoom: One of ``zooms``.
  ///   - column: From the west.
  ///   - row: From the north.
  /// - Returns: The tile, unpacked; `nil` where there is none.
  /// - Throws: ``PMTilesError`` where the file is not as it should be, and `SystemError`.
  func tile(_ zoom: Int, _ column: Int, _ row: Int) throws -> [UInt8]? {
    let number = Self.number(zoom, column, row)
    var entries = root
    for _ in 0..<Self.deepest {
      guard let entry = Self.entry(for: number, in: entries) else { return nil }
      guard entry.run == 0 else {
        guard number < entry.tile + entry.run else { return nil }
        return try Self.unpacked(read, range(entry, in: tiles), tilesArePacked)
      }
      entries = try Self.directory(Self.unpacked(read, range(entry, in: leaves), directoriesArePacked))
    }
    throw PMTilesError.damaged
  }

  private func range(_ entry: Entry, in part: Range<Int>) throws -> Range<Int> {
    guard entry.offset + entry.length <= part.count else { throw PMTilesError.damaged }
    return (part.lowerBound + entry.offset)..<(part.lowerBound + entry.offset + entry.length)
  }

  /// The last entry whose first tile is not behind one.
  private static func entry(for tile: Int, in entries: [Entry]) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].tile <= tile { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? entries[low - 1] : nil
  }

  /// A tile's number: those of all coarser levels, then along a Hilbert curve.
  static func number(_ zoom: Int, _ column: Int, _ row: Int) -> Int {
    var number = ((1 << (2 * zoom)) - 1) / 3
    var (x, y) = (column, row)
    var size = (1 << zoom) >> 1
    while size > 0 {
      let right = x & size > 0
      let down = y & size > 0
      number += size * size * ((right ? 3 : 0) ^ (down ? 1 : 0))
      if !down {
        if right { (x, y) = (size - 1 - x, size - 1 - y) }
        (x, y) = (y, x)
      }
      size >>= 1
    }
    return number
  }
}

extension ProtobufReader {
  /// A number that says how long or where something is; far more than any file has would overflow sums.
  fileprivate mutating func claimed() throws -> Int {
    guard let number = number(), number <= 1 << 40 else { throw PMTilesError.damaged }
    return number
  }
}

/// Why a map in one file cannot be used.
public enum PMTilesError: Error, Hashable, Sendable {
  case notPMTiles
  case version(Int)
  case tiles
  case compression
  case damaged
}

extension PMTilesError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .notPMTiles:
      "it is no PMTiles file; an extract of a city can be made with `pmtiles extract`, from protomaps.com/downloads"
    case .version(let version): "it is PMTiles of version \(version), and only version 3 can be read"
    case .tiles: "its tiles are neither vectors nor pictures"
    case .compression: "its tiles are packed in a way that cannot be read; gzip or none can"
    case .damaged: "it is damaged: what its directories say does not fit"
    }
  }
}
