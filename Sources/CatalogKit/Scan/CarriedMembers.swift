/// Whose members, written by hand, go to which photo, once it is known which photos have moved.
struct CarriedMembers {
  /// Photos that get the members of a record, or none, in the place of those that they have.
  private(set) var edits: [(photo: Int, record: Int?)] = []
  /// Records whose place another photo has taken, and whose own photo is nowhere: what was written about it is nobody's.
  private(set) var orphans: [Int] = []
  private let donors: [Int: Int]
  private let movers: Set<Int>

  /// - Parameter moves: Records, and the photos that they are now, each at most once.
  init(_ moves: [(record: Int, photo: Int)]) {
    donors = Dictionary(moves.map { ($0.photo, $0.record) }, uniquingKeysWith: { first, _ in first })
    movers = Set(moves.map(\.record))
  }

  /// Adds a photo that was read.
  ///
  /// - Parameters:
  ///   - photo: Its number.
  ///   - own: The record of its path; its members are those that the photo has.
  ///   - isChanged: Whether the file of that record is another one now.
  ///   - isHandWritten: Whether a record has members that somebody wrote.
  mutating func add(_ photo: Int, own: Int?, isChanged: Bool, _ isHandWritten: (Int) -> Bool) {
    let has = own.map(isHandWritten) ?? false
    let donor = donors[photo]
    if let own, donor == own { return }
    // What was written about another file that had this name has gone with that, or has no place any more.
    let hasLost = has && isChanged && (donor != nil || own.map(movers.contains) ?? false)
    guard let donor else {
      if hasLost { edits.append((photo, nil)) }
      return
    }
    if has || isHandWritten(donor) { edits.append((photo, isHandWritten(donor) ? donor : nil)) }
    if let own, hasLost, !movers.contains(own) { orphans.append(own) }
  }
}
