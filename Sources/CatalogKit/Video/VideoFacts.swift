/// What the boxes of a movie, or those of its tracks, say of themselves while they are read.
struct VideoFacts {
  var make: String?
  var model: String?
  /// What a Live Photo's video has in common with its picture.
  private(set) var contentIdentifier: String?
  private var positions = Ranked<PositionPlace, Position>()
  private var problems = Ranked<PositionPlace, PositionProblem>()
  private var dates = Ranked<DatePlace, LocalTime>()
  private var headers = Ranked<HeaderPlace, Int>()
  private var accuracy: Double?

  /// No text that is asked for is longer.
  static let textLimit = 512

  /// Where a position may be; the first place that has one wins.
  enum PositionPlace: Int {
    case appleKey
    case locationKey
    case languageKey
    case userData
    case itemList
    case loci
  }

  /// Where somebody may have stated a date; the first place that has one wins.
  enum DatePlace: Int {
    case creationDateKey
    case day
    case dateKey
  }

  /// The headers with a time; the first that knows it wins.
  enum HeaderPlace: Int {
    case movie
    case track
    case media
  }

  /// Takes a named value: Apple's names, Android's, and those that ffmpeg writes without a domain.
  mutating func addKey(_ name: String, _ value: [UInt8]) {
    switch Self.withoutDomain(name) {
    case "location.ISO6709": addPosition(iso6709: value, from: .appleKey)
    case "location": addPosition(iso6709: value, from: .locationKey)
    case "location-eng": addPosition(iso6709: value, from: .languageKey)
    case "location.accuracy.horizontal":
      accuracy = DecimalText.parse(value).flatMap { $0 >= 0 ? FixedPoint.round($0, decimals: 3) : nil }
    case "make", "manufacturer": addMake(value)
    case "model": addModel(value)
    case "content.identifier": contentIdentifier = contentIdentifier ?? Self.string(value)
    case "creationdate": addDate(value, from: .creationDateKey)
    case "date": addDate(value, from: .dateKey)
    default: break
    }
  }

  private static func withoutDomain(_ name: String) -> Substring {
    for domain in ["com.apple.quicktime.", "com.android."] where name.hasPrefix(domain) {
      return name.dropFirst(domain.count)
    }
    return name[...]
  }

  /// Takes one of the texts that QuickTime names with a copyright sign.
  ///
  /// - Parameters:
  ///   - type: The name.
  ///   - text: Its text.
  ///   - place: Whether it is in the user data or in a list of items.
  mutating func addText(_ type: FourCC, _ text: [UInt8], from place: PositionPlace) {
    switch type {
    case .copyright("xyz"): addPosition(iso6709: text, from: place)
    case .copyright("mak"): addMake(text)
    case .copyright("mod"): addModel(text)
    case .copyright("day"): addDate(text, from: .day)
    default: break
    }
  }

  private mutating func addMake(_ text: [UInt8]) {
    make = make ?? Self.string(text)
  }

  private mutating func addModel(_ text: [UInt8]) {
    model = model ?? Self.string(text)
  }

  private static func string(_ text: [UInt8]) -> String? {
    let text = text.prefix { $0 != 0 }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  private mutating func addDate(_ text: [UInt8], from place: DatePlace) {
    guard let time = LenientDateText.read(text, offsetSource: .video) else { return }
    dates.add(time, from: place)
  }

  /// Takes a header's time in seconds; 0 is how writers say that they do not know.
  mutating func addCreated(seconds: Int, from place: HeaderPlace) {
    if VideoMetadata.secondsRange.contains(seconds) { headers.add(seconds, from: place) }
  }

  mutating func addPosition(iso6709 text: [UInt8], from place: PositionPlace) {
    guard let point = ISO6709(text) else { return problems.add(.unreadable(.latitude), from: place) }
    addPosition(latitude: point.latitude, longitude: point.longitude, altitude: point.altitude, from: place)
  }

  mutating func addPosition(latitude: Double, longitude: Double, altitude: Double?, from place: PositionPlace)
  {
    guard latitude != 0 || longitude != 0 else { return problems.add(.zero, from: place) }
    do throws(PositionProblem) {
      var found = Position(try Coordinate(photoLatitude: latitude, longitude: longitude), source: .video)
      found.altitude = altitude.map { FixedPoint.round($0, decimals: 3) }
      positions.add(found, from: place)
    } catch {
      problems.add(error, from: place)
    }
  }

  /// Whether the tracks can add nothing: they come last for a position and for a stated date.
  var isComplete: Bool { positions.best != nil && dates.best != nil }
  /// The date that somebody stated, with the place where it is.
  var statedDate: (place: DatePlace, value: LocalTime)? { dates.best }
  /// The time of the first header that knows it.
  var createdSeconds: (place: HeaderPlace, value: Int)? { headers.best }

  /// All but the dates.
  var metadata: PhotoMetadata {
    var metadata = PhotoMetadata()
    if let (place, best) = positions.best {
      var position = best
      // Apple's accuracy is that of Apple's position.
      if place == .appleKey { position.accuracy = accuracy }
      metadata.position = .success(position)
    } else {
      metadata.position = .failure(problems.best?.value ?? .none)
    }
    metadata.make = make
    metadata.model = model
    return metadata
  }

  /// Values from several places: the one of the first place counts, and of one place the first.
  private struct Ranked<Place: RawRepresentable<Int>, Value> {
    private(set) var best: (place: Place, value: Value)?

    mutating func add(_ value: Value, from place: Place) {
      if let best, best.place.rawValue <= place.rawValue { return }
      best = (place, value)
    }
  }
}

extension FourCC {
  /// QuickTime's names of user data begin with the copyright sign of MacRoman.
  static func copyright(_ name: FourCC) -> FourCC {
    FourCC(0xA9 << 24 | name.number)
  }
}
