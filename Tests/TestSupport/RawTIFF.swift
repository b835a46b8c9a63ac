/// Writes TIFF structures: classic or BigTIFF, in either byte order, with directories that point at each other.
struct RawTIFF {
  var isBigEndian = false
  var isBigTIFF = false
  /// Stands behind the byte order; 43 for BigTIFF.
  var magic: Int?
  /// Bytes between the header and the first directory.
  var gap = 0
  /// Bytes right behind the header, as the sign of CR2.
  var sign: [UInt8] = []
  var directories: [Directory]

  /// Entries in order. Directory 0 is the first; others are reached by a value of ``Value/directory(_:)``.
  typealias Directory = [Entry]

  struct Entry {
    var tag: Int
    var value: Value
  }

  enum Value {
    case text(String)
    case bytes([UInt8])
    case undefined([UInt8])
    case short([Int])
    case long([Int])
    case long8([Int])
    case signedLong8([Int])
    case rational([(Int, Int)])
    /// Where other directories begin, as whole numbers of a type: LONG (4), IFD (13), SHORT (3), LONG8 (16), IFD8 (18) and others.
    case directories([Int], type: Int)
    /// Type, count, and the bytes of the offset field, for what no writer writes.
    case raw(type: Int, count: UInt64, offset: UInt64)

    static func directory(_ index: Int) -> Value { .directories([index], type: 4) }
  }

  init(_ directories: [Directory]) {
    self.directories = directories
  }

  /// The whole structure.
  var bytes: [UInt8] {
    var starts = directories.map { _ in 0 }
    // Sizes do not depend on the offsets in them: the first pass finds the places.
    for (index, place) in layout(starts).starts.enumerated() { starts[index] = place }
    return layout(starts).bytes
  }

  private func layout(_ known: [Int]) -> (starts: [Int], bytes: [UInt8]) {
    var out: [UInt8] = Array((isBigEndian ? "MM" : "II").utf8) + number(magic ?? (isBigTIFF ? 43 : 42), 2)
    if isBigTIFF { out += number(8, 2) + number(0, 2) }
    let first = (isBigTIFF ? 16 : 8) + sign.count + gap
    out += number(first, offsetSize) + sign + [UInt8](repeating: 0, count: gap)
    var starts: [Int] = []
    for directory in directories {
      starts.append(out.count)
      out += number(directory.count, isBigTIFF ? 8 : 2)
      let entriesEnd = out.count + (isBigTIFF ? 20 : 12) * directory.count + offsetSize
      var values: [UInt8] = []
      for entry in directory {
        let (type, count, data) = encoded(entry.value, known)
        out += number(entry.tag, 2) + number(type, 2) + unsigned(count, offsetSize)
        if data.count <= offsetSize {
          out += data + [UInt8](repeating: 0, count: offsetSize - data.count)
        } else {
          out += number(entriesEnd + values.count, offsetSize)
          values += data + (data.count % 2 == 1 ? [0] : [])
        }
      }
      out += number(0, offsetSize) + values
    }
    return (starts, out)
  }

  private var offsetSize: Int { isBigTIFF ? 8 : 4 }

  private func encoded(_ value: Value, _ starts: [Int]) -> (type: Int, count: UInt64, bytes: [UInt8]) {
    switch value {
    case .text(let text): (2, UInt64(text.utf8.count + 1), Array(text.utf8) + [0])
    case .bytes(let bytes): (1, UInt64(bytes.count), bytes)
    case .undefined(let bytes): (7, UInt64(bytes.count), bytes)
    case .short(let numbers): (3, UInt64(numbers.count), numbers.flatMap { number($0, 2) })
    case .long(let numbers): (4, UInt64(numbers.count), numbers.flatMap { number($0, 4) })
    case .long8(let numbers): (16, UInt64(numbers.count), numbers.flatMap { number($0, 8) })
    case .signedLong8(let numbers): (17, UInt64(numbers.count), numbers.flatMap { number($0, 8) })
    case .rational(let parts):
      (5, UInt64(parts.count), parts.flatMap { number($0.0, 4) + number($0.1, 4) })
    case .directories(let indexes, let type):
      (type, UInt64(indexes.count), indexes.flatMap { number(starts[$0], Self.size(ofPointer: type)) })
    case .raw(let type, let count, let offset): (type, count, unsigned(offset, offsetSize))
    }
  }

  private static func size(ofPointer type: Int) -> Int {
    switch type {
    case 1, 6: 1
    case 3, 8: 2
    case 16...: 8
    default: 4
    }
  }

  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    unsigned(UInt64(bitPattern: Int64(value)), size)
  }

  private func unsigned(_ value: UInt64, _ size: Int) -> [UInt8] {
    let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    return isBigEndian ? little.reversed() : little
  }
}

extension RawTIFF {
  /// A position on Sydney's coast: 33°51'31" S, 151°12'50" E, 12.5 m. In the other byte order its numbers are others: quotients of two
  /// numbers below 256 would not be.
  static let gps: Directory = [
    Entry(tag: 1, value: .text("S")),
    Entry(tag: 2, value: .rational([(330, 10), (510, 10), (3100, 100)])),
    Entry(tag: 3, value: .text("E")),
    Entry(tag: 4, value: .rational([(1510, 10), (1200, 100), (5000, 100)])),
    Entry(tag: 5, value: .bytes([0])),
    Entry(tag: 6, value: .rational([(1250, 100)])),
  ]
  static let latitude = -(33 + 51.0 / 60 + 31.0 / 3600)
  static let longitude = 151 + 12.0 / 60 + 50.0 / 3600

  static let exif: Directory = [Entry(tag: 0x9003, value: .text("2024:05:06 07:08:09"))]

  /// First directory, Exif and GPS, with more entries in the first.
  static func photo(make: String = "Cat", _ more: Directory = []) -> RawTIFF {
    let image: Directory = [
      Entry(tag: 0x010F, value: .text(make)),
      Entry(tag: 0x0112, value: .short([6])),
      Entry(tag: 0x8769, value: .directory(1)),
      Entry(tag: 0x8825, value: .directory(2)),
    ]
    return RawTIFF([image + more, exif, gps])
  }
}
