/// What was found out about pieces of the earth, as a tree of cells of the geohash grid: a cell is divided when points of it are asked
/// for again and do not all have one answer. One thread at a time asks it.
final class PlaceTree: @unchecked Sendable {
  var countries: CountryFinder
  private let search: PlaceSearch
  private let patience: UInt8
  private var roots: [UInt64: PlaceNode] = [:]
  private var nodeCount = 0
  /// The cell of the point before, and all that it is a part of, the largest first.
  private var path: [PlaceNode] = []
  /// What was said of points that are near a place, in words.
  private(set) var words: [WordsKey: Whereabouts] = [:]

  struct WordsKey: Hashable {
    let place: Int
    let district: Int?
    let country: Int?
  }

  /// How many points of each of the largest cells were asked for, before anything is found out about it.
  private var rootVisits = [UInt8](repeating: 0, count: 1 << rootLength)
  /// Places and countries that were named, by their numbers.
  private var places: [Int: GazetteerPlace] = [:]
  private var countryNames: [Int: Country] = [:]

  /// Bits of the largest cells: 156 km by 78 km at the equator.
  private static let rootLength = 16
  /// Bits of the smallest: some 40 m by 20 m.
  private static let deepest = 40
  /// Cells that are kept at a time: some tens of megabytes. As many words, and places.
  private static let mostKept = 60_000

  /// - Throws: ``GazetteerError``.
  init(_ gazetteer: Gazetteer, _ tables: GazetteerTables, patience: UInt8) throws(GazetteerError) {
    self.patience = patience
    search = try PlaceSearch(gazetteer, tables)
    countries = try CountryFinder(gazetteer.file, tables)
  }

  // MARK: Answers

  /// Which place a point is in, found without its neighbours.
  func answer(alone point: Coordinate) throws(GazetteerError) -> PlaceFinder.Answer {
    let countries = try countries.countries(at: point)
    let candidates = try search.candidates(around: point, radius: 0, countries: countries)
    return try answer(point, countries, among: candidates)
  }

  /// Which place a point is in.
  ///
  /// - Parameter point: The point.
  /// - Returns: The same as ``answer(alone:)``.
  /// - Throws: ``GazetteerError``.
  func answer(at point: Coordinate) throws(GazetteerError) -> PlaceFinder.Answer {
    guard let cell = try node(at: Geohash(point)) else { return try answer(alone: point) }
    return try answer(at: point, in: cell)
  }

  /// Which place a point is in.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - cell: Its cell, which was asked for just before.
  /// - Returns: The same as ``answer(alone:)``.
  /// - Throws: ``GazetteerError``.
  func answer(at point: Coordinate, in cell: PlaceNode) throws(GazetteerError) -> PlaceFinder.Answer {
    let countries: [Int]
    if let all = cell.countries {
      countries = all
    } else {
      countries = try self.countries.countries(at: point)
    }
    let list = try list(of: countries, level: path.count - 1)
    guard !list.isRemote else { return try answer(alone: point) }
    return try answer(point, countries, among: list.candidates)
  }

  private func answer(_ point: Coordinate, _ countries: [Int], among candidates: [PlaceCandidate])
    throws(GazetteerError) -> PlaceFinder.Answer
  {
    let place = PlaceAnswer(EarthVector(point), among: candidates)
    guard countries.count > 1 else { return PlaceFinder.Answer(place: place, country: countries.first) }
    // The place decides, unless it is so far away that it is none of theirs.
    if let place, let country = try search.country(ofPlace: place.place), countries.contains(country) {
      return PlaceFinder.Answer(place: place, country: country)
    }
    let region = try self.countries.region(at: point)
    return PlaceFinder.Answer(place: place, country: search.tables.country(ofRegion: region) ?? countries[0])
  }

  // MARK: Names

  /// Keeps words for the next points that they are true of.
  func keep(_ said: Whereabouts, of key: WordsKey) {
    if words.count >= Self.mostKept { words.removeAll() }
    words[key] = said
  }

