/// The `moov` box: what the movie says as a whole, and its tracks (ISO/IEC 14496-12, 8.2 to 8.4).
struct MovieBox {
  private(set) var facts = VideoFacts()
  private(set) var trackFacts = VideoFacts()
  /// What lies in the movie in a format of its own, in order.
  private(set) var others: [VideoUserData.Other] = []
  /// Tracks whose samples may tell where the movie was taken.
  private(set) var timedTracks: [TimedTrack] = []
  /// The places of a dash camera's blocks (see ``FreeGPS``).
  private(set) var freeGPS: ByteReader?
  /// Samples of the movie may lie in fragments (ISO/IEC 14496-12, 8.8.1).
  private(set) var isFragmented = false
  /// What was wrong with the first box that was damaged.
  private(set) var damage: ContainerError?

  /// A movie has one track a stream; GoPro's have four.
  private static let trackLimit = 64

  init(_ movie: ByteReader) {
    var tracks: [ByteReader] = []
    damage = ISOBoxes.readAll(of: movie) { (box) throws(ContainerError) in
      switch box.type {
      case "mvhd": facts.addCreated(seconds: try Self.createdSeconds(box), from: .movie)
      case "meta": try VideoKeys.read(box.payload, &facts)
      case "udta": if let damage = readUserData(box.payload) { throw damage }
      case "uuid" where box.uuid == XMPBox.uuid: others.append(.xmp(box.payload))
      case "gps ": freeGPS = freeGPS ?? box.payload
      case "mvex": isFragmented = true
      case "cmov": throw .damaged("a compressed movie box, which is not read", offset: 0)
      case "trak": if tracks.count < Self.trackLimit { tracks.append(box.payload) }
      default: break
      }
    }
    guard !facts.isComplete else { return }
    for track in tracks { readTrack(track) }
  }

  private mutating func readUserData(_ userData: ByteReader) -> ContainerError? {
    var found: [VideoUserData.Other] = []
    let damage = VideoUserData.read(userData, &facts) { found.append($0) }
    others += found
    return damage
  }

  private mutating func readTrack(_ track: ByteReader) {
    // A track that is damaged does not hide what the movie says, and none of it makes the movie unreadable.
    _ = ISOBoxes.readAll(of: track) { (box) throws(ContainerError) in
      switch box.type {
      case "tkhd": trackFacts.addCreated(seconds: try Self.createdSeconds(box), from: .track)
      case "meta": try VideoKeys.read(box.payload, &trackFacts)
      case "udta":
        var found: [VideoUserData.Other] = []
        _ = VideoUserData.read(box.payload, &trackFacts) { found.append($0) }
        others += found
      case "mdia": try readMedia(box.payload)
      default: break
      }
    }
  }

  private mutating func readMedia(_ media: ByteReader) throws(ContainerError) {
    var boxes = ISOBoxes(media)
    while let box = try boxes.next() {
      switch box.type {
      case "mdhd": trackFacts.addCreated(seconds: try Self.createdSeconds(box), from: .media)
      case "hdlr":
        // Pictures and sound are no place for fixes, and their tables are large.
        let handler = try box.payload.fourCC(at: 8)
        if handler == "vide" || handler == "soun" { return }
      case "minf":
        if let table = try ISOBoxes.first("stbl", in: box.payload),
          let track = try TimedTrack(table.payload)
        {
          timedTracks.append(track)
        }
        return
      default: break
      }
    }
  }

  /// When it was made, from a header's first field: 32 or 64 bits.
  private static func createdSeconds(_ box: ISOBoxes.Box) throws(ContainerError) -> Int {
    let full = try box.fullPayload()
    guard full.version == 1 else { return Int(try full.payload.uint32(at: 0, .big)) }
    return Int(try full.payload.uint32(at: 0, .big)) << 32 | Int(try full.payload.uint32(at: 4, .big))
  }
}
