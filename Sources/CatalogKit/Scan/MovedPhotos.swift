/// Which photos that a scan found are records that it did not: photos that were renamed or moved.
///
/// A photo and a record are the same where size and time are (see ``isSameTime(_:_:)``), and what both say that the file itself says.
/// Of several the one of the same name is meant, then the one of the same name in any case and normalisation, then where both sides are
/// as many the first is the first; else nobody is.
///
/// Memory: 100 bytes for each record and each photo that come into question.
struct MovedPhotos {
  /// A record, or a photo's waiting line, by its number.
  struct Candidate {
    let number: Int
    /// What size, picture and camera come to, which no sidecar changes.
    fileprivate let key: Int
    /// What all fields come to but those that the file's place decides.
    fileprivate let content: Int
    /// Whether what lies beside the photo, or another extractor, may have made its fields what they are.
    fileprivate let mayDiffer: Bool
    fileprivate let modified: Timestamp

    /// - Parameters:
    ///   - number: Of the record or the line.
    ///   - line: What is known of the photo.
    ///   - isCurrent: Whether this version has read it.
    /// - Throws: ``JSONError`` where the line is not as it should be.
    init(_ number: Int, _ line: UnsafeRawBufferPointer, isCurrent: Bool = true) throws(JSONError) {
      var members = LineMembers()
      try members.read(line)
      self.number = number
      modified = members.modified(in: line) ?? Timestamp(seconds: 0, nanoseconds: 0)
      mayDiffer = !isCurrent || members.has(.sidecars)
      key = Self.sum(Self.ofFile, members, line)
      content = Self.sum(Self.ofContent, members, line)
    }

    private static let ofFile: [PhotoField] = [.size, .format, .width, .height, .orientation, .make, .model]
    private static let ofContent = PhotoField.allCases.filter {
      ![.path, .pathBytes, .sidecars, .modified, .missing, .problem, .unreadable].contains($0)
    }

    private static func sum(_ fields: [PhotoField], _ members: LineMembers, _ line: UnsafeRawBufferPointer)
      -> Int
    {
      var hasher = Hasher()
      for field in fields {
        if let value = members.value(field, in: line) { hasher.combine(bytes: value) }
        hasher.combine(field.rawValue)
      }
      return hasher.finalize()
    }
  }

  /// The paths of both, asked only where there are several.
  private let recordPath: (Int) throws -> FilePathBytes
  private let photoPath: (Int) throws -> FilePathBytes
  private(set) var pairs: [(record: Int, photo: Int)] = []

  /// - Parameters:
  ///   - records: Records whose photos are not where they were.
  ///   - photos: Photos that are new, or another file than before.
  ///   - recordPath: The path of a record.
  ///   - photoPath: The path of a photo.
  /// - Throws: What asking for paths throws.
  init(
    records: [Candidate],
    photos: [Candidate],
    recordPath: @escaping (Int) throws -> FilePathBytes,
    photoPath: @escaping (Int) throws -> FilePathBytes
  ) throws {
    self.recordPath = recordPath
    self.photoPath = photoPath
    var (records, photos) = (records, photos)
    try pair(&records, &photos, by: \.content)
    // A photo that left its sidecar behind says less than before, or something else. Two that say all of it themselves, and not the same,
    // are two photos.
    var uncertain = records.filter(\.mayDiffer)
    records.removeAll(where: \.mayDiffer)
    try pair(&uncertain, &photos, by: \.key)
    photos.removeAll { !$0.mayDiffer }
    try pair(&records, &photos, by: \.key)
  }

  /// Whether two times may be those of one file: a file system that counts in steps of two seconds rounds up or down.
  static func isSameTime(_ first: Timestamp, _ second: Timestamp) -> Bool {
    if first == second { return true }
    let isCoarse = [first, second].contains { $0.nanoseconds == 0 && $0.seconds.isMultiple(of: 2) }
    let (early, late) = first < second ? (first, second) : (second, first)
    let seconds = late.seconds - early.seconds
    return isCoarse && (seconds < 2 || (seconds == 2 && late.nanoseconds < early.nanoseconds))
  }

  /// Pairs those that come to the same, and takes them out.
  private mutating func pair(
    _ records: inout [Candidate],
    _ photos: inout [Candidate],
    by sum: KeyPath<Candidate, Int>
  ) throws {
    if records.isEmpty || photos.isEmpty { return }
    records.sort { $0[keyPath: sum] < $1[keyPath: sum] }
    photos.sort { $0[keyPath: sum] < $1[keyPath: sum] }
    let before = pairs.count
    var (record, photo) = (0, 0)
    while record < records.count, photo < photos.count {
      let (key, other) = (records[record][keyPath: sum], photos[photo][keyPath: sum])
      guard key == other else {
        if key < other { record += 1 } else { photo += 1 }
        continue
      }
      let recordEnd = records[record...].firstIndex { $0[keyPath: sum] != key } ?? records.count
      let photoEnd = photos[photo...].firstIndex { $0[keyPath: sum] != key } ?? photos.count
      try pair(records[record..<recordEnd], photos[photo..<photoEnd])
      (record, photo) = (recordEnd, photoEnd)
    }
    let (takenRecords, takenPhotos) = (
      Set(pairs[before...].map(\.record)), Set(pairs[before...].map(\.photo))
    )
    records.removeAll { takenRecords.contains($0.number) }
    photos.removeAll { takenPhotos.contains($0.number) }
  }

