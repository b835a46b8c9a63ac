/// The codec of one photo: a JSON object on one line, its geohash first, its path second.
///
/// Absent fields are left out. Every number has at most nine decimals and no exponent.
enum PhotoLine {
  /// `{"geohash":"` stands before twelve characters or, in its shorter form, before `null`.
  static let geohashPrefix = Array("{\"geohash\":\"".utf8)
  static let unlocatedPrefix = Array("{\"geohash\":null,\"path\":".utf8)
  static let pathKey = Array("\",\"path\":".utf8)

  /// Appends a photo's line, without a line break.
  static func append(_ photo: Photo, to line: inout [UInt8]) {
    appendPlace(photo, to: &line)
    appendFix(photo, to: &line)
    appendCamera(photo, to: &line)
    appendFile(photo, to: &line)
    line += photo.unknownFields
    line.append(UInt8(ascii: "}"))
  }

  private static func appendPlace(_ photo: Photo, to line: inout [UInt8]) {
    if let position = photo.position {
      line += geohashPrefix
      Geohash(position.coordinate).append(to: &line)
      line += pathKey
    } else {
      line += unlocatedPrefix
    }
    JSONPath.append(photo.path, bytesKey: "pathBytes", to: &line)
    guard let position = photo.position else { return }
    number("latitude", position.coordinate.latitude, FixedPoint.coordinateDecimals, &line)
    number("longitude", position.coordinate.longitude, FixedPoint.coordinateDecimals, &line)
    if let altitude = position.altitude { number("altitude", altitude, 3, &line) }
    if let accuracy = position.accuracy { number("accuracy", accuracy, 3, &line) }
    if let datum = position.datum { string("datum", datum.utf8, &line) }
    if let status = position.status { string("status", status.utf8, &line) }
    if let source = position.source { string("source", source.rawValue.utf8, &line) }
  }

  private static func appendFix(_ photo: Photo, to line: inout [UInt8]) {
    if let taken = photo.taken {
      quoted("taken", &line) { taken.append(to: &$0) }
      if let offset = taken.offset { string("offsetSource", offset.source.rawValue.utf8, &line) }
    }
    if let gpsTime = photo.gpsTime { quoted("gpsTime", &line) { gpsTime.append(to: &$0) } }
    if let heading = photo.heading {
      number("heading", heading.degrees, 3, &line)
      if let reference = heading.reference { string("headingReference", reference.rawValue.utf8, &line) }
    }
    if let speed = photo.speed {
      number("speed", speed.value, 3, &line)
      if let unit = speed.unit { string("speedUnit", unit.rawValue.utf8, &line) }
    }
  }

  private static func appendCamera(_ photo: Photo, to line: inout [UInt8]) {
    if let make = photo.make { string("make", make.utf8, &line) }
    if let model = photo.model { string("model", model.utf8, &line) }
    if let orientation = photo.orientation { integer("orientation", orientation, &line) }
    if let size = photo.pixelSize {
      integer("width", size.width, &line)
      integer("height", size.height, &line)
    }
  }

  private static func appendFile(_ photo: Photo, to line: inout [UInt8]) {
    if let format = photo.format { string("format", format.rawValue.utf8, &line) }
    if !photo.sidecars.isEmpty {
      JSONText.appendKey("sidecars", to: &line)
      SidecarList.append(photo.sidecars, to: &line)
    }
    integer("size", photo.size, &line)
    quoted("modified", &line) { photo.modified.append(to: &$0) }
    guard let problem = photo.problem else { return }
    string("problem", problem.reason.utf8, &line)
    if problem.isUnreadable {
      JSONText.appendKey("unreadable", to: &line)
      line += Array("true".utf8)
    }
  }

  /// Reads a photo from a JSON object, in any order and with any blanks between its parts. Where coordinates and
  /// geohash disagree, the coordinates are right: a person may have edited them.
  static func decode(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> Photo {
    var scanner = JSONScanner(bytes)
    var fields = PhotoLineFields()
    try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, from: &scanner) }
    try scanner.end()
    return try fields.photo()
  }

  private static func string(_ key: StaticString, _ text: some Sequence<UInt8>, _ line: inout [UInt8]) {
    JSONText.appendKey(key, to: &line)
    JSONText.append(text, to: &line)
  }

  /// Text that needs no escapes.
  private static func quoted(_ key: StaticString, _ line: inout [UInt8], _ append: (inout [UInt8]) -> Void) {
    JSONText.appendKey(key, to: &line)
    line.append(JSONText.quote)
    append(&line)
    line.append(JSONText.quote)
  }

  private static func number(_ key: StaticString, _ value: Double, _ decimals: Int, _ line: inout [UInt8]) {
    JSONText.appendKey(key, to: &line)
    FixedPoint.append(value, decimals: decimals, to: &line)
  }

  private static func integer(_ key: StaticString, _ value: Int, _ line: inout [UInt8]) {
    JSONText.appendKey(key, to: &line)
    DecimalDigits.append(value, to: &line)
  }
}

extension Photo {
  /// The photo as a JSON object on one line, with the members that it has in the index.
  public var json: [UInt8] {
    var line: [UInt8] = []
    PhotoLine.append(self, to: &line)
    return line
  }
}
