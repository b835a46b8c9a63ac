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
    var records: [MovedPhotos.Candidate] = []
    try previous.forEachLine { line, number in
      guard changed.contains(number) || isUnseen(number) else { return }
      records.append(try MovedPhotos.Candidate(number, line, isCurrent: previous.records[number].isCurrent))
    }
    guard !records.isEmpty, lines.count > 0 else { return [] }
    var photos: [MovedPhotos.Candidate] = []
    try lines.forEachLine { number, line in
      var members = LineMembers()
      try members.read(line)
      // A photo that is where it was, and only read anew, has not moved.
      if let record = previous.records.number(of: try PathKey(members, in: line)), !changed.contains(record) {
        return
      }
      photos.append(try MovedPhotos.Candidate(number, line))
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
  /// - Parameter moves: Which photos have moved.
  /// - Returns: Members among them whose names are those of fields by now.
  /// - Throws: What reading throws, and ``SystemError`` where a line cannot be kept.
  func carryMembers(along moves: [Move]) throws -> DisplacedMembers {
    var displaced = DisplacedMembers()
    for (number, members) in try edits(along: moves) {
      var photo = try lines.line(number).withUnsafeBytes { try PhotoLine.decode($0) }
      photo.unknownFields = displaced.taken(from: members, of: photo.path)
      try lines.replace(number, with: photo.json)
    }
    return displaced
  }

  /// The members that waiting lines are to have which have others.
  private func edits(along moves: [Move]) throws -> [(number: Int, members: [UInt8])] {
    guard !moves.isEmpty else { return [] }
    let donors = Dictionary(moves.map { ($0.photo, $0.record) }, uniquingKeysWith: { first, _ in first })
    let movers = Set(moves.map(\.record))
    var edits: [(number: Int, members: [UInt8])] = []
    try lines.forEachLine { number, line in
      let photo = try PhotoLine.decode(line)
      var own = previous.records.number(of: PathKey(photo.path))
      // What was written about another file that had this name has gone with that.
      if let record = own, changed.contains(record), movers.contains(record) { own = nil }
      guard let source = donors[number] ?? own else {
        if !photo.unknownFields.isEmpty { edits.append((number, [])) }
        return
      }
      guard source != own, previous.records[source].hasUnknownFields || !photo.unknownFields.isEmpty else {
        return
      }
      edits.append((number, previous.unknownFields(of: source)))
    }
    return edits
  }
}
