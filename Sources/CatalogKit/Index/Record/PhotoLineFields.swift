/// The members of a photo's JSON object while they are read, in whatever order they come.
struct PhotoLineFields {
  private var path: [UInt8]?
  private var pathBytes: [UInt8]?
  private var latitude: Double?
  private var longitude: Double?
  private var altitude: Double?
  private var accuracy: Double?
  private var datum: String?
  private var status: String?
  private var source: Position.Source?
  private var taken: [UInt8]?
  private var offsetSource: LocalTime.Offset.Source?
  private var gpsTime: Timestamp?
  private var heading: Double?
  private var headingReference: Heading.Reference?
  private var speed: Double?
  private var speedUnit: Speed.Unit?
  private var make: String?
  private var model: String?
  private var orientation: Int?
  private var width: Int?
  private var height: Int?
  private var format: PhotoFormat?
  private var sidecars: [Sidecar] = []
  private var size: Int?
  private var modified: Timestamp?
  private var problem: String?
  private var isUnreadable = false
  private var unknownFields: [UInt8] = []

  /// The member that is likely to come next.
  private var expected = 0

  /// Members that are known, in the order in which ``PhotoLine`` writes them.
  private enum Member: String, CaseIterable {
    case geohash, path, pathBytes, latitude, longitude, altitude, accuracy, datum, status, source
    case taken, offsetSource, gpsTime, heading, headingReference, speed, speedUnit
    case make, model, orientation, width, height
    case format, sidecars, size, modified, problem, unreadable, reader

    static let names: [(name: [UInt8], member: Member)] = allCases.map { (Array($0.rawValue.utf8), $0) }
  }

  /// Finds a member by its name, beginning where the last one was found: in a line as it was written the first look or the
  /// second finds it.
  private mutating func member(_ key: [UInt8]) -> Member? {
    let names = Member.names
    for step in 0..<names.count {
      let index = (expected + step) % names.count
      guard names[index].name == key else { continue }
      expected = index + 1
      return names[index].member
    }
    return nil
  }

  /// Reads the value of one member.
  mutating func read(_ key: [UInt8], from scanner: inout JSONScanner) throws(JSONError) {
    guard let member = member(key) else { return try keep(key, &scanner) }
    if try scanner.skipNull() { return }
    switch member {
    case .geohash: _ = try scanner.string()
    case .path: path = try scanner.string()
    case .pathBytes: pathBytes = Base64.decode(try scanner.string())
    case .latitude: latitude = try scanner.number()
    case .longitude: longitude = try scanner.number()
    case .altitude: altitude = try scanner.number()
    case .accuracy: accuracy = try scanner.number()
    case .datum: datum = try text(&scanner)
    case .status: status = try text(&scanner)
    case .source: source = try named(&scanner)
    case .taken: taken = try scanner.string()
    case .offsetSource: offsetSource = try named(&scanner)
    case .gpsTime: gpsTime = try timestamp(&scanner)
    case .heading: heading = try scanner.number()
    case .headingReference: headingReference = try named(&scanner)
    case .speed: speed = try scanner.number()
    case .speedUnit: speedUnit = try named(&scanner)
    case .make: make = try text(&scanner)
    case .model: model = try text(&scanner)
    case .orientation: orientation = try scanner.integer()
    case .width: width = try scanner.integer()
    case .height: height = try scanner.integer()
    case .format: format = try named(&scanner)
    case .sidecars: sidecars = try SidecarList.read(&scanner)
    case .size: size = try scanner.integer()
    case .modified: modified = try timestamp(&scanner)
    case .problem: problem = try text(&scanner)
    case .unreadable: isUnreadable = try scanner.boolean()
    // Of the line, not of the photo: see LineRevision.
    case .reader: try scanner.skipValue()
    }
  }

  /// Puts the members together.
  ///
  /// - Throws: ``JSONError`` where a member is missing or cannot be: a photo without a path, half a position.
  func photo() throws(JSONError) -> Photo {
    // A name ends at its first NUL, so one that begins with it is none.
    guard let name = (pathBytes ?? path).map({ FilePathBytes($0) }), !name.bytes.isEmpty else {
      throw JSONError(offset: 0)
    }
    var photo = Photo(
      path: name,
      size: size ?? 0,
      modified: modified ?? Timestamp(seconds: 0, nanoseconds: 0)
    )
    photo.position = try position()
    photo.taken = takenTime()
    photo.gpsTime = gpsTime
    photo.heading = heading.map { Heading(degrees: $0, reference: headingReference) }
    photo.speed = speed.map { Speed(value: $0, unit: speedUnit) }
    photo.make = make
    photo.model = model
    photo.orientation = orientation
    if let width, let height { photo.pixelSize = PixelSize(width: width, height: height) }
    photo.format = format
    photo.sidecars = sidecars
    photo.problem = problem.map { PhotoProblem($0, isUnreadable: isUnreadable) }
    photo.unknownFields = unknownFields
    return photo
  }

  private func position() throws(JSONError) -> Position? {
    if latitude == nil, longitude == nil { return nil }
    guard let latitude, let longitude,
      let coordinate = try? Coordinate(latitude: latitude, longitude: longitude)
    else { throw JSONError(offset: 0) }
    var position = Position(coordinate, source: source)
    // As they are written: a person may have added decimals.
    position.altitude = altitude.map { FixedPoint.round($0, decimals: 3) }
    position.accuracy = accuracy.map { FixedPoint.round($0, decimals: 3) }
    position.datum = datum
    position.status = status
    return position
  }

  private func takenTime() -> LocalTime? {
    guard let taken, let text = LenientDateText(taken), let second = text.secondOfDay else { return nil }
    let offset = text.offsetMinutes.flatMap { LocalTime.Offset(minutes: $0, source: offsetSource ?? .exif) }
    return LocalTime(date: text.date, secondOfDay: second, offset: offset)
  }

  private func text(_ scanner: inout JSONScanner) throws(JSONError) -> String {
    String(decoding: try scanner.string(), as: UTF8.self)
  }

  /// One of a set of names; one that a later version may have added is `nil`.
  private func named<Name: RawRepresentable<String>>(_ scanner: inout JSONScanner) throws(JSONError) -> Name?
  {
    Name(rawValue: try text(&scanner))
  }

  /// A time in the index's own spelling; `nil` for another, after which the photo is read anew by the next scan.
  private func timestamp(_ scanner: inout JSONScanner) throws(JSONError) -> Timestamp? {
    let text = try scanner.string()
    return text.withUnsafeBytes { Timestamp(rfc3339: $0) }
  }

  private mutating func keep(_ key: [UInt8], _ scanner: inout JSONScanner) throws(JSONError) {
    unknownFields.append(UInt8(ascii: ","))
    JSONText.append(key, to: &unknownFields)
    unknownFields.append(UInt8(ascii: ":"))
    unknownFields += try scanner.compactValue()
  }
}
