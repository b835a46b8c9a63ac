/// MP4 and QuickTime: what the movie box says of place, time and camera (ISO/IEC 14496-12, 8.2; Apple, "QuickTime File
/// Format"; 3GPP TS 26.244, 8).
enum VideoFile {
  /// What describes a movie in fragments comes before them, or after a few: of a long one there are thousands, and each costs
  /// a read.
  private static let fragmentLimit = 64

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    var top = ISOBoxes(reader)
    var movie: MovieBox?
    var isCutOff = false
    var fragments = 0
    while let box = try next(&top, hasMovie: movie != nil) {
      isCutOff = box.isCutOff
      switch box.type {
      case "moov" where movie == nil:
        let found = MovieBox(box.payload)
        movie = found
        if try visitMovie(found, of: reader, visit) == .enough { return }
        if isCutOff { throw .endOfFile(offset: reader.count) }
      case "meta":
        if let text = try nonRealTimeMeta(box), visit(.nonRealTimeMeta(text)) == .enough { return }
      case "uuid":
        if box.uuid == XMPBox.uuid {
          if visit(.xmp(box.payload)) == .enough { return }
        } else if isXML(box.payload), visit(.nonRealTimeMeta(box.payload)) == .enough {
          return
        }
      // Records of a dash camera that say degrees without their hemispheres, or are encrypted.
      case "gps0": if visit(.unreadable("GPS track (gps0): its format is not known")) == .enough { return }
      case "moof":
        fragments += 1
        if movie != nil, fragments > fragmentLimit { return }
      default: break
      }
    }
    if let damage = movie?.damage { throw damage }
    guard movie == nil else { return }
    throw isCutOff ? .endOfFile(offset: reader.count) : .damaged("no movie box", offset: 0)
  }

  /// The next box of the file. After the movie box anything may follow: cameras put trailers of their own there.
  private static func next(
    _ boxes: inout ISOBoxes,
    hasMovie: Bool
  ) throws(ContainerError) -> ISOBoxes.Box? {
    do throws(ContainerError) {
      return try boxes.next()
    } catch {
      if error.endsReading || !hasMovie { throw error }
      return nil
    }
  }

  private static func visitMovie(
    _ movie: MovieBox,
    of file: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    if visit(.video(VideoMetadata(movie, of: file))) == .enough { return .enough }
    for other in movie.others {
      switch other {
      case .xmp(let packet): if visit(.xmp(packet)) == .enough { return .enough }
      case .canonThumbnail(let jpeg): if visitThumbnail(jpeg, visit) == .enough { return .enough }
      }
    }
    return .next
  }

  /// The Exif of a thumbnail; its size is not the movie's.
  private static func visitThumbnail(
    _ jpeg: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) -> VisitAction {
    var action = VisitAction.next
    do throws(ContainerError) {
      try JPEGSegments.visitBlocks(of: jpeg) { piece in
        if case .pixelSize = piece { return .next }
        action = visit(piece)
        return action
      }
    } catch {
      _ = visit(.unreadable("JPEG in the video: \(error)"))
    }
    return action
  }

  private static func isXML(_ payload: ByteReader) -> Bool {
    (try? payload.lonelyBytes(at: 0, count: 5)) == Array("<?xml".utf8)
  }

  /// Sony's XML: a `meta` box of its own handler with the text in `xml ` (ISO/IEC 14496-12, 8.11.2).
  private static func nonRealTimeMeta(_ meta: ISOBoxes.Box) throws(ContainerError) -> ByteReader? {
    let boxes = try ISOBoxes.children(ofMeta: meta.payload)
    guard let text = try ISOBoxes.first("xml ", in: boxes) else { return nil }
    return try text.fullPayload().payload
  }
}

extension VideoMetadata {
  /// What a movie says, with its tracks, whose samples are read when they are asked for.
  fileprivate init(_ box: MovieBox, of file: ByteReader) {
    movie = box.facts.metadata
    tracks = box.trackFacts.metadata
    let stated = [box.facts.statedDate, box.trackFacts.statedDate].compactMap(\.self)
    movie.dates.video = stated.min { $0.place.rawValue < $1.place.rawValue }?.value
    contentIdentifier = box.facts.contentIdentifier
    createdSeconds = (box.facts.createdSeconds ?? box.trackFacts.createdSeconds)?.value
    let created = createdSeconds.map { $0 - Self.secondsFrom1904To1970 }
    firstFix = { Self.firstFix(box, of: file, created) }
  }

  /// The first fix of the first track that has one, else of a dash camera's blocks, else of a trailer. The problem that is
  /// named is that of the first of them.
  private static func firstFix(_ box: MovieBox, of file: ByteReader, _ created: Int?) -> PhotoMetadata {
    var problem = PositionProblem.none
    let attempt = { (name: String?, read: () throws(ContainerError) -> PhotoMetadata?) -> PhotoMetadata? in
      do throws(ContainerError) {
        if let found = try read() { return found }
        if let name, problem == .none { problem = .noFix(name) }
      } catch {
        if problem == .none { problem = .damagedTrack(name ?? "Insta360", error.description) }
      }
      return nil
    }
    for track in box.timedTracks where track.isReceivers(in: file) {
      let read = { () throws(ContainerError) in
        try track.firstFix(in: file, isFragmented: box.isFragmented, created: created)
      }
      if let found = attempt(track.kind.name, read) { return found }
    }
    if let list = box.freeGPS {
      let read = { () throws(ContainerError) in try FreeGPS.firstFix(list, in: file) }
      if let found = attempt("freeGPS", read) { return found }
    }
    if let found = attempt(nil, { () throws(ContainerError) in try Insta360Trailer.firstFix(in: file) }) {
      return found
    }
    var metadata = PhotoMetadata()
    metadata.position = .failure(problem)
    return metadata
  }
}
