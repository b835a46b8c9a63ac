/// Where somebody was and when: the points of a GPX 1.1 file (Topografix, 2004).
public struct GPXTrack: Sendable {
  /// Points in the order of time, those of one segment together.
  private var segments: [[Point]] = []
  /// Points that have a time, in all.
  public private(set) var count = 0

  /// A point of a track.
  public struct Point: Hashable, Sendable {
    /// Where.
    public let place: Coordinate
    /// When: seconds since 1970 in UTC.
    public let time: Double
  }

  /// Points that are read: a week with a point a second has 600,000.
  public static let limit = 5_000_000
  /// Bytes that are read.
  public static let sizeLimit = 256 << 20

  /// - Parameter path: The file; links are followed.
  /// - Throws: ``GPXTrackError``, ``SystemError``.
  public init(path: FilePathBytes) throws {
    let file = try FileReader(path: path)
    guard file.status.size <= Self.sizeLimit else { throw GPXTrackError.tooLarge }
    try self.init(try file.read(at: 0, count: file.status.size))
  }

  /// - Parameter document: The bytes of a file.
  /// - Throws: ``GPXTrackError``.
  public init(_ document: [UInt8]) throws(GPXTrackError) {
    var reader = Reader()
    do throws(ContainerError) {
      try XMLParser.visitAll(document) { reader.add($0) }
    } catch {
      throw .unreadable(error.description)
    }
    guard !reader.isTooLong else { throw .tooMany }
    guard reader.isGPX else { throw .notGPX }
    for segment in reader.segments where !segment.isEmpty {
      segments.append(segment.sorted { $0.time < $1.time })
      count += segment.count
    }
    guard count > 0 else { throw .noTimes }
    segments.sort { $0[0].time < $1[0].time }
  }

  /// Where somebody was at a moment: on the shortest way between the points before and after it.
  ///
  /// - Parameters:
  ///   - time: Seconds since 1970 in UTC.
  ///   - gap: Seconds that two points may be apart.
  /// - Returns: The place; `nil` before and after the track, and between points that are farther apart.
  public func place(at time: Double, gap: Double) -> Coordinate? {
    for segment in segments where segment[0].time <= time && time <= segment[segment.count - 1].time {
      var (low, high) = (0, segment.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if segment[middle].time <= time { low = middle } else { high = middle }
      }
      let (before, after) = (segment[low], segment[high])
      if before.time == time || low == high { return before.place }
      if after.time == time { return after.place }
      guard after.time - before.time <= gap else { continue }
      return Self.between(before.place, after.place, (time - before.time) / (after.time - before.time))
    }
    return nil
  }

  /// A place on the way between two that are near each other: through the earth, and up again. A pole and the date line are no edge.
  static func between(_ first: Coordinate, _ second: Coordinate, _ part: Double) -> Coordinate? {
    let (one, other) = (EarthVector(first), EarthVector(second))
    return EarthVector(
      x: one.x + (other.x - one.x) * part,
      y: one.y + (other.y - one.y) * part,
      z: one.z + (other.z - one.z) * part
    ).direction
  }

  /// What is read, event by event.
  private struct Reader {
    var isGPX = false
    var isTooLong = false
    var segments: [[Point]] = []
    private var place: Coordinate?
    private var isInTime = false
    private var text: [UInt8] = []
    private var count = 0
    /// The names of the elements that are open.
    private var open: [String] = []

    mutating func add(_ event: XMLEvent) {
      switch event {
      case .start(let name, let attributes): start(local(name), attributes)
      case .text(let bytes): if isInTime, text.count < 64 { text += bytes }
      case .end: end()
      }
    }

    private func local(_ name: XMLName) -> String {
      let start = name.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return String(decoding: name[start...], as: UTF8.self)
    }

    private mutating func start(_ name: String, _ attributes: XMLAttributes) {
      if open.isEmpty { isGPX = name == "gpx" }
      open.append(name)
      switch name {
      case "trkseg": segments.append([])
      case "trkpt":
        var (latitude, longitude): (Double?, Double?) = (nil, nil)
        for attribute in attributes {
          let value = DecimalText.parse(Array(attribute.value))
          switch local(attribute.name) {
          case "lat": latitude = value
          case "lon": longitude = value
          default: break
          }
        }
        place = latitude.flatMap { latitude in
          longitude.flatMap { try? Coordinate(latitude: latitude, longitude: $0) }
        }
      case "time" where open.dropLast().last == "trkpt":
        isInTime = true
        text = []
      default: break
      }
    }

    private mutating func end() {
      let name = open.popLast()
      switch name {
      case "time" where isInTime:
        isInTime = false
        guard let place, !segments.isEmpty, let time = LenientDateText.read(text, offsetSource: .xmp),
          time.precision >= .minute
        else { return }
        count += 1
        guard count <= GPXTrack.limit else { return isTooLong = true }
        // GPX has times in UTC; one that names another offset means that.
        let seconds = time.seconds.lowerBound - (time.offset?.minutes ?? 0) * 60
        segments[segments.count - 1].append(
          Point(place: place, time: Double(seconds) + (Double(time.fraction?.nanoseconds ?? 0) / 1e9))
        )
      case "trkpt": place = nil
      default: break
      }
    }
  }
}

/// Why a file is no track.
public enum GPXTrackError: Error, Hashable, Sendable {
  case unreadable(String)
  case notGPX
  case noTimes
  case tooMany
  case tooLarge
}

extension GPXTrackError: CustomStringConvertible {
  /// What is wrong, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let reason): "it is not readable: \(reason)"
    case .notGPX: "it is no GPX"
    case .noTimes: "it has no track whose points have times"
    case .tooMany: "it has more than \(GPXTrack.limit) points"
    case .tooLarge: "it is larger than 256 MB"
    }
  }
}
