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
      guard let text = LenientDateText(value), let second = text.secondOfDay else { return }
      let offset = text.offsetMinutes.flatMap { LocalTime.Offset(minutes: $0, source: .video) }
      statedTime = statedTime ?? LocalTime(date: text.date, secondOfDay: second, offset: offset)
    default: break
    }
  }

  /// Seconds since 1904-01-01T00:00:00Z; 0 is how writers say that they do not know.
  mutating func setCreated(secondsSince1904 seconds: Int) {
    // 24107 days from 1904 to 1970. The bound keeps absurd numbers from overflowing: it is the year 10000.
    guard seconds > 0, seconds < 255_485_232_000 else { return }
    let since1970 = seconds - 24107 * 86400
    let days = Int((Double(since1970) / 86400).rounded(.down))
    createdTime = LocalTime(
      date: CalendarDate(daysSince1970: days),
      secondOfDay: since1970 - days * 86400,
      offset: LocalTime.Offset(minutes: 0, source: .video)
    )
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
    metadata.taken = statedTime ?? createdTime
    metadata.make = make
    metadata.model = model
    return metadata
  }
}
