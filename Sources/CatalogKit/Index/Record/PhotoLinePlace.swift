/// Where the photo of one line was taken, read from a line exactly as ``PhotoLine`` writes it, without decoding the rest.
struct PhotoLinePlace {
  /// The place of the line in the order of the file; unlocated photos stand behind all others.
  let order: UInt64
  /// `nil` for a photo without a position.
  let coordinate: Coordinate?

  /// The order of a line without a position: behind every geohash, which has 60 bits.
  static let unlocatedOrder = UInt64.max
  /// From the start of a line to behind its geohash.
  static let orderLength = PhotoLine.geohashPrefix.count + Geohash.length

  /// The order of a photo's line.
  static func order(of photo: Photo) -> UInt64 {
    photo.position.map { Geohash($0.coordinate).bits } ?? unlocatedOrder
  }

  /// Reads the order alone.
  ///
  /// - Parameter line: A line's beginning, at least ``orderLength`` bytes.
  /// - Returns: `nil` where the bytes are not the beginning of a photo line.
  static func order(of line: UnsafeRawBufferPointer) -> UInt64? {
    let prefix = PhotoLine.geohashPrefix
    guard line.count >= orderLength else { return nil }
    if line.starts(with: prefix) {
      return Geohash(ascii: line[prefix.count..<orderLength])?.bits
    }
    return line.starts(with: PhotoLine.unlocatedPrefix.prefix(orderLength)) ? unlocatedOrder : nil
  }

  /// Reads order and coordinate, and makes sure that they agree.
  ///
  /// - Parameter line: A whole line without its comma; the result is `nil` where it is not as it was written.
  init?(_ line: UnsafeRawBufferPointer) {
    guard let order = Self.order(of: line), line.last == UInt8(ascii: "}") else { return nil }
    self.order = order
    guard order != Self.unlocatedOrder else {
      coordinate = nil
      return
    }
    var position = Self.orderLength
    guard Self.skip(PhotoLine.pathKey, line, &position), Self.skipString(line, &position) else { return nil }
    if Self.skip(Self.pathBytesKey, line, &position), !Self.skipString(line, &position) { return nil }
    guard Self.skip(Self.latitudeKey, line, &position), let latitude = Self.number(line, &position),
      Self.skip(Self.longitudeKey, line, &position), let longitude = Self.number(line, &position),
      let coordinate = try? Coordinate(latitude: latitude, longitude: longitude),
      Geohash(coordinate).bits == order
    else { return nil }
    self.coordinate = coordinate
  }

  private static let pathBytesKey = Array(",\"pathBytes\":".utf8)
  private static let latitudeKey = Array(",\"latitude\":".utf8)
  private static let longitudeKey = Array(",\"longitude\":".utf8)

  private static func skip(_ text: [UInt8], _ line: UnsafeRawBufferPointer, _ position: inout Int) -> Bool {
    guard line.count - position >= text.count else { return false }
    for index in 0..<text.count where line[position + index] != text[index] { return false }
    position += text.count
    return true
  }

  private static func skipString(_ line: UnsafeRawBufferPointer, _ position: inout Int) -> Bool {
    guard position < line.count, line[position] == JSONText.quote else { return false }
    position += 1
    while position < line.count {
      switch line[position] {
      case JSONText.quote:
        position += 1
        return true
      case JSONText.backslash: position += 2
      default: position += 1
      }
    }
    return false
  }

  private static func number(_ line: UnsafeRawBufferPointer, _ position: inout Int) -> Double? {
    let start = position
    while position < line.count, line[position] != UInt8(ascii: ","), line[position] != UInt8(ascii: "}") {
      position += 1
    }
    return FixedPoint.parse(UnsafeRawBufferPointer(rebasing: line[start..<position]))
  }
}
