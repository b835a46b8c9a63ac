/// MP4 and QuickTime: what the movie box says of place, time and camera (ISO/IEC 14496-12, 8.2; Apple, "QuickTime File
/// Format"; 3GPP TS 26.244, 8).
enum VideoFile {
  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    var top = ISOBoxes(reader)
    var hasMovie = false
    var isCutOff = false
    while let box = try top.next() {
      isCutOff = box.isCutOff
      if box.type == "moov" {
        hasMovie = true
        var facts = VideoFacts()
        let damage = readMovie(box.payload, &facts)
        if visit(.video(facts.metadata)) == .enough { return }
        if box.isCutOff { throw .endOfFile(offset: reader.count) }
        if let damage { throw damage }
      } else if box.uuid == XMPBox.uuid, visit(.xmp(box.payload)) == .enough {
        return
      }
    }
    guard !hasMovie else { return }
    throw isCutOff ? .endOfFile(offset: reader.count) : .damaged("no movie box", offset: 0)
  }

  /// Reads boxes one after the other; a damaged one does not hide the others.
  ///
  /// - Returns: What was wrong with the first that was damaged.
  private static func readBoxes(
    of reader: ByteReader,
    _ read: (ISOBoxes.Box) throws(ContainerError) -> Void
  ) -> ContainerError? {
    var damage: ContainerError?
    var boxes = ISOBoxes(reader)
    while true {
      let box: ISOBoxes.Box
      do throws(ContainerError) {
        guard let next = try boxes.next() else { return damage }
        box = next
      } catch {
        return damage ?? error
      }
      do throws(ContainerError) {
        try read(box)
      } catch {
        damage = damage ?? error
        if error.endsReading { return damage }
      }
    }
  }

  private static func readMovie(_ movie: ByteReader, _ facts: inout VideoFacts) -> ContainerError? {
    readBoxes(of: movie) { (box) throws(ContainerError) in
      if box.type == "mvhd" {
        try readHeader(box, &facts)
      } else if box.type == "meta" {
        try VideoKeys.read(box.payload, &facts)
      } else if box.type == "udta", let damage = readUserData(box.payload, &facts) {
        throw damage
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

  private static func readUserData(_ userData: ByteReader, _ facts: inout VideoFacts) -> ContainerError? {
    readBoxes(of: userData) { (box) throws(ContainerError) in
      if box.type == copyright("xyz") {
        facts.addPosition(iso6709: try text(box.payload))
      } else if box.type == copyright("mak") {
        let text = try text(box.payload)
        facts.make = facts.make ?? String(decoding: text, as: UTF8.self)
      } else if box.type == copyright("mod") {
        let text = try text(box.payload)
        facts.model = facts.model ?? String(decoding: text, as: UTF8.self)
      } else if box.type == "loci" {
        try readLocation(box, &facts)
      } else if box.type == "meta" {
        try VideoKeys.read(box.payload, &facts)
      }
    }
  }

  /// QuickTime's names of user data begin with the copyright sign of MacRoman.
  private static func copyright(_ name: FourCC) -> FourCC {
    FourCC(0xA9 << 24 | name.number)
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
    // A name that does not end in what was read is no place to count from.
    guard position + unit <= head.count else {
      throw .damaged("a place's name without an end", offset: position)
    }
    position += unit + 1
    let numbers = try [0, 4, 8].map { (offset) throws(ContainerError) in
      Double(Int32(bitPattern: try payload.uint32(at: position + offset, .big))) / 65536
    }
    facts.addPosition(latitude: numbers[1], longitude: numbers[0], altitude: numbers[2])
  }
}
