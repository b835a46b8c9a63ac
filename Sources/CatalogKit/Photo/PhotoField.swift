/// What can be told of a photo, in the order in which it is told. The raw value is its name in JSON and CSV.
///
/// `docs/schema/photo.schema.json` says what each holds and in which unit.
public enum PhotoField: String, CaseIterable, Hashable, Sendable {
  case distance, bearing, uncertainty
  case geohash, path, pathBytes
  case latitude, longitude, altitude, accuracy, datum, status, source
  case taken, offsetSource, gpsTime, heading, headingReference, speed, speedUnit
  case make, model, orientation, width, height
  case format, sidecars, size, modified, problem, unreadable

  /// The fields that maps tell in their own way.
  static let ofPlace: Set<PhotoField> = [.geohash, .latitude, .longitude, .altitude]

  /// The field of a name.
  ///
  /// - Parameter name: Such as `latitude`.
  /// - Throws: ``PhotoFieldError`` where no field has this name.
  public init(named name: some StringProtocol) throws(PhotoFieldError) {
    guard let field = PhotoField(rawValue: String(name)) else { throw PhotoFieldError(name: String(name)) }
    self = field
  }

  /// What a photo has in this field; `nil` where that is not known, or not to be told.
  func value(of exported: FoundPhoto) -> PhotoFieldValue? {
    let photo = exported.photo
    let position = photo.position
    return switch self {
    case .distance: .number(exported.distance, 3)
    case .bearing: .number(exported.bearing.map(Self.turn), 4)
    case .uncertainty: .number(exported.uncertainty, 0)
    case .geohash: .text(position.map { Geohash($0.coordinate).description })
    case .path: .text(photo.path.lossyText)
    case .pathBytes: photo.path.utf8Text == nil ? .text(Self.base64(photo.path)) : nil
    case .latitude: .number(position?.coordinate.latitude, FixedPoint.coordinateDecimals)
    case .longitude: .number(position?.coordinate.longitude, FixedPoint.coordinateDecimals)
    case .altitude: .number(position?.altitude, 3)
    case .accuracy: .number(position?.accuracy, 3)
    case .datum: .text(position?.datum)
    case .status: .text(position?.status)
    case .source: .text(position?.source?.rawValue)
    case .taken: .text(photo.taken?.description)
    case .offsetSource: .text(photo.taken?.offset?.source.rawValue)
    case .gpsTime: .text(photo.gpsTime?.description)
    case .heading: .number(photo.heading?.degrees, 3)
    case .headingReference: .text(photo.heading?.reference?.rawValue)
    case .speed: .number(photo.speed?.value, 3)
    case .speedUnit: .text(photo.speed?.unit?.rawValue)
    case .make: .text(photo.make)
    case .model: .text(photo.model)
    case .orientation: photo.orientation.map { .integer($0) }
    case .width: photo.pixelSize.map { .integer($0.width) }
    case .height: photo.pixelSize.map { .integer($0.height) }
    case .format: .text(photo.format?.rawValue)
    case .sidecars: photo.sidecars.isEmpty ? nil : .json(Self.sidecars(photo))
    case .size: exported.tellsFile ? .integer(photo.size) : nil
    case .modified: exported.tellsFile ? .text(photo.modified.description) : nil
    case .problem: .text(photo.problem?.reason)
    case .unreadable: photo.problem?.isUnreadable == true ? .json(Array("true".utf8)) : nil
    }
  }

  private static func base64(_ path: FilePathBytes) -> String {
    String(decoding: Base64.encode(path.bytes), as: UTF8.self)
  }

  private static func sidecars(_ photo: Photo) -> [UInt8] {
    var json: [UInt8] = []
    SidecarList.append(photo.sidecars, to: &json)
    return json
  }

  /// What a photo has in this field, as text that CSV has too.
  ///
  /// - Parameter exported: Any photo.
  /// - Returns: `nil` where that is not known, or not to be told.
  public func text(of exported: FoundPhoto) -> String? {
    value(of: exported).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// Rounding may reach a full turn, which is north.
  private static func turn(_ degrees: Double) -> Double {
    let rounded = FixedPoint.round(degrees, decimals: 4)
    return rounded == 360 ? 0 : rounded
  }
}

/// A field of a photo, ready to be written.
enum PhotoFieldValue {
  case number(Double, decimals: Int)
  case integer(Int)
  case text(String)
  /// JSON of another kind.
  case json([UInt8])

  static func number(_ value: Double?, _ decimals: Int) -> PhotoFieldValue? {
    value.map { .number($0, decimals: decimals) }
  }

  static func text(_ value: String?) -> PhotoFieldValue? { value.map { .text($0) } }

  /// Appends the value as JSON.
  func appendJSON(to bytes: inout [UInt8]) {
    if case .text(let text) = self { JSONText.append(text.utf8, to: &bytes) } else { bytes += self.bytes }
  }

  /// The value as text without quotes.
  var bytes: [UInt8] {
    switch self {
    case .number(let value, let decimals):
      var bytes: [UInt8] = []
      FixedPoint.append(value, decimals: decimals, to: &bytes)
      return bytes
    case .integer(let value):
      var bytes: [UInt8] = []
      DecimalDigits.append(value, to: &bytes)
      return bytes
    case .text(let text): return Array(text.utf8)
    case .json(let bytes): return bytes
    }
  }
}

extension FoundPhoto {
  /// Appends a JSON object with some fields, in their order, and those that this version does not know.
  func appendJSON(_ fields: some Sequence<PhotoField>, to bytes: inout [UInt8]) {
    let start = bytes.count
    for field in fields {
      guard let value = field.value(of: self) else {
        // The index says so of a photo without a position, which sorts it behind the others.
        if field == .geohash { bytes += Array(",\"geohash\":null".utf8) }
        continue
      }
      bytes += Array(",\"\(field.rawValue)\":".utf8)
      value.appendJSON(to: &bytes)
    }
    bytes += photo.unknownFields
    // Every member brought its comma; the first one's place is the brace's.
    if bytes.count > start { bytes[start] = UInt8(ascii: "{") } else { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension FoundPhoto {
  /// Appends a JSON object with all fields. Those of the index are written as the index writes them, which is faster.
  func appendLine(to bytes: inout [UInt8]) {
    guard tellsFile else { return appendJSON(PhotoField.allCases, to: &bytes) }
    let start = bytes.count
    for field in [PhotoField.distance, .bearing, .uncertainty] {
      guard let value = field.value(of: self) else { continue }
      bytes += Array((bytes.count == start ? "{" : ",").utf8) + Array("\"\(field.rawValue)\":".utf8)
      value.appendJSON(to: &bytes)
    }
    let brace = bytes.count
    PhotoLine.append(photo, to: &bytes)
    if brace > start { bytes[brace] = UInt8(ascii: ",") }
  }
}

/// A name that no field has.
public struct PhotoFieldError: Error, Hashable, Sendable {
  /// The name.
  public let name: String
}

extension PhotoFieldError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    let names = PhotoField.allCases.map(\.rawValue).joined(separator: ", ")
    return "there is no column \u{201C}\(PrintableText.escape(name))\u{201D}: the columns are \(names)"
  }
}
