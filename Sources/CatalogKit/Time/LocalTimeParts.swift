extension LocalTime {
  /// A part of a second as it is written: its digits after the point, none of them dropped.
  public struct Fraction: Hashable, Sendable {
    private let value: UInt32
    private let digits: UInt8

    /// `0..<1_000_000_000`.
    public var nanoseconds: Int { Int(value) }

    /// - Parameter text: ASCII digits, of which the first nine count; anything else, or none, gives `nil`.
    init?(_ text: some Collection<UInt8>) {
      guard !text.isEmpty, text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
      }
      var value: UInt32 = 0
      var digits: UInt8 = 0
      for digit in text.prefix(9) {
        value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
        digits += 1
      }
      for _ in digits..<9 { value *= 10 }
      self.value = value
      self.digits = digits
    }

    /// Appends the digits.
    func append(to bytes: inout [UInt8]) {
      var rest = nanoseconds
      for _ in digits..<9 { rest /= 10 }
      DecimalDigits.append(rest, width: Int(digits), to: &bytes)
    }
  }

  /// How far a clock is ahead of UTC, and who says so.
  public struct Offset: Hashable, Sendable {
    private let storage: Int16
    /// Where it comes from.
    public let source: Source

    /// Minutes east of UTC, in `-720...840`.
    public var minutes: Int { Int(storage) }

    /// - Parameters:
    ///   - minutes: `-720...840`, the offsets that are in use; anything else gives `nil`.
    ///   - source: Where it comes from.
    public init?(minutes: Int, source: Source) {
      guard (-720...840).contains(minutes) else { return nil }
      storage = Int16(minutes)
      self.source = source
    }

    /// Reads an offset as cameras and people write it: `+09:00`, `+9`, `Z`.
    ///
    /// - Parameter text: The text.
    /// - Returns: Minutes east of UTC; `nil` for any other spelling.
    public static func minutes(_ text: String) -> Int? { OffsetText.minutes(Array(text.utf8)) }

    /// Where an offset comes from.
    public enum Source: String, Hashable, Sendable, CaseIterable {
      /// Exif states it.
      case exif
      /// XMP states it, in the photo or beside it.
      case xmp
      /// IPTC states it.
      case iptc
      /// The text of a PNG file states it.
      case png
      /// An MP4 or QuickTime file states it, or states its time in UTC.
      case video
      /// Google Takeout states the time in UTC.
      case takeout
      /// It is the difference between the camera's clock and the receiver's.
      case gps
    }
  }
}
