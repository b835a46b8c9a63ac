/// A track whose samples say where the movie was taken.
struct TimedTrack {
  let kind: Kind
  /// The `stbl` box.
  private let table: ByteReader

  /// The formats that are read, by the name in the sample description.
  enum Kind {
    /// GoPro's GPMF.
    case gpmd
    /// Google's camera motion metadata.
    case camm
    /// Sony's real-time metadata.
    case rtmd

    fileprivate init?(_ format: FourCC) {
      switch format {
      case "gpmd": self = .gpmd
      case "camm": self = .camm
      case "rtmd": self = .rtmd
      default: return nil
      }
    }

    var name: String {
      switch self {
      case .gpmd: "gpmd"
      case .camm: "camm"
      case .rtmd: "rtmd"
      }
    }

    /// Bytes of the smallest sample that can hold a fix: others are passed over unread.
    fileprivate var smallestSample: Int {
      switch self {
      case .gpmd: 64
      case .camm: CAMM.smallestFix
      case .rtmd: 32
      }
    }

    fileprivate func fix(in sample: ByteReader, created: Int?) throws(ContainerError) -> TrackFix? {
      switch self {
      case .gpmd: try GPMF.fix(in: sample)
      case .camm: try CAMM.fix(in: sample, created: created)
      case .rtmd: try SonyRealTimeMeta.fix(in: sample)
      }
    }
  }

  /// Samples that are looked at. A receiver may need ten minutes for its first fix; at 400 samples a second, as with
  /// `camm`, of which only those with fixes are read, these are eight.
  static let sampleLimit = 200_000
  /// Bytes of samples that are looked into, a quarter of a megabyte of each. GoPro writes up to 40 KB a second.
  static let byteLimit = 8 << 20
  static let sampleByteLimit = 256 << 10

  /// `nil` where its samples are of no format that is read.
  ///
  /// - Parameter table: The `stbl` box.
  /// - Throws: ``ContainerError`` where it is damaged.
  init?(_ table: ByteReader) throws(ContainerError) {
    guard let descriptions = try ISOBoxes.first("stsd", in: table)?.fullPayload().payload,
      // The number of descriptions, then the size and the format of the first.
      descriptions.count >= 12, let kind = Kind(try descriptions.fourCC(at: 8))
    else { return nil }
    self.kind = kind
    self.table = table
  }

  /// The first fix of the track.
  ///
  /// - Parameters:
  ///   - file: The whole file.
  ///   - created: When the movie was made, in seconds since 1970, as far as its header says so.
  /// - Returns: `nil` where the samples that are looked at have none.
  /// - Throws: ``ContainerError`` where there is none, and a sample could not be read.
  func firstFix(in file: ByteReader, created: Int?) throws(ContainerError) -> PhotoMetadata? {
    guard var samples = try SampleTable(table) else { return nil }
    var damage: ContainerError?
    var bytes = 0
    for _ in 0..<Self.sampleLimit {
      guard let range = try samples.next() else { break }
      guard range.count >= kind.smallestSample else { continue }
      bytes += min(range.count, Self.sampleByteLimit)
      guard bytes <= Self.byteLimit else { break }
      // Of a file that was cut off, what is left of a sample may lack half of a fix.
      guard range.upperBound <= file.count else { throw damage ?? .endOfFile(offset: file.count) }
      do throws(ContainerError) {
        let sample = file.slice(range).slice(0..<Self.sampleByteLimit)
        if let fix = try kind.fix(in: sample, created: created), let found = fix.metadata { return found }
      } catch {
        if error.endsReading { throw error }
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    return nil
  }
}

/// What a receiver said at one moment.
struct TrackFix {
  /// Degrees, WGS 84.
  var latitude: Double
  var longitude: Double
  /// Metres.
  var altitude: Double?
  /// Metres; a dilution of precision is none.
  var accuracy: Double?
  var time: Timestamp?

  /// The fix as a video's word; `nil` where it is none: 0, 0 or a place that does not exist.
  var metadata: PhotoMetadata? {
    guard latitude != 0 || longitude != 0,
      let coordinate = try? Coordinate(photoLatitude: latitude, longitude: longitude)
    else { return nil }
    var position = Position(coordinate, source: .video)
    position.altitude = altitude.flatMap { $0.isFinite ? FixedPoint.round($0, decimals: 3) : nil }
    position.accuracy = accuracy.flatMap { $0.isFinite && $0 > 0 ? FixedPoint.round($0, decimals: 3) : nil }
    var metadata = PhotoMetadata()
    metadata.position = .success(position)
    metadata.gpsTime = time
    return metadata
  }
}

extension ByteReader {
  /// A number of 64 bits (IEEE 754).
  func double(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> Double {
    try withBytes(at: offset, count: 8) { Double(bitPattern: order.uint64($0, 0)) }
  }

  /// A number of 32 bits (IEEE 754).
  func float(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> Double {
    Double(Float(bitPattern: try uint32(at: offset, order)))
  }

  /// A signed number of four bytes.
  func int32(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> Int {
    Int(Int32(bitPattern: try uint32(at: offset, order)))
  }
}
