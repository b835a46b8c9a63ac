/// What the pieces of one photo and the files beside it said, while they come in, and which of it counts.
///
/// For the position the first source that has one wins: sidecar, Exif, XMP in the photo, a video's own fields, Takeout.
/// For everything else the photo itself comes first.
struct PhotoFindings {
  private var exif: PhotoMetadata?
  private var packets = XMPPackets()
  private var iptc: [ByteReader] = []
  private var video: VideoMetadata?
  private var nonRealTimeMeta: ByteReader?
  /// What counts for its dates alone, in the order in which they are asked after XMP: a PNG file's text, and Exif blocks that another
  /// took the place of.
  private var dates: [PhotoDates] = []
  /// Words of Exif blocks that another took the place of.
  private var others: [PhotoWords] = []
  private var frameSize: PixelSize?
  /// The first thing that was there and could not be read.
  private var damage: String?
  /// ``exif`` comes from the last block, which ended too early; what continues the block replaces it.
  private var isOpen = false
  private var blockCount = 0

  /// A camera writes one Exif block, and one of 1 MB is cut into 17 parts, each of which has the whole read again.
  private static let blockLimit = 64
  /// A photo has one, a raw file with a JPEG inside two.
  private static let iptcLimit = 4

  /// A position that is in the photo itself, as far as it has been read.
  var position: Position? { (exif ?? video?.movie).flatMap { try? $0.position.get() } }

  /// Takes a piece, in the order of the file.
  mutating func add(_ piece: MetadataBlock) -> VisitAction {
    switch piece {
    case .exif(let block):
      return read(isContinuation: false) { () throws(ContainerError) in try ExifRepack(block) }
    case .continuedExif(let block):
      return read(isContinuation: true) { () throws(ContainerError) in try ExifRepack(block) }
    case .exifParts(let parts):
      return read(isContinuation: false) { () throws(ContainerError) in try ExifRepack(parts: parts) }
    case .xmp(let packet):
      packets.add(packet)
    case .extendedXMP(let guid, let packet):
      packets.add(extendedXMP: packet, guid: guid)
    case .iptc(let block):
      if iptc.count < Self.iptcLimit { iptc.append(block) }
    case .pixelSize(let size):
      frameSize = frameSize ?? size
    case .creationTime(let text):
      var found = PhotoDates()
      found.original =
        RFC1123DateText.read(text, offsetSource: .png) ?? LenientDateText.read(text, offsetSource: .png)
      dates.append(found)
    case .video(let metadata):
      video = video ?? metadata
    case .nonRealTimeMeta(let text):
      nonRealTimeMeta = nonRealTimeMeta ?? text
    case .unreadable(let reason):
      damage = damage ?? reason
    }
    // Tags may be anywhere, so nothing is ever enough.
    return .next
  }

  /// The first block with a position wins, and the first of all where none has one.
  private mutating func read(
    isContinuation: Bool,
    _ repack: () throws(ContainerError) -> ExifRepack
  ) -> VisitAction {
    guard blockCount < Self.blockLimit else {
      damage = damage ?? ContainerError.tooMany("Exif blocks", limit: Self.blockLimit).description
      return .next
    }
    blockCount += 1
    do throws(ContainerError) {
      let repacked = try repack()
      let isIncomplete = repacked.isIncomplete
      guard let document = try? LibExifDocument(repacked) else { return .next }
      let found = PhotoMetadata(document)
      let hasPosition = (try? found.position.get()) != nil
      if exif == nil || (isOpen && isContinuation) || (position == nil && hasPosition) {
        if let exif, !isContinuation {
          dates.append(exif.dates)
          others.append(exif.words)
        }
        exif = found
        isOpen = isIncomplete
      } else if !isContinuation {
        isOpen = false
      }
      return isIncomplete ? .incomplete : .next
    } catch {
      damage = damage ?? PositionProblem.damagedExif(error.description).description
      return .next
    }
  }

  /// Decides, and writes it into the photo.
  ///
  /// - Parameters:
  ///   - photo: Its problem, where it has one already, is that it could not be read.
  ///   - sidecar: Reads the XMP beside the photo.
  ///   - takeout: Reads Google Takeout's JSON beside the photo.
  mutating func fill(_ photo: inout Photo, sidecar: PhotoMetadata?, takeout: () -> PhotoMetadata?) {
    // One after the other, not in a list: what is known of a photo is large to copy.
    var answer = Answer()
    if let sidecar {
      answer.isDenied = sidecar.deniesPosition
      answer.takePosition(of: sidecar)
      answer.dates.add(sidecar: sidecar.dates)
      answer.words.add(sidecar.words, from: .sidecar)
    }
    if let video {
      takeVideo(video, into: &photo, &answer)
    } else {
      if let exif { answer.takeAll(of: exif, from: .exif, into: &photo) }
      for packet in readXMP() { answer.takeAll(of: packet, from: .xmp, into: &photo) }
      for block in readIPTC() { answer.takeAll(of: block, from: .iptc, into: &photo) }
    }
    for dates in dates { answer.dates.add(dates) }
    for words in others { answer.words.add(words, from: .exif) }
    if answer.needsTakeout, let takeout = takeout() {
      answer.takeAll(of: takeout, from: .other, into: &photo)
    }
    // What the photo says of itself comes before what was put beside it, but for its date.
    if let sidecar { answer.takeFacts(of: sidecar, into: &photo) }
    answer.takeDate(into: &photo)
    answer.words.fill(&photo)
    // The Exif of a video is that of its thumbnail.
    photo.pixelSize = video == nil ? exif?.pixelSize ?? frameSize : nil

    photo.position = answer.position
    if answer.position != nil {
      photo.problem = nil
    } else if photo.problem == nil {
      photo.problem = PhotoProblem(reason(answer), isUnreadable: false)
    }
  }

