/// GoPro's metadata: items of a key, a type, a size and a count, some of which hold others (GoPro, "GPMF Introduction",
/// in the repository gpmf-parser).
enum GPMF {
  /// The first fix of a sample: the receiver has a lock, and a place that is not 0, 0.
  ///
  /// A camera is a `DEVC` with streams `STRM`, each of which says at its end what it is about.
  static func fix(in sample: ByteReader) throws(ContainerError) -> TrackFix? {
    guard try sample.fourCC(at: 0) == "DEVC" else {
      throw .damaged("samples that are not GoPro's", offset: 0)
    }
    var devices = Items(sample)
    while let device = try devices.next() {
      guard device.key == "DEVC", device.isNested else { continue }
      var streams = Items(device.payload)
      while let stream = try streams.next() {
        if stream.key == "STRM", stream.isNested, let fix = try fix(inStream: stream.payload) { return fix }
      }
    }
    return nil
  }

  private static func fix(inStream stream: ByteReader) throws(ContainerError) -> TrackFix? {
    var scales: [Double] = []
    var hasLock = true
    var time: Timestamp?
    var items = Items(stream)
    while let item = try items.next() {
      switch item.key {
      case "SCAL": scales = try item.numbers(limit: 9)
      // 0 is no lock, then 2 and 3 dimensions.
      case "GPSF": hasLock = try item.numbers(limit: 1).first.map { $0 >= 2 } ?? true
      case "GPSU": time = try item.text(limit: 16).flatMap(self.time)
      case "GPS5": return hasLock ? try fix(inGPS5: item, scales, time) : nil
      case "GPS9": return try fix(inGPS9: item, scales)
      default: break
      }
    }
    return nil
  }

  /// Latitude, longitude, altitude and two speeds, up to 18 times a second.
  private static func fix(
    inGPS5 item: Item,
    _ scales: [Double],
    _ time: Timestamp?
  ) throws(ContainerError) -> TrackFix? {
    guard item.type == UInt8(ascii: "l"), item.size == 20 else {
      throw .damaged("GPS5 of another type", offset: 0)
    }
    for start in stride(from: 0, to: item.size * item.count, by: item.size) {
      if var fix = try place(item.payload, start, scales) {
        fix.time = time
        return fix
      }
    }
    return nil
  }

  /// The same with days since 2000, seconds since midnight, a dilution of precision and the lock, in each.
  private static func fix(inGPS9 item: Item, _ scales: [Double]) throws(ContainerError) -> TrackFix? {
    guard item.size == 32, scales.count == 9, scales[6] != 0 else {
      throw .damaged("GPS9 of another type", offset: 0)
    }
    for start in stride(from: 0, to: item.size * item.count, by: item.size)
    where try item.payload.uint16(at: start + 30, .big) >= 2 {
      guard var fix = try place(item.payload, start, scales) else { continue }
      let days = try item.payload.int32(at: start + 20, .big)
      let seconds = Double(try item.payload.int32(at: start + 24, .big)) / scales[6]
      if days > 0, (0..<86401).contains(seconds) {
        fix.time = Timestamp(
          seconds: (daysFrom1970To2000 + days) * 86400,
          nanoseconds: Int((seconds * 1000).rounded()) * 1_000_000
        )
      }
      return fix
    }
    return nil
  }

  private static let daysFrom1970To2000 = 10957

  private static func place(
    _ payload: ByteReader,
    _ start: Int,
    _ scales: [Double]
  ) throws(ContainerError) -> TrackFix? {
    var numbers: [Double] = []
    for index in 0..<3 {
      // One scale for all, or one each.
      let scale = scales.count > 1 ? (index < scales.count ? scales[index] : 0) : scales.first ?? 1
      numbers.append(Double(try payload.int32(at: start + 4 * index, .big)) / scale)
    }
    let fix = TrackFix(latitude: numbers[0], longitude: numbers[1], altitude: numbers[2])
    return fix.metadata == nil ? nil : fix
  }

  /// `yymmddhhmmss.sss` of the 21st century, in UTC.
  private static func time(_ text: [UInt8]) -> Timestamp? {
    text.withUnsafeBytes { text in
      guard text.count == 16, text[12] == UInt8(ascii: "."),
        let year = DecimalDigits.parse(text, 0, 2), let month = DecimalDigits.parse(text, 2, 2),
        let day = DecimalDigits.parse(text, 4, 2), let hour = DecimalDigits.parse(text, 6, 2),
        let minute = DecimalDigits.parse(text, 8, 2), let second = DecimalDigits.parse(text, 10, 2),
        let milliseconds = DecimalDigits.parse(text, 13, 3), hour < 24, minute < 60, second < 60,
        let date = CalendarDate(year: 2000 + year, month: month, day: day)
      else { return nil }
      return Timestamp(
        seconds: date.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second,
        nanoseconds: milliseconds * 1_000_000
      )
    }
  }
}

extension GPMF {
  /// An item: `count` values of `size` bytes each.
  private struct Item {
    let key: FourCC
    /// A letter; 0 where the payload is items.
    let type: UInt8
    let size: Int
    let count: Int
    let payload: ByteReader

    var isNested: Bool { type == 0 }

    /// Its values one by one, whatever their number type; none of another type.
    func numbers(limit: Int) throws(ContainerError) -> [Double] {
      let width: Int
      switch type {
      case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "f"): width = 4
      case UInt8(ascii: "s"), UInt8(ascii: "S"): width = 2
      default: return []
      }
      var numbers: [Double] = []
      for place in stride(from: 0, to: min(payload.count / width, limit) * width, by: width) {
        switch type {
        case UInt8(ascii: "l"): numbers.append(Double(try payload.int32(at: place, .big)))
        case UInt8(ascii: "L"): numbers.append(Double(try payload.uint32(at: place, .big)))
        case UInt8(ascii: "f"): numbers.append(try payload.float(at: place, .big))
        case UInt8(ascii: "s"):
          numbers.append(Double(Int16(bitPattern: try payload.uint16(at: place, .big))))
        default: numbers.append(Double(try payload.uint16(at: place, .big)))
        }
      }
      return numbers
    }

    func text(limit: Int) throws(ContainerError) -> [UInt8]? {
      payload.count <= limit ? try payload.bytes(at: 0, count: payload.count) : nil
    }
  }

  /// The items of a sample or of an item, one after the other. Each has eight bytes at least, so that their number is bounded by
  /// the sample's size.
  private struct Items {
    private let reader: ByteReader
    private var position = 0

    init(_ reader: ByteReader) {
      self.reader = reader
    }

    mutating func next() throws(ContainerError) -> Item? {
      guard position <= reader.count - 8 else { return nil }
      let key = try reader.fourCC(at: position)
      // Zeros fill a sample up.
      guard key.number != 0 else { return nil }
      let description = try reader.uint32(at: position + 4, .big)
      let size = Int(description >> 16 & 0xFF)
      let count = Int(description & 0xFFFF)
      let start = position + 8
      guard size * count <= reader.count - start else {
        throw .damaged("a GPMF item that is longer than what it lies in", offset: position)
      }
      // Payloads are filled up to four bytes.
      position = start + (size * count + 3) / 4 * 4
      return Item(
        key: key,
        type: UInt8(description >> 24),
        size: size,
        count: count,
        payload: reader.slice(start..<(start + size * count))
      )
    }
  }
}
