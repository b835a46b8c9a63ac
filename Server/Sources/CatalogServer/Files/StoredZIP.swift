import CatalogKit

/// The parts of a ZIP archive whose files are stored as they are (PKWARE APPNOTE 6.3.10), for writing it to somebody while it is made: photos are
/// compressed already. Archives over 4 GB and of over 65,535 files are ZIP64.
struct StoredZIP: Sendable {
  /// A file of which the checksum is known.
  struct Item: Sendable {
    /// With `/` between folders.
    let name: String
    let size: Int
    let checksum: UInt32
    let modified: Timestamp

    /// A file in memory.
    init(_ name: String, _ bytes: [UInt8], _ modified: Timestamp) {
      var sum = ZIPChecksum()
      sum.add(bytes)
      self.init(name: name, size: bytes.count, checksum: sum.number, modified: modified)
    }

    init(name: String, size: Int, checksum: UInt32, modified: Timestamp) {
      self.name = name
      self.size = size
      self.checksum = checksum
      self.modified = modified
    }
  }

  private var directory: [UInt8] = []
  private var count = 0
  private var offset = 0

  private static let large = Int(UInt32.max)

  /// What stands before a file's bytes, which follow as they are.
  mutating func begin(_ item: Item) -> [UInt8] {
    let needs64 = item.size >= Self.large || offset >= Self.large
    let name = Array(item.name.utf8)
    let sizes: [UInt8] = needs64 ? Self.extra([item.size, item.size]) : []
    var head: [UInt8] = []
    head.add32(0x0403_4B50)
    addCommon(of: item, needs64, nameCount: name.count, extraCount: sizes.count, to: &head)
    head += name + sizes
    let extra: [UInt8] = needs64 ? Self.extra([item.size, item.size, offset]) : []
    directory.add32(0x0201_4B50)
    // Made by version 4.5 on Unix.
    directory.add16(3 << 8 | 45)
    addCommon(of: item, needs64, nameCount: name.count, extraCount: extra.count, to: &directory)
    directory.add16(0)
    directory.add16(0)
    directory.add16(0)
    // A regular file that its owner reads and writes.
    directory.add32(0o100600 << 16)
    directory.add32(needs64 ? Self.large : offset)
    directory += name + extra
    count += 1
    offset += head.count + item.size
    return head
  }

  private func addCommon(
    of item: Item,
    _ needs64: Bool,
    nameCount: Int,
    extraCount: Int,
    to bytes: inout [UInt8]
  ) {
    bytes.add16(needs64 ? 45 : 20)
    // Names are UTF-8.
    bytes.add16(1 << 11)
    bytes.add16(0)
    let (time, day) = Self.dos(item.modified)
    bytes.add16(time)
    bytes.add16(day)
    bytes.add32(Int(item.checksum))
    bytes.add32(needs64 ? Self.large : item.size)
    bytes.add32(needs64 ? Self.large : item.size)
    bytes.add16(nameCount)
    bytes.add16(extraCount)
  }

  /// What stands after the last file.
  func end() -> [UInt8] {
    var bytes = directory
    let needs64 = count >= Int(UInt16.max) || offset >= Self.large || directory.count >= Self.large
    if needs64 {
      bytes.add32(0x0606_4B50)
      bytes.add64(44)
      bytes.add16(3 << 8 | 45)
      bytes.add16(45)
      bytes.add32(0)
      bytes.add32(0)
      for value in [count, count, directory.count, offset] { bytes.add64(value) }
      bytes.add32(0x0706_4B50)
      bytes.add32(0)
      bytes.add64(offset + directory.count)
      bytes.add32(1)
    }
    bytes.add32(0x0605_4B50)
    bytes.add16(0)
    bytes.add16(0)
    bytes.add16(min(count, Int(UInt16.max)))
    bytes.add16(min(count, Int(UInt16.max)))
    bytes.add32(min(directory.count, Self.large))
    bytes.add32(min(offset, Self.large))
    bytes.add16(0)
    return bytes
  }

  /// The field in which sizes and offsets of 64 bits stand.
  private static func extra(_ values: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.add16(1)
    bytes.add16(8 * values.count)
    for value in values { bytes.add64(value) }
    return bytes
  }

  /// Time and day as MS-DOS has them, in UTC: two seconds are the least, and 1980 is the first year.
  private static func dos(_ moment: Timestamp) -> (time: Int, day: Int) {
    let second = ((moment.seconds % 86400) + 86400) % 86400
    let date = CalendarDate(daysSince1970: (moment.seconds - second) / 86400)
    guard (1980...2107).contains(date.year) else { return (0, 1 << 5 | 1) }
    return (
      second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2,
      (date.year - 1980) << 9 | date.month << 5 | date.day
    )
  }
}

extension [UInt8] {
  /// Little endian, as ZIP has all numbers.
  fileprivate mutating func add16(_ value: Int) { add(value, bytes: 2) }
  fileprivate mutating func add32(_ value: Int) { add(value, bytes: 4) }
  fileprivate mutating func add64(_ value: Int) { add(value, bytes: 8) }

  private mutating func add(_ value: Int, bytes: Int) {
    for place in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }
}
