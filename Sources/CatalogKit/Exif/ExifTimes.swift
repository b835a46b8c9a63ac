/// Reads when a photo was taken (CIPA DC-008-2019, 4.6.6.4 and table 15).
struct ExifTimes {
  /// By the camera's clock, with an offset where one is stated or can be derived.
  let taken: LocalTime?
  /// When the receiver had its fix.
  let gpsTime: Timestamp?

  /// - Parameters:
  ///   - document: The photo's Exif block.
  ///   - longitude: Where it was taken, in degrees east; without it no offset is derived.
  init(_ document: LibExifDocument, longitude: Double?) {
    gpsTime = Self.gpsTime(document)
    var taken = Self.taken(document)
    if taken?.offset == nil, let local = taken, let fix = gpsTime, let longitude {
      taken?.offset = Self.derivedOffset(local: local, fix: fix, longitude: longitude)
    }
    self.taken = taken
  }

  /// DateTimeOriginal, then DateTimeDigitized, then DateTime: the first that is a date and time which exists.
  private static func taken(_ document: LibExifDocument) -> LocalTime? {
    let sources: [(time: ExifField, offsets: [ExifField])] = [
      (.dateTimeOriginal, [.offsetTimeOriginal, .offsetTime]),
      (.dateTimeDigitized, [.offsetTimeDigitized, .offsetTimeOriginal, .offsetTime]),
      (.dateTime, [.offsetTimeOriginal, .offsetTime]),
    ]
    for source in sources {
      guard let value = document.value(source.time), let text = LenientDateText(value.bytes),
        let second = text.secondOfDay, var time = LocalTime(date: text.date, secondOfDay: second)
      else { continue }
      let stated = source.offsets.lazy.compactMap { field in
        document.value(field).flatMap { LenientDateText.offsetMinutes($0.trimmedText) }
          .flatMap { LocalTime.Offset(minutes: $0, source: .exif) }
      }
      time.offset =
        stated.first ?? text.offsetMinutes.flatMap { LocalTime.Offset(minutes: $0, source: .exif) }
      return time
    }
    return nil
  }

  /// GPSDateStamp with GPSTimeStamp, or a date stamp that holds both.
  private static func gpsTime(_ document: LibExifDocument) -> Timestamp? {
    guard let stamp = document.value(.dateStamp), let day = LenientDateText(stamp.bytes) else { return nil }
    guard let second = document.value(.timeStamp).flatMap(secondOfDay) ?? day.secondOfDay.map(Double.init)
    else {
      return nil
    }
    let whole = second.rounded(.down)
    return Timestamp(
      seconds: day.date.daysSince1970 * 86400 + Int(whole),
      // Milliseconds: receivers do not know better, and the rest would be the noise of a quotient.
      nanoseconds: Int(((second - whole) * 1000).rounded(.down)) * 1_000_000
    )
  }

  /// Hours, minutes and seconds as three numbers; `nil` for a time that no day has.
  private static func secondOfDay(_ value: ExifValue) -> Double? {
    if value.format.isText {
      // The digits of a time behind any date are read as one.
      return LenientDateText(Array("2000:01:01 ".utf8) + value.trimmedText)?.secondOfDay.map(Double.init)
    }
    guard let hour = value.number(at: 0)?.value, let minute = value.number(at: 1)?.value,
      let second = value.number(at: 2)?.value,
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    let sum = hour * 3600 + minute * 60 + second
    return sum < 86400 ? sum : nil
  }

  /// The difference between camera and receiver as an offset, if it looks like one: near a quarter of an hour, in use
  /// somewhere, and not far from what the longitude says.
  static func derivedOffset(local: LocalTime, fix: Timestamp, longitude: Double) -> LocalTime.Offset? {
    let difference = Double(local.secondsSince1970 - fix.seconds) - Double(fix.nanoseconds) / 1e9
    // More than a day apart is no offset, and would not fit an Int if a date is absurd.
    guard abs(difference) <= 86400 else { return nil }
    let quarters = (difference / 900).rounded()
    guard abs(difference - quarters * 900) <= 180 else { return nil }
    let hoursOff = (quarters / 4 - longitude / 15).remainder(dividingBy: 24)
    guard abs(hoursOff) <= 3.5 else { return nil }
    return LocalTime.Offset(minutes: Int(quarters) * 15, source: .gps)
  }
}
