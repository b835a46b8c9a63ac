extension PhotoMetadata {
  /// Reads an Exif block.
  init(_ document: LibExifDocument) {
    do throws(PositionProblem) {
      position = .success(try GPSPosition(document).read())
    } catch {
      position = .failure(error)
    }
    dates = ExifDates.read(document)
    gpsTime = GPSTime.read(document)
    heading = Self.heading(document)
    speed = Self.speed(document)
    make = Self.text(document.value(.make))
    model = Self.text(document.value(.model))
    lens = Self.text(document.value(.lensModel))
    words = PhotoWords(document)
    orientation = Self.whole(document.value(.orientation)).flatMap { (1...8).contains($0) ? $0 : nil }
    if let width = Self.whole(document.value(.pixelXDimension)),
      let height = Self.whole(document.value(.pixelYDimension))
    {
      pixelSize = PixelSize(width: width, height: height)
    } else {
      pixelSize = nil
    }
  }

  private static func heading(_ document: LibExifDocument) -> Heading? {
    guard let degrees = document.value(.imageDirection)?.number(at: 0)?.value else { return nil }
    let reference = Heading.Reference(letter: letter(document.value(.imageDirectionRef)))
    return Heading(degrees: degrees, reference: reference)
  }

  private static func speed(_ document: LibExifDocument) -> Speed? {
    guard let value = document.value(.speed)?.number(at: 0)?.value, value >= 0 else { return nil }
    let unit = Speed.Unit(letter: letter(document.value(.speedRef)))
    return Speed(value: value, unit: unit)
  }

  /// A reference's first letter.
  private static func letter(_ value: ExifValue?) -> UInt8? {
    value?.trimmedText.first
  }

  private static func whole(_ value: ExifValue?) -> Int? {
    value?.number(at: 0)?.value.flatMap { Int(exactly: $0) }
  }

  /// Text up to its first NUL, without the blanks around it.
  private static func text(_ value: ExifValue?) -> String? {
    guard let value, value.format.isText || value.format == .byte else { return nil }
    let text = value.bytes.prefix { $0 != 0 }
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") }
    let trimmed = text.drop(while: isBlank)
    guard let end = trimmed.lastIndex(where: { !isBlank($0) }) else { return nil }
    return String(decoding: trimmed[...end], as: UTF8.self)
  }
}
