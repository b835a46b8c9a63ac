/// Reads an XMP packet, in a photo or as a file beside it (ISO 16684-1; XMP specification, parts 1 and 2).
enum XMPPacket {
  /// Reads XML in UTF-8 or UTF-16, in `<?xpacket?>` or without, with anything behind it.
  ///
  /// - Parameters:
  ///   - reader: The packet, or the whole sidecar.
  ///   - source: What the position's record says: ``Position/Source/xmp`` or ``Position/Source/sidecar``.
  /// - Returns: What the packet says; all of it may be missing.
  /// - Throws: ``ContainerError`` where there is no well-formed XML, or more than ``XMLParser/sizeLimit``.
  static func read(_ reader: ByteReader, source: Position.Source) throws(ContainerError) -> PhotoMetadata {
    PhotoMetadata(try properties(reader), source: source)
  }

  /// Reads the properties of a packet.
  static func properties(_ reader: ByteReader) throws(ContainerError) -> XMPProperties {
    guard reader.count > 0 else { throw .empty }
    guard reader.count <= XMLParser.sizeLimit else { throw .tooMuch(limit: XMLParser.sizeLimit) }
    return try XMPProperties(try reader.bytes(at: 0, count: reader.count))
  }
}

extension PhotoMetadata {
  /// What the properties of XMP say.
  init(_ properties: XMPProperties, source: Position.Source) {
    do throws(PositionProblem) {
      position = .success(try XMPPosition(properties).read(source: source))
    } catch {
      position = .failure(error)
    }
    deniesPosition =
      properties.isBlank(.gpsLatitude) && properties.isBlank(.gpsLongitude)
      && properties.string(.gpsProcessingMethod) == Position.placedByHand
    gpsTime = Self.gpsTime(properties)
    dates = Self.dates(properties)
    if let degrees = properties.number(.gpsImgDirection)?.value {
      let reference = Heading.Reference(letter: properties.text(.gpsImgDirectionRef)?.first)
      heading = Heading(degrees: degrees, reference: reference)
    }
    if let value = properties.number(.gpsSpeed)?.value, value >= 0 {
      speed = Speed(value: value, unit: Speed.Unit(letter: properties.text(.gpsSpeedRef)?.first))
    }
    make = properties.string(.make)
    model = properties.string(.model)
    lens = properties.string(.lens) ?? properties.string(.lensModel)
    words = properties.words
    words.rating = Self.rating(properties)
    sidecarExtension = properties.string(.sidecarForExtension)
    orientation = properties.number(.orientation)?.value
      .flatMap { Int(exactly: $0) }.flatMap { (1...8).contains($0) ? $0 : nil }
  }

  /// The stars, or Windows' percentage; that there are none counts where neither says more.
  private static func rating(_ properties: XMPProperties) -> Int? {
    let stars = Rating.ofStars(properties.number(.rating)?.value)
    let percent = Rating.ofPercent(properties.number(.microsoftRating)?.value)
    return [stars, percent].first { $0 != nil && $0 != 0 } ?? stars ?? percent
  }

  /// Of each kind the first property that is a date which exists. XMP has dates as ISO 8601, a year alone or more, with an offset or
  /// without (XMP specification part 1, 8.2.1.1).
  private static func dates(_ properties: XMPProperties) -> PhotoDates {
    var dates = PhotoDates()
    dates.original = date([.dateTimeOriginal, .dateCreated], properties)
    dates.digitized = date([.createDate, .dateTimeDigitized], properties)
    dates.modified = date([.modifyDate], properties)
    return dates
  }

  /// The first of some dates, made more precise by the others that agree with it.
  private static func date(_ names: [XMPProperty], _ properties: XMPProperties) -> LocalTime? {
    let dates = names.compactMap { properties.date($0) }
    return dates.first.map { first in dates.dropFirst().reduce(first) { $0.completed(by: $1) } }
  }

  /// XMP keeps GPSDateStamp and GPSTimeStamp as one date, named after the latter; some writers name it after both.
  private static func gpsTime(_ properties: XMPProperties) -> Timestamp? {
    for property in [XMPProperty.gpsTimeStamp, .gpsDateTime] {
      guard let time = properties.date(property), time.precision > .day else { continue }
      // UTC also where no offset says so.
      return Timestamp(utc: time)
    }
    return nil
  }
}

extension XMPProperties {
  /// The value as text.
  func string(_ property: XMPProperty) -> String? {
    text(property).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value as a date, perhaps with a time.
  func date(_ property: XMPProperty) -> LocalTime? {
    text(property).flatMap { LenientDateText.read($0, offsetSource: .xmp) }
  }

  /// The value as a number: `1234/10` or a plain decimal.
  func number(_ property: XMPProperty) -> ExifNumber? {
    text(property).flatMap { XMPText.number($0) }
  }
}

/// Simple values of XMP as they are in its text.
enum XMPText {
  /// A rational (XMP specification part 2, "Rational"), or a plain decimal; anything else is `nil`.
  static func number(_ text: [UInt8]) -> ExifNumber? {
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      // Whole numbers stay exact, for the rule of altitudes that do not fit.
      if let whole = whole(text[...]) { return .ratio(whole, 1) }
      return DecimalText.parse(text).map { .real($0) }
    case 2:
      guard let numerator = whole(parts[0]), let denominator = whole(parts[1]) else { return nil }
      return .ratio(numerator, denominator)
    default: return nil
    }
  }

  private static func whole(_ text: ArraySlice<UInt8>) -> Int64? {
    Int64(String(decoding: trimmed(text), as: UTF8.self))
  }

  /// Text without spaces around it.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop { $0 == UInt8(ascii: " ") }
    while text.last == UInt8(ascii: " ") { text.removeLast() }
    return text
  }
}