  /// A place by its number.
  func place(_ number: Int) throws(GazetteerError) -> GazetteerPlace {
    if let known = places[number] { return known }
    let place = try search.gazetteer.place(number)
    if places.count >= Self.mostKept { places.removeAll() }
    places[number] = place
    return place
  }

  /// A country by its number.
  func country(_ number: Int?) throws(GazetteerError) -> Country? {
    guard let number else { return nil }
    if let known = countryNames[number] { return known }
    let country = try search.tables.country(number)
    countryNames[number] = country
    return country
  }

  // MARK: Cells

  /// The cell that says most of a point.
  ///
  /// - Parameter geohash: Where the point is.
  /// - Returns: One in which all points have the same answer, or the smallest that there is; `nil` where so few points were asked for
  ///   that the next one is better answered alone.
  /// - Throws: ``GazetteerError``.
  func node(at geohash: Geohash) throws(GazetteerError) -> PlaceNode? {
    while let last = path.last, !last.contains(geohash) { path.removeLast() }
    let largest: PlaceNode?
    if let last = path.last { largest = last } else { largest = try root(geohash) }
    guard var node = largest else { return nil }
    while node.common == nil, node.length < Self.deepest {
      guard node.visits >= patience else {
        node.visits += 1
        break
      }
      let part = node.part(of: geohash)
      if let known = node.parts[part] {
        node = known
        path.append(node)
      } else {
        let parent = node
        node = try make(parent.area.cell.part(part), below: parent)
        parent.parts[part] = node
      }
    }
    return node
  }

  private func root(_ geohash: Geohash) throws(GazetteerError) -> PlaceNode? {
    let key = geohash.bits >> UInt64(Geohash.bitCount - Self.rootLength)
    if let known = roots[key] {
      path = [known]
      return known
    }
    guard rootVisits[Int(key)] >= patience else {
      rootVisits[Int(key)] += 1
      return nil
    }
    if nodeCount >= Self.mostKept {
      roots.removeAll()
      nodeCount = 0
    }
    let first = Geohash(bits: key << UInt64(Geohash.bitCount - Self.rootLength))
    let root = try make(GeohashCell(length: Self.rootLength, first: first), below: nil)
    roots[key] = root
    return root
  }

  /// Makes a cell, at the end of the path.
  private func make(_ cell: GeohashCell, below parent: PlaceNode?) throws(GazetteerError) -> PlaceNode {
    nodeCount += 1
    let area = CellArea(cell)
    var common = parent?.countries
    if common == nil { common = try countries.countries(of: area) }
    let node = PlaceNode(area, countries: common)
    path.append(node)
    guard let countries = node.countries else { return node }
    guard let common = try list(of: countries, level: path.count - 1).common(in: area) else { return node }
    var country = countries.first
    if countries.count > 1 {
      country = try search.country(ofPlace: common.place)
      guard let country, countries.contains(country) else { return node }
    }
    node.settle(PlaceNode.Common(place: common.place, district: common.district, country: country))
    return node
  }

  /// The places that points of some countries may be in: those of the cell above without the ones that are of no use.
  ///
  /// - Parameters:
  ///   - countries: The points' countries; empty for all places.
  ///   - level: Which cell of the path.
  /// - Returns: The places.
  /// - Throws: ``GazetteerError``.
  private func list(of countries: [Int], level: Int) throws(GazetteerError) -> PlaceList {
    let node = path[level]
    if let known = node.list(of: countries) { return known }
    let list: PlaceList
    if level > 0 {
      list = try self.list(of: countries, level: level - 1).narrowed(to: node.area)
    } else {
      let area = node.area
      let found = try search.candidates(around: area.center, radius: area.radius, countries: countries)
      list = PlaceList(found, around: area, isOfCountry: !countries.isEmpty)
    }
    node.keep(list, of: countries)
    return list
  }
}

extension GeohashCell {
  /// One of the four parts of a cell.
  fileprivate func part(_ number: Int) -> GeohashCell {
    let length = length + PlaceNode.step
    let bits = UInt64(number) << UInt64(Geohash.bitCount - length)
    return GeohashCell(length: length, first: Geohash(bits: first.bits | bits))
  }
}
