/// A photo that a question found, on its way into an answer: its line in the index, and what the answer says besides.
///
/// Only what a format asks for is read from the line.
public struct FoundPhoto: Sendable {
  /// The line, without its comma.
  let line: ArraySlice<UInt8>
  /// Where its members are.
  let members: LineMembers
  /// The path as it is written; `nil` is that of the index.
  public var path: FilePathBytes?
  /// Metres from the place that was asked for.
  public var distance: Double?
  /// Degrees clockwise from north, at that place towards the photo, `0..<360`.
  public var bearing: Double?
  /// Metres: the photo was taken at most so far from its position. Set where ``Blur`` moved it.
  public var uncertainty: Double?
  /// Where it was taken, in words; `nil` where nobody asked, or there is no position.
  public var whereabouts: Whereabouts?

  /// The file of a photo whose line does not say which it is.
  var hiddenFile: IndexedFile?

  /// - Parameter photo: Any photo.
  public init(_ photo: Photo) {
    self.init(photo, .all)
  }

  /// - Parameters:
  ///   - photo: Any photo.
  ///   - fields: What is handed on of it.
  init(_ photo: Photo, _ fields: PhotoFieldSet) {
    var bytes: [UInt8] = []
    PhotoLine.append(photo, fields, to: &bytes)
    var members = LineMembers()
    guard (try? bytes.withBytes { (line) throws(JSONError) in try members.read(line) }) != nil else {
      preconditionFailure("a photo's own line is JSON")
    }
    self.init(line: bytes[...], members)
  }

  /// - Parameters:
  ///   - line: A line.
  ///   - members: The line taken apart.
  init(line: ArraySlice<UInt8>, _ members: LineMembers) {
    self.line = line
    self.members = members
  }

  /// Hands the line to a closure, taken apart.
  func withLine<Output>(
    _ body: (LineMembers, UnsafeRawBufferPointer) throws(JSONError) -> Output
  ) throws(JSONError) -> Output {
    try line.withBytes { (line) throws(JSONError) in try body(members, line) }
  }

  /// What is known of the photo, under the path as it is written.
  ///
  /// - Parameter fields: What is read; the rest is as if it were not known.
  /// - Returns: The photo.
  /// - Throws: ``JSONError`` where a value is not as it should be.
  public func photo(_ fields: PhotoFieldSet = .all) throws(JSONError) -> Photo {
    var photo = try line.withBytes { (line) throws(JSONError) in try PhotoLine.decode(line, fields) }
    if let path { photo.path = path }
    return photo
  }

  /// The path as it is written.
  ///
  /// - Returns: The path, byte for byte.
  /// - Throws: ``JSONError`` where the line has none.
  public func writtenPath() throws(JSONError) -> FilePathBytes {
    if let path { return path }
    return try line.withBytes { (line) throws(JSONError) in try members.path(in: line) }
  }

  /// The photo's file, under the path that the index has, whatever path is written.
  ///
  /// - Returns: `nil` of a blurred photo, unless ``PhotoSelection/keepsFiles`` is set.
  /// - Throws: ``JSONError`` where the line does not say.
  public func file() throws(JSONError) -> IndexedFile? {
    if let hiddenFile { return hiddenFile }
    guard uncertainty == nil, members.has(.size) else { return nil }
    let photo = try line.withBytes { (line) throws(JSONError) in
      try PhotoLine.decode(line, [.path, .pathBytes, .size, .modified])
    }
    return IndexedFile(photo)
  }

  /// The fields that its line has; those of a path are always known.
  var fields: PhotoFieldSet {
    PhotoFieldSet(
      PhotoField.allCases.filter { members.has($0) || $0 == .path || $0 == .pathBytes || $0 == .geohash }
    )
  }

  /// Whether the photo has a position.
  package var isLocated: Bool { members.has(.latitude) }

