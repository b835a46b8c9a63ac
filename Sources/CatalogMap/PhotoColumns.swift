import CatalogKit

/// Photos as the page's script reads them: some thousand at a time, column by column, deflated. `Page/columns.js` reads them in the same
/// order, which is that of the members here.
///
/// Numbers are planes of bytes (``PlaneColumn``); those with a sign have it in the lowest bit. A text that comes again is its number in
/// the block's table. The count of photos and the lengths of texts are varints. No block needs another one.
struct PhotoColumns {
  private(set) var count = 0
  /// Of each photo: 1 if it has a place, 2, 4 and 8 how much of the time is known (0 nothing, 1 a year … 5 a second), 16 if there is an
  /// offset from UTC, 32 if the time is that of the file's last change, 64 for what no browser shows, 128 for videos.
  private var flags: [UInt8] = []
  /// Steps in millionths of a degree, a tenth of a metre, of photos with a place.
  private var latitudes = PlaneColumn()
  private var longitudes = PlaneColumn()
  /// Steps in days since 1970.
  private var days = PlaneColumn()
  /// Seconds of the day, where the minute is known.
  private var seconds = PlaneColumn()
  /// Minutes, where there is an offset.
  private var offsets = PlaneColumn()
  /// 0 for none and one more than the value otherwise, as in all columns below.
  private var altitudes = PlaneColumn()
  private var headings = PlaneColumn()
  /// Tenths of metres.
  private var accuracies = PlaneColumn()
  private var uncertainties = PlaneColumn()
  /// Two more than the rating.
  private var ratings = PlaneColumn()
  private var folders = TextColumn()
  private var cameras = TextColumn()
  private var problems = TextColumn()
  /// A count, then so many numbers of texts.
  private var tags = TextColumn()
  /// Texts of each photo, with a NUL between them.
  private var names: [UInt8] = []
  private var titles: [UInt8] = []
  private var descriptions: [UInt8] = []
  /// Where a name is not UTF-8: its path as an address has it.
  private var addresses: [UInt8] = []

  /// How many photos a block holds: few enough that a browser reads it in a few milliseconds.
  static let blockSize = 4096

  /// What is read of a photo.
  static let fields: PhotoFieldSet = [
    .path, .pathBytes, .latitude, .longitude, .altitude, .accuracy, .taken, .takenSource, .make, .model,
    .heading, .format, .problem, .tags,
    .title, .description, .rating,
  ]

  /// Adds a photo.
  ///
  /// - Parameters:
  ///   - photo: With ``fields``.
  ///   - uncertainty: Metres that its place may be off.
  ///   - isNamed: Whether the page says how its file is called.
  mutating func add(_ photo: Photo, uncertainty: Double?, isNamed: Bool) {
    count += 1
    addFlags(of: photo)
    if let place = photo.position?.coordinate {
      latitudes.addStep(to: Int((place.latitude * 1e6).rounded()))
      longitudes.addStep(to: Int((place.longitude * 1e6).rounded()))
    }
    addTime(photo.taken)
    altitudes.addOptional(signed: photo.position?.altitude)
    headings.addOptional(photo.heading?.degrees)
    accuracies.addOptional(photo.position?.accuracy.map { $0 * 10 })
    uncertainties.addOptional(uncertainty)
    ratings.add(photo.rating.map { max(0, $0 + 2) } ?? 0)
    addTexts(of: photo, isNamed: isNamed)
  }

  private mutating func addFlags(of photo: Photo) {
    var bits: UInt8 = photo.position == nil ? 0 : 1
    if let taken = photo.taken {
      bits |= (taken.precision.rawValue + 1) << 1
      if taken.offset != nil { bits |= 16 }
      if photo.takenSource == .modified { bits |= 32 }
    }
    switch photo.format {
    case .jpeg, .heic, .heif, .avif, .png, .webp, .tiff, .jpegXL, nil: break
    case .video: bits |= 128
    default: bits |= 64
    }
    flags.append(bits)
  }

  private mutating func addTime(_ taken: LocalTime?) {
    guard let taken else { return }
    let day = taken.firstDay.daysSince1970
    days.addStep(to: day)
    if taken.precision >= .minute { seconds.add(taken.seconds.lowerBound - day * 86400) }
    if let offset = taken.offset { offsets.add(signed: offset.minutes) }
  }

  private mutating func addTexts(of photo: Photo, isNamed: Bool) {
    let name = photo.path.lastComponent
    if isNamed {
      let folder = photo.path.bytes.dropLast(name.bytes.count)
      folders.add(String(decoding: folder, as: UTF8.self))
      names += Array(name.lossyText.utf8)
      if photo.path.utf8Text == nil { addresses += Array(PhotoLinks.percentEncoded(photo.path).utf8) }
    } else {
      folders.add(nil)
    }
    cameras.add(photo.camera)
    problems.add(photo.problem?.reason)
    tags.add(all: photo.tags)
    titles += Self.withoutNUL(photo.title)
    descriptions += Self.withoutNUL(photo.description)
    names.append(0)
    titles.append(0)
    descriptions.append(0)
    addresses.append(0)
  }

  private static func withoutNUL(_ text: String?) -> [UInt8] {
    text?.utf8.filter { $0 != 0 } ?? []
  }

  /// The block of what was added, and an empty one in its place.
  mutating func end() -> [UInt8] {
    guard count > 0 else { return [] }
    defer { self = PhotoColumns() }
    var block = NumberColumn()
    block.add(count)
    var parts = [block.bytes + flags]
    for column in [
      latitudes, longitudes, days, seconds, offsets, altitudes, headings, accuracies, uncertainties, ratings,
      folders.numbers, cameras.numbers, problems.numbers, tags.numbers,
    ] {
      parts += column.parts
    }
    for texts in [
      folders.texts, cameras.texts, problems.texts, tags.texts, names, titles, descriptions, addresses,
    ] {
      var length = NumberColumn()
      length.add(texts.count)
      parts.append(length.bytes + texts)
    }
    return DataBlock.element("photos", about: "\(count)", base64: Base64.encode(Deflate.bytes(parts: parts)))
  }
}

/// Texts of a column of which many come again.
private struct TextColumn {
  private(set) var numbers = PlaneColumn()
  /// Each with a NUL behind it.
  private(set) var texts: [UInt8] = []
  private var places: [String: Int] = [:]

  /// 0 for none, else one more than the text's place in the table.
  mutating func add(_ text: String?) {
    numbers.add(text.map { place(of: $0) + 1 } ?? 0)
  }

  mutating func add(all some: [String]) {
    numbers.add(some.count)
    for text in some { numbers.add(place(of: text)) }
  }

  private mutating func place(of text: String) -> Int {
    if let place = places[text] { return place }
    places[text] = places.count
    texts += text.utf8.filter { $0 != 0 }
    texts.append(0)
    return places.count - 1
  }
}
