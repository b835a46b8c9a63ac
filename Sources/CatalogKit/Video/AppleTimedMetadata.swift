/// Apple's timed metadata, `mebx`: the sample description gives keys numbers of the track's own, and a sample has a box of such a number
/// for each value (Apple, "QuickTime File Format", Timed Metadata Media).
///
/// A phone writes several such tracks. Most say how it was held, or where faces are; only one with a key of a place is a receiver's.
enum AppleTimedMetadata {
  /// Bytes of a box with the shortest place: `+00+000/`.
  static let shortestSample = 16
  /// Bytes of a sample that are looked into: a place has some 30, and comes with a few other values.
  private static let sampleLimit = 2 << 10
  /// A name's domain, and behind it the key.
  private static let placeName = Array("mdtacom.apple.quicktime.location.ISO6709".utf8)

  /// Which number stands for a place in a track's samples.
  ///
  /// - Parameter description: What follows size and format of the sample description.
  /// - Returns: `nil` where the track has no such key.
  /// - Throws: ``ContainerError`` where the description is damaged.
  static func placeKey(in description: ByteReader) throws(ContainerError) -> FourCC? {
    // Six bytes are reserved, two say which file has the data.
    let boxes = description.slice(8..<max(8, description.count))
    guard let keys = try ISOBoxes.first("keys", in: boxes) else { return nil }
    var entries = ISOBoxes(keys.payload)
    while let entry = try entries.next() {
      guard let name = try ISOBoxes.first("keyd", in: entry.payload)?.payload,
        name.count == placeName.count, try name.starts(with: placeName, at: 0)
      else { continue }
      return entry.type
    }
    return nil
  }

  /// The place in a sample.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - key: The number that stands for a place.
  /// - Returns: `nil` where the sample has none.
  /// - Throws: ``ContainerError`` where the sample is damaged.
  static func fix(in sample: ByteReader, key: FourCC) throws(ContainerError) -> TrackFix? {
    let bytes = try sample.lonelyBytes(at: 0, count: min(sample.count, sampleLimit))
    guard let value = try ISOBoxes.first(key, in: ByteReader(ByteSource(bytes)))?.payload else { return nil }
    guard let place = ISO6709(try value.bytes(at: 0, count: value.count)) else {
      throw .damaged("a place that is not written as ISO 6709 has it", offset: 0)
    }
    return TrackFix(latitude: place.latitude, longitude: place.longitude, altitude: place.altitude)
  }
}
