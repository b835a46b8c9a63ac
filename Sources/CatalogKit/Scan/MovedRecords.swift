/// The records of an old index whose photos a scan found under another path, and what goes with them.
struct MovedRecords {
  let previous: PreviousIndex
  /// The photos that the scan has read.
  let lines: WaitingLines
  /// Records whose file is another one now, or was changed.
  let changed: Set<Int>

  typealias Move = (record: Int, photo: Int)

  /// Which waiting lines are records under another path.
  ///
  /// - Parameter isUnseen: Whether a record's photo was not found where it was.
  /// - Returns: Numbers of records and of waiting lines, each at most once.
  /// - Throws: What reading throws.
  func pairs(_ isUnseen: (Int) -> Bool) throws -> [Move] {
    var photos: [MovedPhotos.Candidate] = []
    var sizes: Set<Int?> = []
    try lines.forEachLine { number, line in
      var members = LineMembers()
      try members.read(line)
      // A photo that is where it was, and only read anew, has not moved.
      if let record = previous.records.number(of: try PathKey(members, in: line)), !changed.contains(record) {
        return
      }
      sizes.insert(members.integer(.size, in: line))
      photos.append(try MovedPhotos.Candidate(number, line))
    }
    guard !photos.isEmpty else { return [] }
    var records: [MovedPhotos.Candidate] = []
    try previous.forEachLine { line, number in
      let record = previous.records[number]
      guard changed.contains(number) || isUnseen(number), sizes.contains(record.size) else { return }
      records.append(try MovedPhotos.Candidate(number, line, isCurrent: record.isCurrent))
    }
    return try MovedPhotos(
      records: records,
      photos: photos,
      recordPath: { try path(ofRecord: $0) },
      photoPath: { try path(ofPhoto: $0) }
    ).pairs
  }

  func path(ofRecord record: Int) throws -> FilePathBytes {
    try previous.line(of: record).withUnsafeBytes { try PhotoLine.decode($0, .path).path }
  }

  func path(ofPhoto photo: Int) throws -> FilePathBytes {
    try lines.line(photo).withUnsafeBytes { try PhotoLine.decode($0, .path).path }
  }

  /// Takes members that somebody wrote into a record to where its photo has gone.
  ///
  /// - Parameters:
  ///   - moves: Which photos have moved.
  ///   - removed: Takes what has no place any more.
  /// - Returns: How many members have names that are those of fields by now, and of how many records nothing stays.
  /// - Throws: What reading throws, and ``SystemError`` where a line cannot be kept.
  func carryMembers(along moves: [Move], removed: inout RemovedRecords) throws -> (
    displaced: Int, records: Int
  ) {
    guard !moves.isEmpty else { return (0, 0) }
    var carried = CarriedMembers(moves)
    try lines.forEachLine { number, line in
      var members = LineMembers()
      try members.read(line)
      let own = previous.records.number(of: try PathKey(members, in: line))
      carried.add(number, own: own, isChanged: own.map(changed.contains) ?? false) {
        previous.records[$0].hasUnknownFields
      }
    }
    var displaced = DisplacedMembers()
    for (number, source) in carried.edits {
      var photo = try lines.line(number).withUnsafeBytes { try PhotoLine.decode($0) }
      let members = source.map(previous.unknownFields) ?? []
      photo.unknownFields = displaced.taken(from: members, of: photo.path)
      try lines.replace(number, with: photo.json)
    }
    removed.add(displaced)
    for record in carried.orphans {
      try previous.line(of: record).withUnsafeBytes { removed.add($0) }
    }
    return (displaced.count, carried.orphans.count)
  }
}
