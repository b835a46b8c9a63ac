/// MP4 and QuickTime: what the movie box says of place, time and camera (ISO/IEC 14496-12, 8.2; Apple, "QuickTime File
/// Format"; 3GPP TS 26.244, 8).
enum VideoFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    var top = ISOBoxes(reader)
    var hasMovie = false
    while let box = try top.next() {
      if box.isType("moov") {
        hasMovie = true
        var facts = VideoFacts()
        try readMovie(box.payload, &facts)
        if visit(.video(facts.metadata)) == .enough { return }
      } else if box.uuid == XMPBox.uuid, visit(.xmp(box.payload)) == .enough {
        return
      }
    }
    if !hasMovie { throw .damaged("no movie box", offset: 0) }
  }

  private static func readMovie(_ movie: ByteReader, _ facts: inout VideoFacts) throws(ContainerError) {
    var boxes = ISOBoxes(movie)
    while let box = try boxes.next() {
      if box.isType("mvhd") {
        try readHeader(box, &facts)
      } else if box.isType("meta") {
        try VideoKeys.read(box.payload, &facts)
      } else if box.isType("udta") {
        try readUserData(box.payload, &facts)
      }
    }
  }

  /// When the movie was made, in seconds since 1904 in UTC. Some cameras write their local time all the same.
  private static func readHeader(_ box: ISOBoxes.Box, _ facts: inout VideoFacts) throws(ContainerError) {
    let full = try box.fullPayload()
    let seconds: Int
    if full.version == 1 {
      seconds = Int(try full.payload.uint32(at: 0, .big)) << 32 | Int(try full.payload.uint32(at: 4, .big))
    } else {
      seconds = Int(try full.payload.uint32(at: 0, .big))
    }
    facts.setCreated(secondsSince1904: seconds)
  }

  private static func readUserData(_ userData: ByteReader, _ facts: inout VideoFacts) throws(ContainerError) {
    var boxes = ISOBoxes(userData)
    while let box = try boxes.next() {
      if box.type == copyright("xyz") {
        facts.addPosition(iso6709: try text(box.payload))
      } else if box.type == copyright("mak") {
        let text = try text(box.payload)
        facts.make = facts.make ?? String(decoding: text, as: UTF8.self)
      } else if box.type == copyright("mod") {
        let text = try text(box.payload)
        facts.model = facts.model ?? String(decoding: text, as: UTF8.self)
      } else if box.isType("loci") {
        try readLocation(box, &facts)
      } else if box.isType("meta") {
        try VideoKeys.read(box.payload, &facts)
      }
    }
  }

  /// QuickTime's names of user data begin with the copyright sign of MacRoman.
  private static func copyright(_ name: StaticString) -> [UInt8] {
    [0xA9] + name.withUTF8Buffer { Array($0) }
  }

  /// Text behind its length and its language, two bytes each.
  private static func text(_ payload: ByteReader) throws(ContainerError) -> [UInt8] {
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
    position += unit + 1
    let numbers = try [0, 4, 8].map { (offset) throws(ContainerError) in
      Double(Int32(bitPattern: try payload.uint32(at: position + offset, .big))) / 65536
    }
    facts.addPosition(latitude: numbers[1], longitude: numbers[0], altitude: numbers[2])
  }
}
