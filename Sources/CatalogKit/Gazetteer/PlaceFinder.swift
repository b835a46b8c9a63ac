import Synchronization

/// Finds the place that a point is in. Any number of threads can ask it.
///
/// The place is that of the point's own country whose distance minus its reach (``PlaceCandidate/reach``) is least; ``CountryFinder`` says
/// which country that is. Where several come into question their places all count, and the winner says which it is. Neighbours share what
/// was found out about their cell of the geohash grid (``PlaceTree``), and each gets the answer that it would get alone.
final class PlaceFinder: Sendable {
  let gazetteer: Gazetteer
  let tables: GazetteerTables
  /// Trees that no thread holds.
  private let idle: Mutex<[PlaceTree]>
  private let patience: UInt8

  /// What is known of a point by numbers.
  struct Answer: Hashable, Sendable {
    /// The place; `nil` where the gazetteer has none at all.
    let place: PlaceAnswer?
    /// The number of the country.
    let country: Int?
  }

  /// - Parameters:
  ///   - gazetteer: The gazetteer.
  ///   - patience: So many points of a cell are looked at one by one before it is divided, and so many of the largest alone: what points have
  ///     in common takes as long to find out.
  /// - Throws: ``GazetteerError``.
  init(_ gazetteer: Gazetteer, patience: UInt8 = 8) throws(GazetteerError) {
    self.gazetteer = gazetteer
    self.patience = patience
    tables = try gazetteer.tables()
    let first = try PlaceTree(gazetteer, tables, patience: patience)
    idle = Mutex([first])
  }

  // MARK: Points

  /// A tree of what is known already, for one thread until it is given back.
  func borrow() throws(GazetteerError) -> PlaceTree {
    if let tree = idle.withLock({ $0.popLast() }) { return tree }
    return try PlaceTree(gazetteer, tables, patience: patience)
  }

  /// Gives a tree back, for the next thread.
  func giveBack(_ tree: PlaceTree) {
    idle.withLock { $0.append(tree) }
  }

  private func borrowing<Output>(_ body: (PlaceTree) throws(GazetteerError) -> Output) throws(GazetteerError)
    -> Output
  {
    let tree = try borrow()
    defer { giveBack(tree) }
    return try body(tree)
  }

  /// The region that a point is in or off the coast of; 0 for none.
  func region(at point: Coordinate) throws(GazetteerError) -> Int {
    try borrowing { (tree) throws(GazetteerError) in try tree.countries.region(at: point) }
  }

  /// The countries that a point may be in, by their numbers, in their order; none on the high seas.
  func countries(at point: Coordinate) throws(GazetteerError) -> [Int] {
    try borrowing { (tree) throws(GazetteerError) in try tree.countries.countries(at: point) }
  }

  /// Which place a point is in, found without its neighbours.
  func answer(alone point: Coordinate) throws(GazetteerError) -> Answer {
    try borrowing { (tree) throws(GazetteerError) in try tree.answer(alone: point) }
  }

  /// Which place a point is in: the same, with what is known of its neighbours.
  func answer(at point: Coordinate) throws(GazetteerError) -> Answer {
    try borrowing { (tree) throws(GazetteerError) in try tree.answer(at: point) }
  }
}

/// A tree that is given back when nobody holds the loan any more. No two threads may ask it at a time.
final class PlaceTreeLoan: @unchecked Sendable {
  let finder: PlaceFinder
  let tree: PlaceTree

  /// - Throws: ``GazetteerError``.
  init(_ finder: PlaceFinder) throws(GazetteerError) {
    self.finder = finder
    tree = try finder.borrow()
  }

  deinit { finder.giveBack(tree) }
}
