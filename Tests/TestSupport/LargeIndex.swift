import Foundation

@testable import CatalogKit

/// An index of any number of photos, written from a template since encoding each would take minutes: half of them in eight
/// cities, the others anywhere.
struct LargeIndex {
  /// The geohashes of some photos, in cities and elsewhere.
  let samplePlaces: [UInt64]

  init(photos count: Int, at path: FilePathBytes) throws {
    var random = SeededGenerator(seed: UInt64(count))
    // A city is a cell of four characters, some thirty kilometres wide.
    let cities = (0..<8).map { _ in random.next() >> 4 & ~((1 << 40) - 1) }
    let places = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
    defer { places.deallocate() }
    for index in 0..<count {
      let value = random.next()
      places[index] = value & 1 == 0 ? cities[index & 7] | value >> 24 : value >> 4
    }
    samplePlaces = (0..<24).map { places[$0] }
    guard let start = places.baseAddress else { preconditionFailure("there are photos") }
    qsort(start, count, 8) { first, second in
      guard let first = first?.load(as: UInt64.self), let second = second?.load(as: UInt64.self) else {
        return 0
      }
      return first < second ? -1 : first > second ? 1 : 0
    }
    let output = try TemplateOutput(path)
    output.add(SyntheticIndex.header.encoded())
    for index in 0..<count {
      if index > 0 { output.add(TemplateOutput.separator) }
      output.addPhoto(number: index, place: places[index])
      if output.isFull { try output.flush() }
    }
    output.add([UInt8(ascii: "\n")])
    try output.end(photos: count)
  }

  /// Where the photo lines lie in the bytes of an index, with their commas and line breaks.
  func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = SyntheticIndex.header.encoded().count
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")), bytes[start] == UInt8(ascii: "{") {
      lines.append(start..<(end + 1))
      start = end + 1
    }
    return lines
  }
}

/// The bytes of an index on their way into its file.
private final class TemplateOutput {
  static let separator = Array(",\n".utf8)
  private static let beginning = Array("{\"geohash\":\"".utf8)
  private static let path = Array("\",\"path\":\"photos/2024/neighbourhood/IMG_".utf8)
  private static let latitude = Array(".JPG\",\"latitude\":".utf8)
  private static let longitude = Array(",\"longitude\":".utf8)
  private static let rest = Array(
    """
    ,"altitude":38.5,"accuracy":4.75,"source":"exif","taken":"2024-04-13T10:15:22+09:00","offsetSource":"exif",\
    "gpsTime":"2024-04-13T01:15:20.000000000Z","heading":271.25,"headingReference":"true","make":"Apple",\
    "model":"iPhone 13 mini","orientation":6,"width":4032,"height":3024,"format":"jpeg","size":2345678,\
    "modified":"2024-04-13T01:15:22.123456789Z"}
    """.utf8
  )
  private static let capacity = 4 << 20
  /// More than a line takes.
  private static let room = 4 << 10

  private let file: FilePathBytes
  private let descriptor: Int32
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
  private var count = 0
  private var size = 0
  private var checksum = CRC32()

  init(_ path: FilePathBytes) throws {
    file = path
    descriptor = try SystemCalls.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
  }

  deinit {
    buffer.deallocate()
    close(descriptor)
  }

  var isFull: Bool { count > Self.capacity - Self.room }

  func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: $0) }
    count += bytes.count
  }

  func addPhoto(number: Int, place: UInt64) {
    add(Self.beginning)
    for position in 0..<12 {
      buffer[count] = Geohash.alphabet[Int(place >> UInt64(55 - 5 * position) & 31)]
      count += 1
    }
    add(Self.path)
    addDigits(10_000_000 + number, count: 8)
    add(Self.latitude)
    let middle = Geohash(bits: place).middleInBillionths
    addDegrees(middle.latitude)
    add(Self.longitude)
    addDegrees(middle.longitude)
    add(Self.rest)
  }

  private func addDegrees(_ billionths: Int) {
    if billionths < 0 {
      buffer[count] = UInt8(ascii: "-")
      count += 1
    }
    let whole = Int(billionths.magnitude) / 1_000_000_000
    addDigits(whole, count: whole < 10 ? 1 : whole < 100 ? 2 : 3)
    buffer[count] = UInt8(ascii: ".")
    count += 1
    addDigits(Int(billionths.magnitude) % 1_000_000_000, count: 9)
  }

  private func addDigits(_ value: Int, count digits: Int) {
    var rest = value
    var place = count + digits
    while place > count {
      place -= 1
      buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  func flush() throws {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    checksum.add(bytes)
    try SystemCalls.write(descriptor, bytes, file)
    size += count
    count = 0
  }

  func end(photos: Int) throws {
    var summary = IndexFooter()
    summary.photos = photos
    summary.located = photos
    add(IndexFooter.closing)
    add(summary.encodedWithoutChecksum(size: size + count + IndexFooter.length))
    try flush()
    add(IndexFooter.encoded(checksum))
    try flush()
    try TemporaryFolder.setModified(SyntheticIndex.written, of: file)
  }
}

extension Geohash {
  /// The middle of the cell in billionths of a degree, the last digit never zero: then no digits have to be left out.
  fileprivate var middleInBillionths: (latitude: Int, longitude: Int) {
    let row = Int(Geohash.gather(bits))
    let column = Int(Geohash.gather(bits >> 1))
    let size = Double(1 << 30)
    let north = Int(Double((2 * row + 1) * 90) / size * 1e9) - 90_000_000_000
    let east = Int(Double((2 * column + 1) * 180) / size * 1e9) - 180_000_000_000
    return (north % 10 == 0 ? north + 1 : north, east % 10 == 0 ? east + 1 : east)
  }

  /// The middle of the cell.
  var middle: Coordinate {
    let middle = middleInBillionths
    guard
      let place = try? Coordinate(
        latitude: Double(middle.latitude) / 1e9,
        longitude: Double(middle.longitude) / 1e9
      )
    else { preconditionFailure("every cell lies on the earth") }
    return place
  }
}
