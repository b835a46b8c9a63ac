/// A date and time as a clock on the spot showed it, with its distance from UTC where that is known.
public struct LocalTime: Hashable, Sendable {
  /// The day.
  public var date: CalendarDate
  /// Seconds since midnight, `0..<86_400`.
  public var secondOfDay: Int
  /// The offset from UTC.
  public var offset: Offset?

  /// - Parameters:
  ///   - date: The day.
  ///   - secondOfDay: `0..<86_400`; anything else gives `nil`.
  ///   - offset: The offset from UTC, where it is known.
  public init?(date: CalendarDate, secondOfDay: Int, offset: Offset? = nil) {
    guard (0..<86400).contains(secondOfDay) else { return nil }
    self.date = date
    self.secondOfDay = secondOfDay
    self.offset = offset
  }

  /// Seconds from 1970-01-01T00:00:00 to this time, both by the same clock.
  var secondsSince1970: Int { date.daysSince1970 * 86400 + secondOfDay }

  /// How far a clock is ahead of UTC, and who says so.
  public struct Offset: Hashable, Sendable {
    /// Minutes east of UTC, in `-720...840`.
    public var minutes: Int
    /// Where it comes from.
    public var source: Source

    /// - Parameters:
    ///   - minutes: `-720...840`, the offsets that are in use; anything else gives `nil`.
    ///   - source: Where it comes from.
    public init?(minutes: Int, source: Source) {
      guard (-720...840).contains(minutes) else { return nil }
      self.minutes = minutes
      self.source = source
    }

    /// Where an offset comes from.
    public enum Source: String, Hashable, Sendable {
      /// The file states it.
      case exif
      /// It is the difference between the camera's clock and the receiver's.
      case gps
      /// XMP states it.
      case xmp
      /// An MP4 or QuickTime file states it, or states its time in UTC.
      case video
    }
  }

  /// Appends ISO 8601 text: `2016-09-28T18:18:05+01:00`, without the offset where it is not known.
  ///
  /// - Parameter bytes: Where the ASCII text goes.
  public func append(to bytes: inout [UInt8]) {
    date.append(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    DecimalDigits.append(secondOfDay / 3600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DecimalDigits.append(secondOfDay / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DecimalDigits.append(secondOfDay % 60, width: 2, to: &bytes)
    guard let offset else { return }
    bytes.append(offset.minutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    let minutes = abs(offset.minutes)
    DecimalDigits.append(minutes / 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    DecimalDigits.append(minutes % 60, width: 2, to: &bytes)
  }
}

extension LocalTime: CustomStringConvertible {
  /// ISO 8601.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
