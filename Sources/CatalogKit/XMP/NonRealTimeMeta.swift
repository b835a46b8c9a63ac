/// Sony's XML about a video, `NonRealTimeMeta`: the camera, the date with its offset, and on newer cameras what the receiver of
/// the phone beside it said (Sony, professional disc metadata; ExifTool, `XMP.pm`).
enum NonRealTimeMeta {
  /// - Throws: ``ContainerError`` where it is no well-formed XML, or too much.
  static func read(_ reader: ByteReader) throws(ContainerError) -> PhotoMetadata {
    guard reader.count <= XMLParser.sizeLimit else { throw .tooMuch(limit: XMLParser.sizeLimit) }
    var bytes = try reader.bytes(at: 0, count: reader.count)
    // Some writers end the text with a NUL, which is no XML.
    while bytes.last == 0 { bytes.removeLast() }
    var walk = Walk()
    try XMLParser.visit(bytes) { walk.add($0) }
    return walk.metadata
  }

  private struct Walk {
    private var date: LocalTime?
    private var make: String?
    private var model: String?
    /// Items of the group `ExifGPS`, by name.
    private var items: [String: [UInt8]] = [:]
    private var isInGPS = false
    /// Whether the document's element is the one that is read; `nil` in front of it.
    private var isNonRealTimeMeta: Bool?

    mutating func add(_ event: XMLEvent) {
      guard case .start(let name, let attributes) = event else { return }
      // The namespace names the version of the format, so only the local name counts.
      let local = String(decoding: name.split(separator: UInt8(ascii: "\n")).last ?? name[...], as: UTF8.self)
      let isRead = isNonRealTimeMeta ?? (local == "NonRealTimeMeta")
      isNonRealTimeMeta = isRead
      guard isRead else { return }
      switch local {
      case "CreationDate":
        if let value = attributes.value("value") {
          date = date ?? LenientDateText.read(value, offsetSource: .video)
        }
      case "Device":
        make = make ?? attributes.string("manufacturer")
        model = model ?? attributes.string("modelName")
      case "Group": isInGPS = attributes.string("name") == "ExifGPS"
      case "Item":
        guard isInGPS, let name = attributes.string("name"), let value = attributes.value("value"),
          items.count < 64
        else { break }
        if items[name] == nil { items[name] = value }
      default: break
      }
    }

    var metadata: PhotoMetadata {
      var metadata = PhotoMetadata()
      metadata.dates.video = date
      metadata.make = make
      metadata.model = model
      if let position { metadata.position = .success(position) }
      return metadata
    }

    private var position: Position? {
      guard items["Status"] != Array("V".utf8),
        let latitude = degrees("Latitude", "LatitudeRef", positive: "N", negative: "S"),
        let longitude = degrees("Longitude", "LongitudeRef", positive: "E", negative: "W"),
        latitude != 0 || longitude != 0,
        let coordinate = try? Coordinate(photoLatitude: latitude, longitude: longitude)
      else { return nil }
      return Position(coordinate, source: .video)
    }

    /// `37:33:59.4`: degrees, minutes, seconds.
    private func degrees(_ value: String, _ reference: String, positive: String, negative: String) -> Double?
    {
      guard let text = items[value], let letter = items[reference],
        letter == Array(positive.utf8) || letter == Array(negative.utf8)
      else { return nil }
      let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
        DecimalText.parse($0)
      }
      guard parts.count == 3, let degrees = parts[0], let minutes = parts[1], let seconds = parts[2],
        degrees >= 0, minutes >= 0, seconds >= 0
      else { return nil }
      let sum = degrees + minutes / 60 + seconds / 3600
      return letter == Array(negative.utf8) ? -sum : sum
    }
  }
}

extension XMLAttributes {
  /// The value of the attribute of a name without a namespace.
  fileprivate func value(_ name: StaticString) -> [UInt8]? {
    let wanted = name.withUTF8Buffer { Array($0) }
    for attribute in self where attribute.name.elementsEqual(wanted) { return Array(attribute.value) }
    return nil
  }

  fileprivate func string(_ name: StaticString) -> String? {
    value(name).flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }
}
