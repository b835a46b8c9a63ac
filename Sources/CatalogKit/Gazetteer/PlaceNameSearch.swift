/// Finds the place that a name means.
///
/// An exact main name comes before an alternate one, that before the code of an airport in capitals, and that before the beginning of a
/// name; among those, the place of most inhabitants. A name of ``EnglishNames`` means a place of ten times the inhabitants first that has
/// it as an alternate one. A comma narrows: by a country, a state, or a larger place within 50 km.
struct PlaceNameSearch {
  let gazetteer: Gazetteer
  let tables: GazetteerTables

  /// A place of this many inhabitants is worth a line where another one is taken.
  static let large = 100_000
  /// How many times the inhabitants of a place another one has to have that English calls so.
  private static let muchLarger = 10
  /// So near is a larger place that narrows a name down, in metres.
  private static let vicinity = 50_000.0
  /// Of a larger place's name the first meanings count.
  private static let mostNeighbours = 10
  /// So many places are named where none of them is in the right country.
  private static let shown = 3

  init(_ gazetteer: Gazetteer) throws(GazetteerError) {
    self.gazetteer = gazetteer
    tables = try gazetteer.tables()
  }

  /// The place that a name means.
  ///
  /// - Parameter name: The name.
  /// - Returns: The place, and what else could be meant; `nil` where no place is called so, or so and there.
  /// - Throws: ``GazetteerError``.
  func find(_ name: PlaceName) throws(GazetteerError) -> PlaceNameAnswer? {
    if let answer = try findExactly(name) { return answer }
    guard name.qualifiers.isEmpty, try !isArea(name.key) else { return nil }
    return try NotablePlaces(gazetteer).beginning(with: name.key).map {
      PlaceNameAnswer(place: $0, match: .prefix, runnerUp: nil, country: nil)
    }
  }

  /// The same without names that only begin so.
  func findExactly(_ name: PlaceName) throws(GazetteerError) -> PlaceNameAnswer? {
    let meanings = try meanings(of: name)
    guard let first = meanings.first else { return nil }
    let place = try gazetteer.place(first.place)
    var country: Country?
    if name.qualifiers.isEmpty, let number = try tables.countries(called: name.key).first {
      country = try tables.country(number)
    }
    return PlaceNameAnswer(
      place: place,
      // An alternate name before a main one is that which English has for the place.
      match: meanings.contains { $0.kind == .main } ? .main : first.kind.match,
      runnerUp: try runnerUp(name, meanings),
      country: country == place.country ? nil : country
    )
  }

  /// Whether a country or a state is called so.
  func isArea(_ key: [UInt8]) throws(GazetteerError) -> Bool {
    guard try tables.countries(called: key).isEmpty else { return true }
    return try !tables.regions(called: key).isEmpty
  }

  /// What a name means, what narrows it down applied.
  private func meanings(of name: PlaceName) throws(GazetteerError) -> [NameBlock.Meaning] {
    var meanings = try withLargerFirst(meanings(of: name.key), name.key)
    meanings.removeAll { $0.kind == .code && !name.isCode }
    for qualifier in name.qualifiers where !meanings.isEmpty {
      meanings = try narrowed(meanings, by: qualifier.key)
    }
    return meanings
  }

  /// The same, with the place first that a map in English means, where that is much larger: Köln before Cologne in Italy.
  private func withLargerFirst(_ meanings: [NameBlock.Meaning], _ key: [UInt8]) throws(GazetteerError)
    -> [NameBlock.Meaning]
  {
    guard let first = meanings.first, first.kind == .main,
      EnglishNames.ofLargerPlaces.contains(String(decoding: key, as: UTF8.self)),
      let other = meanings.firstIndex(where: { $0.kind == .alternate })
    else { return meanings }
    let (small, large) = try (gazetteer.place(first.place), gazetteer.place(meanings[other].place))
    guard large.inhabitants >= Self.muchLarger * max(1, small.inhabitants) else { return meanings }
    return [meanings[other]] + meanings[..<other] + meanings[(other + 1)...]
  }

  func meanings(of key: [UInt8]) throws(GazetteerError) -> [NameBlock.Meaning] {
    guard key.count <= NameKey.longest else { return [] }
    let directory = try gazetteer.nameDirectory()
    return try gazetteer.nameBlock(directory.block(of: key), directory).meanings(of: key)
  }

  private func narrowed(_ meanings: [NameBlock.Meaning], by key: [UInt8]) throws(GazetteerError) -> [NameBlock
    .Meaning]
  {
    // Of four hundred places of one name most are in the same few states.
    var isCalled: [Int: Bool] = [:]
    var left: [NameBlock.Meaning] = []
    for meaning in meanings {
      let number: Int
      if let region = meaning.region {
        number = region
      } else {
        number = try gazetteer.place(meaning.place).region
      }
      if isCalled[number] == nil { isCalled[number] = try tables.isRegion(number, called: key) }
      if isCalled[number] == true { left.append(meaning) }
    }
    return try left.isEmpty ? self.meanings(meanings, near: key) : left
  }