  /// Where the photo was taken; `nil` where it does not say.
  ///
  /// - Throws: ``JSONError`` where that is not a place.
  func coordinate() throws(JSONError) -> Coordinate? {
    guard members.has(.latitude) || members.has(.longitude) else { return nil }
    let coordinate = line.withUnsafeBytes { members.coordinate(in: $0) }
    guard let coordinate else { throw JSONError(offset: 0) }
    return coordinate
  }

  /// A number in a field; `nil` where that is not known.
  ///
  /// - Parameter field: A field of numbers.
  /// - Returns: In the field's unit.
  public func number(_ field: PhotoField) -> Double? {
    switch field {
    case .distance: distance
    case .bearing: bearing
    case .uncertainty: uncertainty
    default: line.withUnsafeBytes { members.number(field, in: $0) }
    }
  }

  /// When the photo was taken; `nil` where it does not say.
  ///
  /// - Returns: The time, the source of its offset left out.
  /// - Throws: ``JSONError`` where that is not a text.
  public func taken() throws(JSONError) -> LocalTime? {
    try line.withBytes { (line) throws(JSONError) in try members.taken(in: line) }
  }

  /// Appends the value of a field as JSON.
  ///
  /// - Returns: Whether there is one; nothing is appended otherwise.
  /// - Throws: ``JSONError`` where the value is not as it should be.
  func appendValue(_ field: PhotoField, to json: inout [UInt8]) throws(JSONError) -> Bool {
    switch field {
    case .distance: Self.append(distance, decimals: 3, to: &json)
    case .bearing: Self.append(bearing.map(Self.turn), decimals: 4, to: &json)
    case .uncertainty: Self.append(uncertainty, decimals: 0, to: &json)
    case .place, .district, .country, .timeZone: Self.append(whereabouts?.text(field), to: &json)
    case .path, .pathBytes:
      if let path { Self.append(path, field, to: &json) } else { try copy(field, to: &json) }
    default: try copy(field, to: &json)
    }
  }

  /// Appends a value as it is in the line.
  private func copy(_ field: PhotoField, to json: inout [UInt8]) throws(JSONError) -> Bool {
    try line.withBytes { (line) throws(JSONError) in
      guard let value = members.value(field, in: line) else { return false }
      guard JSONScanner.isPlausible(value) else { throw JSONError(offset: 0) }
      json.append(contentsOf: value)
      return true
    }
  }

  private static func append(_ value: Double?, decimals: Int, to json: inout [UInt8]) -> Bool {
    guard let value else { return false }
    FixedPoint.append(value, decimals: decimals, to: &json)
    return true
  }

  private static func append(_ text: String?, to json: inout [UInt8]) -> Bool {
    guard let text else { return false }
    JSONText.append(text.utf8, to: &json)
    return true
  }

  private static func append(_ path: FilePathBytes, _ field: PhotoField, to json: inout [UInt8]) -> Bool {
    let start = json.count
    var photo = Photo(path: path, size: 0, modified: Timestamp(seconds: 0, nanoseconds: 0))
    photo.path = path
    field.definition.appendValue(photo, to: &json)
    return json.count > start
  }

  /// Rounding may reach a full turn, which is north.
  private static func turn(_ degrees: Double) -> Double {
    let rounded = FixedPoint.round(degrees, decimals: 4)
    return rounded == 360 ? 0 : rounded
  }

  /// Appends the members that this version does not know, each with a comma before it.
  func appendUnknown(to json: inout [UInt8]) throws(JSONError) {
    guard members.hasUnknown else { return }
    json += try photo().unknownFields
  }
}

extension FoundPhoto {
  /// Gives the photo words for where it was taken.
  ///
  /// - Parameters:
  ///   - places: Knows the words.
  ///   - memory: What is known of the photos before.
  /// - Throws: ``JSONError`` where its position is not as it should be, ``GazetteerError``.
  public mutating func place(by places: PlaceLookup, _ memory: inout PlaceLookup.Memory) throws {
    guard let coordinate = try coordinate() else { return }
    whereabouts = try places.whereabouts(of: coordinate, &memory)
  }
}
