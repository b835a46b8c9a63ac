/// What a movie says of itself, while its boxes are read. The first position that is one wins.
struct VideoFacts {
  var make: String?
  var model: String?
  private var position: Result<Position, PositionProblem>?
  private var accuracy: Double?
  private var statedTime: LocalTime?
  private var createdTime: LocalTime?

  /// No text that is asked for is longer.
  static let textLimit = 512

  /// Takes one of Apple's named values.
  mutating func add(_ name: String, _ value: [UInt8]) {
    switch name {
    case "com.apple.quicktime.location.ISO6709": addPosition(iso6709: value)
    case "com.apple.quicktime.location.accuracy.horizontal":
      accuracy = DecimalText.parse(value).flatMap { $0 >= 0 ? FixedPoint.round($0, decimals: 3) : nil }
    case "com.apple.quicktime.make": make = make ?? String(decoding: value, as: UTF8.self)
    case "com.apple.quicktime.model": model = model ?? String(decoding: value, as: UTF8.self)
    case "com.apple.quicktime.creationdate":
      statedTime = statedTime ?? LenientDateText.read(value, offsetSource: .video)
    default: break
    }
  }

  /// Seconds since 1904-01-01T00:00:00Z; 0 is how writers say that they do not know.
  mutating func setCreated(secondsSince1904 seconds: Int) {
    // 24107 days from 1904 to 1970. The bound keeps absurd numbers from overflowing: it is the year 10000.
    guard seconds > 0, seconds < 255_485_232_000 else { return }
    createdTime = LocalTime(utcSecondsSince1970: seconds - 24107 * 86400, source: .video)
  }

  mutating func addPosition(iso6709 text: [UInt8]) {
    guard let place = ISO6709(text) else {
      position = position ?? .failure(.unreadable(.latitude))
      return
    }
    addPosition(latitude: place.latitude, longitude: place.longitude, altitude: place.altitude)
  }

  mutating func addPosition(latitude: Double, longitude: Double, altitude: Double?) {
    if case .success = position { return }
    if latitude == 0, longitude == 0 {
      position = position ?? .failure(.zero)
      return
    }
    do throws(PositionProblem) {
      var found = Position(try Coordinate(photoLatitude: latitude, longitude: longitude), source: .video)
      found.altitude = altitude.map { FixedPoint.round($0, decimals: 3) }
      position = .success(found)
    } catch {
      position = position ?? .failure(error)
    }
  }

  /// All of it.
  var metadata: PhotoMetadata {
    var metadata = PhotoMetadata()
    metadata.position = position ?? .failure(.none)
    if case .success(var position) = metadata.position {
      position.accuracy = accuracy
      metadata.position = .success(position)
    }
    metadata.dates.video = statedTime ?? createdTime
    metadata.make = make
    metadata.model = model
    return metadata
  }
}
