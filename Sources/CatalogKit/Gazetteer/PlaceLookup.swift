/// Says of points which place they are in. Any number of threads can ask it.
public final class PlaceLookup: Sendable {
  let finder: PlaceFinder
  /// The language of the names.
  public let language: PlaceLanguage

  /// - Parameters:
  ///   - gazetteer: The gazetteer.
  ///   - language: The language of the names.
  /// - Throws: ``GazetteerError``.
  public convenience init(_ gazetteer: Gazetteer, language: PlaceLanguage) throws(GazetteerError) {
    self.init(try PlaceFinder(gazetteer), language: language)
  }

  init(_ finder: PlaceFinder, language: PlaceLanguage) {
    (self.finder, self.language) = (finder, language)
  }

  /// What is known of the points before, which their neighbours share.
  public struct Memory {
    private var loan: PlaceTreeLoan?
    /// The cell of the point before, where all of its points have the same words.
    fileprivate var last: (box: BoundingBox, words: Whereabouts)?

    /// Nothing yet.
    public init() {}

    fileprivate mutating func tree(of finder: PlaceFinder) throws(GazetteerError) -> PlaceTree {
      if let loan, loan.finder === finder { return loan.tree }
      let loan = try PlaceTreeLoan(finder)
      self.loan = loan
      last = nil
      return loan.tree
    }
  }

  /// Where a point is, in words.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - memory: What is known of the points before.
  /// - Returns: The words.
  /// - Throws: ``GazetteerError``.
  public func whereabouts(of point: Coordinate, _ memory: inout Memory) throws(GazetteerError) -> Whereabouts
  {
    let tree = try memory.tree(of: finder)
    if let (box, words) = memory.last, box.surelyContains(point) { return words }
    guard let node = try tree.node(at: Geohash(point)) else {
      return try words(point, tree.answer(alone: point), tree)
    }
    if let words = node.words {
      memory.last = (node.area.box, words)
      return words
    }
    let words = try words(point, tree.answer(at: point, in: node), tree)
    if node.common != nil { node.words = words }
    return words
  }

  private func words(_ point: Coordinate, _ answer: PlaceFinder.Answer, _ tree: PlaceTree)
    throws(GazetteerError) -> Whereabouts
  {
    let country = answer.country
    guard let answer = answer.place else {
      return Whereabouts(place: nil, district: nil, country: try tree.country(country)?.code, timeZone: nil)
    }
    // How far off a place a point is differs from neighbour to neighbour.
    let isShared = answer.distance <= PlaceList.surelyNear
    let key = PlaceTree.WordsKey(place: answer.place, district: answer.district, country: country)
    if isShared, let known = tree.words[key] { return known }
    let place = try tree.place(answer.place)
    let district = try answer.district.map { (number) throws(GazetteerError) in
      try tree.place(number).name(in: language)
    }
    let words = Whereabouts(
      place: PlaceDistance(from: point, to: place).text(in: language),
      district: district,
      country: try tree.country(country)?.code,
      // In the middle of an ocean the next island's time says nothing.
      timeZone: country == nil && answer.isOff ? nil : place.timeZone
    )
    if isShared { tree.keep(words, of: key) }
    return words
  }

  /// Where a point is: the places themselves.
  ///
  /// - Parameter point: The point.
  /// - Returns: The places.
  /// - Throws: ``GazetteerError``.
  public func places(at point: Coordinate) throws(GazetteerError) -> PointPlaces {
    let answer = try finder.answer(alone: point)
    let place = try answer.place.map { (found) throws(GazetteerError) in
      try finder.gazetteer.place(found.place)
    }
    let district = try (answer.place?.district).map { (number) throws(GazetteerError) in
      try finder.gazetteer.place(number)
    }
    return PointPlaces(
      point: point,
      place: place,
      district: district,
      country: try answer.country.map { (number) throws(GazetteerError) in
        try finder.tables.country(number)
      }
    )
  }
}

extension PlaceLookup: Hashable {
  /// Two are the same where they are one.
  ///
  /// - Parameters:
  ///   - lhs: One lookup.
  ///   - rhs: The other.
  /// - Returns: Whether they are the same.
  public static func == (lhs: PlaceLookup, rhs: PlaceLookup) -> Bool { lhs === rhs }

  /// - Parameter hasher: Takes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Which place a point is in, with all that is known of the place.
public struct PointPlaces: Hashable, Sendable {
  /// The point.
  public let point: Coordinate
  /// The place that it is in, or off; `nil` where there is none at all.
  public let place: GazetteerPlace?
  /// The nearest place within 3 km, if that is another one.
  public let district: GazetteerPlace?
  /// The country that the point is in, or off the coast of.
  public let country: Country?

  /// How far the point is from the place.
  public var distance: PlaceDistance? { place.map { PlaceDistance(from: point, to: $0) } }

  /// The time zone of the place; `nil` on the high seas.
  public var timeZone: String? { country == nil && distance?.isOff == true ? nil : place?.timeZone }
}

/// How far a point is from the middle of a place.
public struct PlaceDistance: Hashable, Sendable {
  /// The place.
  public let place: GazetteerPlace
  /// Metres, geodesic.
  public let metres: Double

  init(from point: Coordinate, to place: GazetteerPlace) {
    self.place = place
    metres = Geodesic(from: point, to: place.coordinate).distance
  }

  /// Whether the point is so far away that it is not in the place: more than 30 km.
  public var isOff: Bool { metres > PlaceAnswer.farthest }

  /// `Busan`, or `40 km off Busan`.
  ///
  /// - Parameter language: The language.
  /// - Returns: The place's name, and how far off it is.
  public func text(in language: PlaceLanguage) -> String {
    let name = place.name(in: language)
    guard isOff else { return name }
    let kilometres = FixedPoint.text(metres / 1000, decimals: 0)
    return language == .korean ? "\(name)에서 \(kilometres) km" : "\(kilometres) km off \(name)"
  }
}
