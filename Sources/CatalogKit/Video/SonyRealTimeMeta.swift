/// Sony's real-time metadata: after a header, records of a tag, a length and a value. Those of the receiver have GPS's tags of Exif,
/// from 0x8500 on (ExifTool, `Sony.pm`, rtmd).
enum SonyRealTimeMeta {
  /// The fix of a sample; `nil` where the receiver has none.
  static func fix(in sample: ByteReader) throws(ContainerError) -> TrackFix? {
    var fields = Fields()
    var position = Int(try sample.uint16(at: 0, .big))
    // A record has four bytes at least, so that their number is bounded by the sample's size.
    while position <= sample.count - 4 {
      let tag = try sample.uint16(at: position, .big)
      let length = Int(try sample.uint16(at: position + 2, .big))
      switch tag {
      case 0: return fields.fix
      // A universal label of SMPTE, whose second half is no length.
      case 0x060E: position += 16
      // A container: its records are read as if they were not in one.
      case 0x8300: position += 4
      default:
        guard length <= sample.count - position - 4 else {
          throw .damaged("a record that is longer than its sample", offset: position)
        }
        if tag >> 8 == 0x85 {
          try fields.add(tag & 0xFF, sample.slice((position + 4)..<(position + 4 + length)))
        }
        position += 4 + length
      }
    }
    return fields.fix
  }

  private struct Fields {
    private var letters: [UInt16: UInt8] = [:]
    private var numbers: [UInt16: [Double]] = [:]
    private var date: CalendarDate?

    mutating func add(_ tag: UInt16, _ value: ByteReader) throws(ContainerError) {
      switch tag {
      case 0x01, 0x03, 0x05, 0x09: letters[tag] = value.count > 0 ? try value.byte(at: 0) : nil
      case 0x02, 0x04, 0x07: numbers[tag] = try rationals(value, count: 3)
      case 0x06: numbers[tag] = try rationals(value, count: 1)
      case 0x1D:
        let text = try value.bytes(at: 0, count: min(value.count, 16))
        date = LenientDateText.read(text, offsetSource: .video)?.day
      default: break
      }
    }

    private func rationals(_ value: ByteReader, count: Int) throws(ContainerError) -> [Double]? {
      guard value.count == 8 * count else { return nil }
      var numbers: [Double] = []
      for start in stride(from: 0, to: value.count, by: 8) {
        let denominator = try value.uint32(at: start + 4, .big)
        guard denominator != 0 else { return nil }
        numbers.append(Double(try value.uint32(at: start, .big)) / Double(denominator))
      }
      return numbers
    }

    var fix: TrackFix? {
      guard letters[0x09] != UInt8(ascii: "V"),
        let latitude = degrees(0x02, positive: UInt8(ascii: "N"), negative: UInt8(ascii: "S")),
        let longitude = degrees(0x04, positive: UInt8(ascii: "E"), negative: UInt8(ascii: "W"))
      else { return nil }
      let isBelow = letters[0x05] == 1 || letters[0x05] == UInt8(ascii: "1")
      let altitude = numbers[0x06]?.first.map { isBelow ? -$0 : $0 }
      return TrackFix(latitude: latitude, longitude: longitude, altitude: altitude, time: time)
    }

    private func degrees(_ tag: UInt16, positive: UInt8, negative: UInt8) -> Double? {
      guard let parts = numbers[tag], let letter = letters[tag - 1], letter == positive || letter == negative
      else { return nil }
      let degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
      return letter == negative ? -degrees : degrees
    }

    private var time: Timestamp? {
      guard let date, let parts = numbers[0x07] else { return nil }
      let seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
      guard (0..<86401).contains(seconds) else { return nil }
      return Timestamp(
        seconds: date.daysSince1970 * 86400,
        nanoseconds: Int((seconds * 1000).rounded()) * 1_000_000
      )
    }
  }
}
