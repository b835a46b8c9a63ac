/// GPS of dash cameras with Novatek's chips: the `gps ` box of the movie lists blocks in the file, each of which begins with
/// `freeGPS ` (sergei.nz, "Extracting GPS data from Viofo A119 and other Novatek powered cameras"; ExifTool,
/// `QuickTimeStream.pl`).
///
/// Two layouts are read, those of Viofo's cameras and of the many that share their software. Others encrypt what they say, or
/// have not been described.
enum FreeGPS {
  /// A block a second: an hour.
  private static let blockLimit = 3600
  /// Bytes of a block that can matter.
  private static let blockSize = 0x60

  /// The first fix of the blocks.
  ///
  /// - Parameters:
  ///   - list: The `gps ` box: eight bytes, then offset and size of each block.
  ///   - file: The whole file.
  /// - Returns: `nil` where the receiver never had a fix.
  /// - Throws: ``ContainerError`` where there is no fix, and a block could not be read.
  static func firstFix(_ list: ByteReader, in file: ByteReader) throws(ContainerError) -> PhotoMetadata? {
    var damage: ContainerError?
    for index in 0..<min(max(0, list.count - 8) / 8, blockLimit) {
      let start = Int(try list.uint32(at: 8 + 8 * index, .big))
      let size = Int(try list.uint32(at: 12 + 8 * index, .big))
      // Unused entries of the list are zeros.
      guard start > 0, size > 0 else { continue }
      do throws(ContainerError) {
        let block = try file.lonelyBytes(at: start, count: min(size, blockSize))
        if let found = try fix(in: block)?.metadata { return found }
      } catch {
        if error.endsReading { throw error }
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    return nil
  }

  /// The fix of a block; `nil` where the receiver has none.
  ///
  /// - Throws: ``ContainerError/damaged(_:offset:)`` where the layout is not one of the two.
  static func fix(in bytes: [UInt8]) throws(ContainerError) -> TrackFix? {
    let block = ByteReader(ByteSource(bytes))
    guard bytes.count == blockSize, bytes[4..<12].elementsEqual("freeGPS ".utf8) else {
      throw .damaged("a block without the name freeGPS", offset: 0)
    }
    // Without a satellite some write nothing at all.
    if bytes[0x10...].allSatisfy({ $0 == 0 }) { return nil }
    for start in [0x10, 0x30] {
      guard let time = try time(block, start) else { continue }
      switch bytes[start + 24] {
      case UInt8(ascii: "A"): if let fix = try place(block, start + 25, time) { return fix }
      case UInt8(ascii: "V"): return nil
      default: break
      }
    }
    throw .damaged("freeGPS in a layout that is not known", offset: 0)
  }

  /// Hour, minute, second, year, month, day, four bytes each.
  private static func time(_ block: ByteReader, _ start: Int) throws(ContainerError) -> Timestamp? {
    var parts: [Int] = []
    for index in 0..<6 { parts.append(Int(try block.uint32(at: start + 4 * index, .little))) }
    let year = parts[3] < 100 ? 2000 + parts[3] : parts[3]
    guard parts[0] < 24, parts[1] < 60, parts[2] < 60, (2000..<2100).contains(year),
      let date = CalendarDate(year: year, month: parts[4], day: parts[5])
    else { return nil }
    return Timestamp(
      seconds: date.daysSince1970 * 86400 + parts[0] * 3600 + parts[1] * 60 + parts[2],
      nanoseconds: 0
    )
  }

  /// Letters of latitude and longitude, a byte, and the two as degrees and minutes in one number: 3733.99 is 37°33.99'.
  private static func place(_ block: ByteReader, _ start: Int, _ time: Timestamp) throws(ContainerError)
    -> TrackFix?
  {
    let north = try block.byte(at: start)
    let east = try block.byte(at: start + 1)
    guard north == UInt8(ascii: "N") || north == UInt8(ascii: "S"),
      east == UInt8(ascii: "E") || east == UInt8(ascii: "W"),
      let latitude = degrees(try block.float(at: start + 3, .little), limit: 90),
      let longitude = degrees(try block.float(at: start + 7, .little), limit: 180)
    else { return nil }
    return TrackFix(
      latitude: north == UInt8(ascii: "S") ? -latitude : latitude,
      longitude: east == UInt8(ascii: "W") ? -longitude : longitude,
      time: time
    )
  }

  /// `nil` where it is no such number, or zero: then the block is encrypted, or of another layout.
  private static func degrees(_ value: Double, limit: Double) -> Double? {
    value == 0 ? nil : TrackFix.degrees(ofDegreesAndMinutes: value, limit: limit)
  }
}