  /// Those that have a larger place of a name within 50 km.
  private func meanings(_ meanings: [NameBlock.Meaning], near key: [UInt8]) throws(GazetteerError)
    -> [NameBlock.Meaning]
  {
    var neighbours: [GazetteerPlace] = []
    for meaning in try self.meanings(of: key).prefix(Self.mostNeighbours) where meaning.kind != .code {
      neighbours.append(try gazetteer.place(meaning.place))
    }
    guard !neighbours.isEmpty else { return [] }
    var left: [NameBlock.Meaning] = []
    for meaning in meanings {
      let place = try gazetteer.place(meaning.place)
      let isNear = neighbours.contains { neighbour in
        neighbour.inhabitants > place.inhabitants
          && Geodesic(from: neighbour.coordinate, to: place.coordinate).distance <= Self.vicinity
      }
      if isNear { left.append(meaning) }
    }
    return left
  }

  // MARK: What else could be meant

  /// The largest other place, if it is large.
  private func runnerUp(_ name: PlaceName, _ meanings: [NameBlock.Meaning]) throws(GazetteerError)
    -> PlaceNameAnswer.RunnerUp?
  {
    // Each kind has its largest place first.
    var kinds: Set<NameBlock.Meaning.Kind> = []
    var other: GazetteerPlace?
    for meaning in meanings.dropFirst() where kinds.insert(meaning.kind).inserted && meaning.kind != .code {
      let place = try gazetteer.place(meaning.place)
      if place.inhabitants >= Self.large, place.inhabitants > other?.inhabitants ?? 0 { other = place }
    }
    guard let other else { return nil }
    return PlaceNameAnswer.RunnerUp(place: other, name: try wayToSay(other, name))
  }

  /// A name that means a place and no other.
  private func wayToSay(_ place: GazetteerPlace, _ name: PlaceName) throws(GazetteerError) -> String {
    let known = name.qualifiers.map(\.text)
    let (country, state) = (place.country?.name, place.state)
    for words in [[country], [state], [state, country]] {
      let words = words.compactMap { $0 }
      guard !words.isEmpty, let narrowed = name.narrowed(by: known + words) else { continue }
      if try meanings(of: narrowed).first?.place == place.number { return "\(narrowed)" }
    }
    return place.coordinate.text
  }

  // MARK: Where there is none

  /// Why a name means no place.
  func failure(_ name: PlaceName) throws(GazetteerError) -> PlaceNameError {
    var meanings = try meanings(of: name.key).filter { $0.kind != .code || name.isCode }
    guard !meanings.isEmpty else {
      if name.qualifiers.isEmpty, try isArea(name.key) { return .area(name.text) }
      return .unknown(name.text, suggestions: try NotablePlaces(gazetteer).suggestions(for: name.key))
    }
    for qualifier in name.qualifiers {
      let left = try narrowed(meanings, by: qualifier.key)
      guard left.isEmpty else {
        meanings = left
        continue
      }
      var places: [String] = []
      for meaning in meanings.prefix(Self.shown) {
        let place = try gazetteer.place(meaning.place)
        places.append(place.longName)
      }
      return .elsewhere(name.text, qualifier: qualifier.text, places: places)
    }
    return .unknown("\(name)", suggestions: [])
  }
}

extension NameBlock.Meaning.Kind {
  /// The same for whoever asks.
  fileprivate var match: PlaceNameAnswer.Match {
    switch self {
    case .main: .main
    case .alternate: .alternate
    case .code: .code
    }
  }
}

extension Gazetteer {
  /// The place that a name means.
  ///
  /// - Parameter name: The name.
  /// - Returns: The place, and what else could be meant.
  /// - Throws: ``PlaceNameError``.
  public func find(_ name: PlaceName) throws(PlaceNameError) -> PlaceNameAnswer {
    try search(name) { (search, name) throws(GazetteerError) in try search.find(name) }
  }

  /// The place that has exactly that name, be it not the main one.
  ///
  /// - Parameter name: The name.
  /// - Returns: The place, and what else could be meant.
  /// - Throws: ``PlaceNameError``.
  public func findExactly(_ name: PlaceName) throws(PlaceNameError) -> PlaceNameAnswer {
    try search(name) { (search, name) throws(GazetteerError) in try search.findExactly(name) }
  }

  private func search(
    _ name: PlaceName,
    _ find: (PlaceNameSearch, PlaceName) throws(GazetteerError) -> PlaceNameAnswer?
  ) throws(PlaceNameError) -> PlaceNameAnswer {
    let failure: PlaceNameError
    do throws(GazetteerError) {
      let search = try PlaceNameSearch(self)
      if let answer = try find(search, name) { return answer }
      failure = try search.failure(name)
    } catch {
      throw .gazetteer(error)
    }
    throw failure
  }
}