  /// Why there is no position: the reason of a source, else the first thing that could not be read and might have had one.
  private func reason(_ answer: Answer) -> String {
    if answer.isDenied { return PositionProblem.none.description }
    return answer.problem?.description ?? damage ?? answer.words.problem ?? PositionProblem.none.description
  }

  /// What the sources say, in the order in which they are asked: the first word counts.
  private struct Answer {
    var position: Position?
    /// The first reason that says more than that there is no position.
    var problem: PositionProblem?
    /// Which of all dates counts is decided when all are known.
    var dates = TakenChoice()
    var words = WordsChoice()
    /// A person said in a sidecar that there is no position.
    var isDenied = false

    /// Whether Takeout's JSON may say something that counts.
    var needsTakeout: Bool { !words.hasAllTags || (position == nil && !isDenied) || !hasDate() }

    /// Whether there is a date that Takeout's does not come before.
    func hasDate() -> Bool { dates.taken().map { $0.source != .modified } ?? false }

    mutating func takeAll(of source: PhotoMetadata, from kind: WordsChoice.Source, into photo: inout Photo) {
      takePosition(of: source)
      words.add(source.words, from: kind)
      dates.add(source.dates)
      takeFacts(of: source, into: &photo)
    }

    mutating func takePosition(of source: PhotoMetadata) {
      guard !isDenied else { return }
      switch source.position {
      case .success(let position): if self.position == nil { self.position = position }
      case .failure(let reason): if problem == nil, reason != .none { problem = reason }
      }
    }

    /// Decides on the date; the receiver's time and the position give an offset to one that has none.
    func takeDate(into photo: inout Photo) {
      guard let (time, source) = dates.taken() else { return }
      photo.taken = time
      photo.takenSource = source
      if time.offset == nil, let fix = photo.gpsTime, let longitude = position?.coordinate.longitude {
        photo.taken = time.with(offset: DerivedOffset.of(time, fix: fix, longitude: longitude))
      }
    }

    func takeFacts(of source: PhotoMetadata, into photo: inout Photo) {
      if photo.gpsTime == nil { photo.gpsTime = source.gpsTime }
      if photo.heading == nil { photo.heading = source.heading }
      if photo.speed == nil { photo.speed = source.speed }
      if photo.make == nil { photo.make = source.make }
      if photo.model == nil { photo.model = source.model }
      if photo.lens == nil { photo.lens = source.lens }
      if photo.orientation == nil { photo.orientation = source.orientation }
    }
  }

  /// The sources of a video in their order: the movie's own fields, XMP, Exif, its tracks, then the first fix.
  private mutating func takeVideo(_ video: VideoMetadata, into photo: inout Photo, _ answer: inout Answer) {
    let sony = readNonRealTimeMeta()
    answer.takeAll(of: video.movie, from: .other, into: &photo)
    for packet in readXMP() { answer.takeAll(of: packet, from: .xmp, into: &photo) }
    if let exif { answer.takeAll(of: exif, from: .exif, into: &photo) }
    if let sony { answer.takeAll(of: sony, from: .other, into: &photo) }
    answer.takeAll(of: video.tracks, from: .other, into: &photo)
    if answer.position == nil, !answer.isDenied {
      answer.takeAll(of: video.firstFix(), from: .other, into: &photo)
    }
    // Of the same digits, one may be local and the other UTC: the header's offset is not that of a stated time.
    if let stated = video.movie.dates.video ?? sony?.dates.video, stated.precision >= .minute { return }
    answer.dates.add(PhotoDates(video: video.created(fileModified: photo.modified)))
  }

  private mutating func readNonRealTimeMeta() -> PhotoMetadata? {
    guard let nonRealTimeMeta else { return nil }
    do throws(ContainerError) {
      return try NonRealTimeMeta.read(nonRealTimeMeta)
    } catch {
      damage = damage ?? "NonRealTimeMeta: \(error)"
      return nil
    }
  }

  private mutating func readXMP() -> [PhotoMetadata] {
    let (found, problem) = packets.read()
    damage = damage ?? problem
    return found
  }

  private mutating func readIPTC() -> [PhotoMetadata] {
    iptc.compactMap { block in
      do throws(ContainerError) {
        let (metadata, problem) = try IPTCBlock.read(block)
        if let problem { damage = damage ?? "IPTC block: \(problem)" }
        return metadata
      } catch {
        damage = damage ?? "IPTC block: \(error)"
        return nil
      }
    }
  }
}

extension PhotoMetadata {
  /// Whether it has a position.
  var hasPosition: Bool {
    if case .success = position { true } else { false }
  }
}
