/// What receivers write as text, a sentence a line: RMC has place and moment, GGA place and height (NMEA 0183; the U.S. Coast
/// Guard's and u-blox's manuals describe both). Dash cameras keep them in a track of subtitles, often behind words of their own.
enum NMEA {
  /// Bytes of a sentence of a receiver that knows nothing: `$GPRMC,,V,,,,,,,,,,N`.
  static let shortestSentence = 20
  /// Bytes of a text that are looked into: the sentences of a second have some 500.
  static let textLimit = 2 << 10
  /// The standard ends a sentence after 82 bytes; receivers with more decimals write some more.
  private static let sentenceLimit = 128
  /// A receiver writes two of these kinds a moment, at most ten times a second.
  private static let countLimit = 20

  /// The text of a sample, as far as it is looked into; it begins with its length in two bytes, which are no sentence.
  static func text(of sample: ByteReader) throws(ContainerError) -> [UInt8] {
    try sample.lonelyBytes(at: 0, count: min(sample.count, textLimit))
  }

  /// Whether a receiver wrote it, with a fix or without.
  static func hasSentences(_ text: [UInt8]) -> Bool { !sentences(in: text).isEmpty }

  /// The first fix in a text. What another sentence of the same moment knows beside it is taken from there.
  ///
  /// - Returns: `nil` where the receiver has none.
  static func fix(in text: [UInt8]) -> TrackFix? {
    let sentences = sentences(in: text)
    guard let first = sentences.first(where: { $0.fix != nil }), var fix = first.fix else { return nil }
    for other in sentences where other.clock == first.clock {
      fix.altitude = fix.altitude ?? other.fix?.altitude
      fix.time = fix.time ?? other.fix?.time
    }
    return fix
  }

  /// The sentences of the two kinds in a text, without those that their checksum proves wrong.
  private static func sentences(in text: [UInt8]) -> [Sentence] {
    var sentences: [Sentence] = []
    var rest = text[...]
    while sentences.count < countLimit, let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[(dollar + 1)...]
      if let sentence = Sentence(rest.prefix(sentenceLimit)) { sentences.append(sentence) }
    }
    return sentences
  }
}

extension NMEA {
  private struct Sentence {
    /// What lies between commas, behind the name.
    private let fields: [ArraySlice<UInt8>]
    private let isRMC: Bool

    /// - Parameter text: What follows the dollar sign.
    init?(_ text: ArraySlice<UInt8>) {
      // Two letters name the satellites: GP, GL, GA, GB, GN for several.
      let name = text.prefix(6).dropFirst(2)
      isRMC = name.elementsEqual("RMC,".utf8)
      guard isRMC || name.elementsEqual("GGA,".utf8) else { return nil }
      let line = text.prefix { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "$") }
      let content = line.prefix { $0 != UInt8(ascii: "*") }
      guard Self.isRight(content, checksum: line.dropFirst(content.count + 1).prefix(2)) else { return nil }
      fields = content.dropFirst(6).split(
        separator: UInt8(ascii: ","),
        omittingEmptySubsequences: false
      )
    }

    /// Whether the exclusive or of all bytes is the number behind the star. Where there is no number nothing is proved: older
    /// receivers write none.
    private static func isRight(_ content: ArraySlice<UInt8>, checksum: ArraySlice<UInt8>) -> Bool {
      guard let stated = UInt8(String(decoding: checksum, as: UTF8.self), radix: 16) else { return true }
      return content.reduce(0, ^) == stated
    }

    private func field(_ index: Int) -> ArraySlice<UInt8> { index < fields.count ? fields[index] : [] }

    /// Time of the day, `hhmmss` with decimals, as it is written.
    var clock: ArraySlice<UInt8> { field(0) }

    /// `nil` where the receiver has none, or wrote something else.
    var fix: TrackFix? {
      let place = isRMC ? 2 : 1
      guard hasFix, let latitude = degrees(place, limit: 90, "N", "S"),
        let longitude = degrees(place + 2, limit: 180, "E", "W")
      else { return nil }
      let altitude = isRMC ? nil : DecimalText.parse(field(8))
      return TrackFix(latitude: latitude, longitude: longitude, altitude: altitude, time: isRMC ? time : nil)
    }

    /// RMC: A is valid, V a warning. GGA: 0 is no fix, 7 typed in by hand, 8 simulated.
    private var hasFix: Bool {
      guard let letter = field(isRMC ? 1 : 5).first else { return false }
      return isRMC ? letter == UInt8(ascii: "A") : (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(letter)
    }

    /// Degrees and minutes, and behind them the hemisphere.
    private func degrees(
      _ index: Int,
      limit: Double,
      _ positive: Unicode.Scalar,
      _ negative: Unicode.Scalar
    ) -> Double? {
      guard let number = DecimalText.parse(field(index)), field(index + 1).count == 1,
        let degrees = TrackFix.degrees(ofDegreesAndMinutes: number, limit: limit)
      else { return nil }
      switch field(index + 1).first {
      case UInt8(ascii: positive): return degrees
      case UInt8(ascii: negative): return -degrees
      default: return nil
      }
    }

    /// The clock with the date `ddmmyy`, in UTC; years from 80 on are of the last century, when GPS began.
    private var time: Timestamp? {
      let date = Array(field(8))
      let digits = Array(clock.prefix(6))
      guard date.count == 6, let day = Self.number(date, 0), let month = Self.number(date, 2),
        let year = Self.number(date, 4), let hour = Self.number(digits, 0),
        let minute = Self.number(digits, 2),
        let second = Self.number(digits, 4), hour < 24, minute < 60, second < 60,
        let fraction = Self.nanoseconds(clock.dropFirst(6)),
        let days = CalendarDate(year: year < 80 ? 2000 + year : 1900 + year, month: month, day: day)
      else { return nil }
      return Timestamp(
        seconds: days.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second,
        nanoseconds: fraction
      )
    }

    private static func number(_ digits: [UInt8], _ start: Int) -> Int? {
      guard start + 2 <= digits.count else { return nil }
      return digits.withUnsafeBytes { DecimalDigits.parse($0, start, 2) }
    }

    /// A point and at most nine digits; nothing at all is 0.
    private static func nanoseconds(_ text: ArraySlice<UInt8>) -> Int? {
      if text.isEmpty { return 0 }
      guard text.count <= 10, text.first == UInt8(ascii: ".") else { return nil }
      let digits = Array(text.dropFirst()) + [UInt8](repeating: UInt8(ascii: "0"), count: 10 - text.count)
      return digits.withUnsafeBytes { DecimalDigits.parse($0, 0, 9) }
    }
  }
}
