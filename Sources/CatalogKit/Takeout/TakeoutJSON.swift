/// The JSON file that Google Takeout puts beside a photo.
///
/// Google documents no format. What is read was seen in exports since 2018: an object with `title`, `photoTakenTime`,
/// `geoData` (where Google Photos shows the photo) and `geoDataExif` (what the photo said when it was uploaded).
struct TakeoutJSON {
  /// The photo's name as it was uploaded, in UTF-8; the file beside may have another, see ``TakeoutCandidate``.
  let title: [UInt8]
  /// The position, with the source ``Position/Source/takeout``, and when the photo was taken, in UTC.
  let metadata: PhotoMetadata

  /// The largest files (with comments and faces) have a few kilobytes.
  static let sizeLimit = 1 << 20

  /// - Parameter reader: The whole file.
  /// - Returns: `nil` where it is JSON, but not Takeout's about a photo.
  /// - Throws: ``ContainerError`` where it is not JSON, or larger than ``sizeLimit``.
  static func read(_ reader: ByteReader) throws(ContainerError) -> TakeoutJSON? {
    guard reader.count > 0 else { throw .empty }
    guard reader.count <= sizeLimit else { throw .tooMuch(limit: sizeLimit) }
    let bytes = try reader.bytes(at: 0, count: reader.count)
    do throws(JSONError) {
      return try bytes.withBytes { (bytes) throws(JSONError) in try parse(bytes) }
    } catch {
      throw .damaged("no JSON", offset: error.offset)
    }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> TakeoutJSON? {
    var scanner = JSONScanner(bytes)
    var fields = Fields()
    guard scanner.peek() == UInt8(ascii: "{") else {
      try scanner.skipValue()
      try scanner.end()
      return nil
    }
    try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, &scanner) }
    try scanner.end()
    return fields.takeout
  }

  /// The members of the object that matter, each as it comes first.
  private struct Fields {
    private var title: [UInt8]?
    private var hasTime = false
    private var taken: LocalTime?
    private var shown: TakeoutPlace?
    private var uploaded: TakeoutPlace?
    private var people: TagCollection?

    mutating func read(_ key: [UInt8], _ scanner: inout JSONScanner) throws(JSONError) {
      let next = scanner.peek()
      switch String(decoding: key, as: UTF8.self) {
      case "title" where title == nil && next == JSONText.quote:
        title = try scanner.string()
      case "geoData" where shown == nil && next == UInt8(ascii: "{"):
        shown = try TakeoutPlace(&scanner)
      case "geoDataExif" where uploaded == nil && next == UInt8(ascii: "{"):
        uploaded = try TakeoutPlace(&scanner)
      case "people" where people == nil && next == UInt8(ascii: "["):
        people = try Self.people(&scanner)
      case "photoTakenTime" where !hasTime:
        hasTime = true
        if next == UInt8(ascii: "{") { taken = try Self.time(&scanner) } else { try scanner.skipValue() }
      default: try scanner.skipValue()
      }
    }

    var takeout: TakeoutJSON? {
      guard let title, hasTime || shown != nil || uploaded != nil else { return nil }
      var metadata = PhotoMetadata()
      metadata.position = position
      metadata.dates.takeout = taken
      metadata.words.tags = people ?? TagCollection()
      return TakeoutJSON(title: title, metadata: metadata)
    }

    /// `"timestamp"`: seconds since 1970 as text, or as a number; 0 is how a time that is not known is kept.
    private static func time(_ scanner: inout JSONScanner) throws(JSONError) -> LocalTime? {
      var time: LocalTime?
      try scanner.object { (scanner, key) throws(JSONError) in
        guard time == nil, key == timestampKey else { return try scanner.skipValue() }
        let text = scanner.peek() == JSONText.quote ? try scanner.string() : try scanner.compactValue()
        guard let seconds = Int(String(decoding: text, as: UTF8.self)), seconds != 0 else { return }
        time = LocalTime(utcSecondsSince1970: seconds, source: .takeout)
      }
      return time
    }

    private static let timestampKey = Array("timestamp".utf8)

    /// Objects with a `name` each: whom Google Photos knows in the picture.
    private static func people(_ scanner: inout JSONScanner) throws(JSONError) -> TagCollection {
      var people = TagCollection()
      try scanner.array { (scanner) throws(JSONError) in
        guard scanner.peek() == UInt8(ascii: "{") else { return try scanner.skipValue() }
        try scanner.object { (scanner, key) throws(JSONError) in
          guard key.elementsEqual("name".utf8), scanner.peek() == JSONText.quote else {
            return try scanner.skipValue()
          }
          people.add(word: String(decoding: try scanner.string(), as: UTF8.self))
        }
      }
      return people
    }

    /// The first place that is one; otherwise the reason why the first is none.
    private var position: Result<Position, PositionProblem> {
      let results = [shown, uploaded].compactMap { $0?.position }
      return results.first { (try? $0.get()) != nil } ?? results.first ?? .failure(.none)
    }
  }
}

/// `geoData` or `geoDataExif`.
private struct TakeoutPlace {
  private var latitude: Double?
  private var longitude: Double?
  private var altitude: Double?

  init(_ scanner: inout JSONScanner) throws(JSONError) {
    var numbers: [String: Double] = [:]
    try scanner.object { (scanner, key) throws(JSONError) in
      let key = String(decoding: key, as: UTF8.self)
      guard let first = scanner.peek(),
        first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
      else {
        return try scanner.skipValue()
      }
      let number = try scanner.number()
      if numbers[key] == nil { numbers[key] = number }
    }
    latitude = numbers["latitude"]
    longitude = numbers["longitude"]
    altitude = numbers["altitude"]
  }

  var position: Result<Position, PositionProblem> {
    do throws(PositionProblem) {
      guard let latitude, let longitude else {
        throw latitude == nil && longitude == nil ? .none : .missing(latitude == nil ? .latitude : .longitude)
      }
      // How Takeout writes that there is no place.
      if latitude == 0, longitude == 0 { throw .zero }
      let coordinate = try Coordinate(photoLatitude: latitude, longitude: longitude)
      var position = Position(coordinate, source: .takeout)
      position.altitude = altitude.map { FixedPoint.round($0, decimals: 3) }
      return .success(position)
    } catch {
      return .failure(error)
    }
  }
}