  /// Pairs those of one size and content: first where the times are the same, then what is left and may be the same.
  private mutating func pair(_ records: ArraySlice<Candidate>, _ photos: ArraySlice<Candidate>) throws {
    if let record = records.first, let photo = photos.first, records.count == 1, photos.count == 1 {
      if Self.isSameTime(record.modified, photo.modified) { pairs.append((record.number, photo.number)) }
      return
    }
    let recordsByTime = Dictionary(grouping: records, by: \.modified)
    let photosByTime = Dictionary(grouping: photos, by: \.modified)
    var (restOfRecords, restOfPhotos): ([Candidate], [Candidate]) = ([], [])
    for (time, records) in recordsByTime {
      let (left, leftPhotos) = try pairAlike(records, photosByTime[time] ?? [])
      restOfRecords += left
      restOfPhotos += leftPhotos
    }
    for (time, photos) in photosByTime where recordsByTime[time] == nil { restOfPhotos += photos }
    try pairCoarse(restOfRecords, restOfPhotos)
  }

  private mutating func pairCoarse(_ records: [Candidate], _ photos: [Candidate]) throws {
    // Those of nearby times only: both in order, so that a million costs no more than sorting them.
    let photos = photos.sorted { $0.modified < $1.modified }
    var taken: Set<Int> = []
    for record in records.sorted(by: { $0.modified < $1.modified }) {
      let earliest = record.modified.seconds - 2
      var (low, high) = (0, photos.count)
      while low < high {
        let middle = (low + high) / 2
        if photos[middle].modified.seconds < earliest { low = middle + 1 } else { high = middle }
      }
      let near = photos[low...].prefix { $0.modified.seconds <= record.modified.seconds + 2 }
        .filter { !taken.contains($0.number) && Self.isSameTime($0.modified, record.modified) }
      let name = near.count > 1 ? try recordPath(record.number).lastComponent : nil
      let same = try near.count == 1 ? near : near.filter { try photoPath($0.number).lastComponent == name }
      guard same.count == 1, let photo = same.first else { continue }
      taken.insert(photo.number)
      pairs.append((record.number, photo.number))
    }
  }

  /// Pairs records and photos of which any could be any.
  ///
  /// - Returns: What is left.
  private mutating func pairAlike(
    _ records: [Candidate],
    _ photos: [Candidate]
  ) throws -> ([Candidate], [Candidate]) {
    if photos.isEmpty { return (records, photos) }
    if records.count == 1, photos.count == 1 {
      pairs.append((records[0].number, photos[0].number))
      return ([], [])
    }
    var left = try records.map { (candidate: $0, path: try recordPath($0.number)) }
    var leftPhotos = try photos.map { (candidate: $0, path: try photoPath($0.number)) }
    pairByName(&left, &leftPhotos) { $0.lastComponent.bytes }
    pairByName(&left, &leftPhotos) { ComposedText.folded($0.lastComponent.bytes) }
    if left.count == leftPhotos.count {
      left.sort { $0.path < $1.path }
      leftPhotos.sort { $0.path < $1.path }
      for (record, photo) in zip(left, leftPhotos) {
        pairs.append((record.candidate.number, photo.candidate.number))
      }
      return ([], [])
    }
    return (left.map(\.candidate), leftPhotos.map(\.candidate))
  }

  private typealias Named = (candidate: Candidate, path: FilePathBytes)

  /// Pairs what alone has a name on both sides.
  private mutating func pairByName(
    _ records: inout [Named],
    _ photos: inout [Named],
    _ name: (FilePathBytes) -> [UInt8]
  ) {
    let byName = Dictionary(grouping: photos.indices, by: { name(photos[$0].path) })
    let recordsByName = Dictionary(grouping: records.indices, by: { name(records[$0].path) })
    var (usedRecords, usedPhotos): (Set<Int>, Set<Int>) = ([], [])
    for (name, places) in recordsByName where places.count == 1 {
      guard let others = byName[name], others.count == 1 else { continue }
      pairs.append((records[places[0]].candidate.number, photos[others[0]].candidate.number))
      usedRecords.insert(places[0])
      usedPhotos.insert(others[0])
    }
    records = records.indices.filter { !usedRecords.contains($0) }.map { records[$0] }
    photos = photos.indices.filter { !usedPhotos.contains($0) }.map { photos[$0] }
  }
}
