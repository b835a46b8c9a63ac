/// A track whose samples say where the movie was taken.
struct TimedTrack {
  let kind: Kind
  /// The `stbl` box.
  private let table: ByteReader

  /// The formats that are read, by the name in the sample description.
  enum Kind: Equatable {
    /// GoPro's GPMF.
    case gpmd
    /// Google's camera motion metadata.
    case camm
    /// Sony's real-time metadata.
    case rtmd
    /// Subtitles, in which dash cameras keep a receiver's sentences; most are words or names of chapters.
    case text
    /// Apple's, with the number that stands for a place in its samples.
    case mebx(place: FourCC)

    /// - Parameters:
    ///   - format: The sample description's.
    ///   - description: What follows its format.
    /// - Throws: ``ContainerError`` where the description is damaged.
    fileprivate init?(_ format: FourCC, _ description: ByteReader) throws(ContainerError) {
      switch format {
      case "mebx":
        guard let place = try AppleTimedMetadata.placeKey(in: description) else { return nil }
        self = .mebx(place: place)
      case "gpmd": self = .gpmd
      case "camm": self = .camm
      case "rtmd": self = .rtmd
      case "text", "tx3g": self = .text
      default: return nil
      }
    }

    var name: String {
      switch self {
      case .gpmd: "gpmd"
      case .camm: "camm"
      case .rtmd: "rtmd"
      case .text: "text"
      case .mebx: "mebx"
      }
    }

    /// Bytes of the smallest sample that can hold a fix: others are passed over unread.
    fileprivate var smallestSample: Int {
      switch self {
      case .gpmd: 64
      case .camm: CAMM.smallestFix
      case .rtmd: 32
      case .text: NMEA.shortestSentence
      case .mebx: AppleTimedMetadata.shortestSample
      }
    }

    /// Samples that are looked at. A receiver may need ten minutes for its first fix; at 400 samples a second, as with
    /// `camm`, of which only those with fixes are read, 200,000 are eight. Texts and Apple's values are read one by one, each with a
    /// call of the system; they come once a second, so that 16,000 are hours.
    fileprivate var sampleLimit: Int {
      switch self {
      case .gpmd, .camm, .rtmd: 200_000
      case .text, .mebx: 16_000
      }
    }

    fileprivate func fix(in sample: ByteReader, created: Int?) throws(ContainerError) -> TrackFix? {
      switch self {
      case .gpmd: try GPMF.fix(in: sample)
      case .camm: try CAMM.fix(in: sample, created: created)
      case .rtmd: try SonyRealTimeMeta.fix(in: sample)
      case .text: NMEA.fix(in: try NMEA.text(of: sample))
      case .mebx(let place): try AppleTimedMetadata.fix(in: sample, key: place)
      }
    }
  }

  /// Bytes of samples that are looked into, a quarter of a megabyte of each. GoPro writes up to 40 KB a second.
  static let byteLimit = 8 << 20
  static let sampleByteLimit = 256 << 10
  /// Texts that are looked into for a receiver's sentences, and samples among which they are looked for: each is a read. A dash
  /// camera writes sentences from its first second on, with a fix or without.
  private static let textLimit = (read: 8, samples: 64)

  /// `nil` where its samples are of no format that is read.
  ///
  /// - Parameter table: The `stbl` box.
  /// - Throws: ``ContainerError`` where it is damaged.
  init?(_ table: ByteReader) throws(ContainerError) {
    guard let descriptions = try ISOBoxes.first("stsd", in: table)?.fullPayload().payload,
      // The number of descriptions, then the size and the format of the first.
      descriptions.count >= 12,
      let kind = try Kind(
        descriptions.fourCC(at: 8),
        descriptions.slice(12..<max(12, 4 + Int(descriptions.uint32(at: 4, .big))))
      )
    else { return nil }
    self.kind = kind
    self.table = table
  }

  /// Whether the samples are a receiver's. Of texts the first few tell it; where they cannot be read, they are words.
  func isReceivers(in file: ByteReader) -> Bool {
    guard kind == .text else { return true }
    return (try? hasSentences(in: file)) ?? false
  }

  private func hasSentences(in file: ByteReader) throws(ContainerError) -> Bool {
    guard var samples = try SampleTable(table) else { return false }
    var read = 0
    for _ in 0..<Self.textLimit.samples {
      guard read < Self.textLimit.read, let range = try samples.next() else { return false }
      guard range.count >= kind.smallestSample else { continue }
      read += 1
      if NMEA.hasSentences(try NMEA.text(of: file.slice(range))) { return true }
    }
    return false
  }

  /// The first fix of the track.
  ///
  /// - Parameters:
  ///   - file: The whole file.
  ///   - isFragmented: The movie's samples may lie in fragments.
  ///   - created: When the movie was made, in seconds since 1970, as far as its header says so.
  /// - Returns: `nil` where the samples that are looked at have none.
  /// - Throws: ``ContainerError`` where there is none, and a sample could not be read.
  func firstFix(
    in file: ByteReader,
    isFragmented: Bool,
    created: Int?
  ) throws(ContainerError) -> PhotoMetadata? {
    guard var samples = try SampleTable(table), !samples.isEmpty else {
      if isFragmented { throw .notRead("its samples lie in fragments, which are not read") }
      return nil
    }
    var damage: ContainerError?
    var bytes = 0
    for _ in 0..<kind.sampleLimit {
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
