/// The `udta` box of a movie or a track: QuickTime's texts, 3GPP's place, and what others put beside them (Apple,
/// "QuickTime File Format", User Data; 3GPP TS 26.244, 8).
enum VideoUserData {
  /// Reads the fields, and hands over what is of another format.
  ///
  /// - Parameters:
  ///   - userData: The box.
  ///   - facts: Takes the fields.
  ///   - other: Takes XMP and Canon's Exif.
  /// - Returns: What was wrong with the first box that was damaged.
  static func read(
    _ userData: ByteReader,
    _ facts: inout VideoFacts,
    _ other: (Other) -> Void
  ) -> ContainerError? {
    var found = facts
    let damage = ISOBoxes.readAll(of: userData) { (box) throws(ContainerError) in
      switch box.type {
      case "loci": try readLocation(box, &found)
      case "meta": try VideoKeys.read(box.payload, &found)
      case "XMP_": other(.xmp(box.payload))
      case "CNTH":
        guard let thumbnail = try ISOBoxes.first("CNDA", in: box.payload) else { break }
        other(.canonThumbnail(thumbnail.payload))
      default:
        guard box.type.number >> 24 == 0xA9 else { break }
        found.addText(box.type, try text(box.payload), from: .userData)
      }
    }
    facts = found
    return damage
  }

  /// What lies in user data in a format of its own.
  enum Other {
    /// An XMP packet (XMP specification, part 3, 1.2.7.1).
    case xmp(ByteReader)
    /// A JPEG file with Exif (ExifTool, `Canon.pm`: CNTH and CNDA).
    case canonThumbnail(ByteReader)
  }

  /// Text after its length and its language, two bytes each. Some writers leave these out in front of a place, which
  /// begins with a sign.
  private static func text(_ payload: ByteReader) throws(ContainerError) -> [UInt8] {
    let first = try payload.byte(at: 0)
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      return try payload.bytes(at: 0, count: min(payload.count, VideoFacts.textLimit))
    }
    let length = Int(try payload.uint16(at: 0, .big))
    return try payload.bytes(at: 4, count: min(length, max(0, payload.count - 4), VideoFacts.textLimit))
  }

  /// 3GPP TS 26.244, table 8.10: a language, a name, a role, then longitude, latitude and altitude in 1/65536.
  private static func readLocation(_ box: ISOBoxes.Box, _ facts: inout VideoFacts) throws(ContainerError) {
    let payload = try box.fullPayload().payload
    let head = try payload.bytes(at: 0, count: min(payload.count, VideoFacts.textLimit))
    guard head.count > 2 else { return }
    let isUTF16 =
      head.dropFirst(2).starts(with: [0xFE, 0xFF]) || head.dropFirst(2).starts(with: [0xFF, 0xFE])
    var position = 2
    let unit = isUTF16 ? 2 : 1
    while position + unit <= head.count, head[position..<(position + unit)].contains(where: { $0 != 0 }) {
      position += unit
    }
    // A name that does not end in what was read is no place to count from.
    guard position + unit <= head.count else {
      throw .damaged("a place's name without an end", offset: position)
    }
    position += unit + 1
    let numbers = try [0, 4, 8].map { (offset) throws(ContainerError) in
      Double(Int32(bitPattern: try payload.uint32(at: position + offset, .big))) / 65536
    }
    facts.addPosition(latitude: numbers[1], longitude: numbers[0], altitude: numbers[2], from: .loci)
  }
}
