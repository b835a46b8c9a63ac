import Synchronization

/// A piece of the earth that has a name, as a filter: a country, a state, or a place with what belongs to it.
public final class PlaceArea: Sendable {
  private let finder: PlaceFinder
  private let meaning: Meaning
  /// What it is, for a sentence: `the country Italy`.
  public let description: String
  /// A smaller piece of the same name, and how to say it; `nil` where there is none.
  public let other: String?
  /// The first error of ``contains(_:)``, which cannot throw.
  private let failure = Mutex<GazetteerError?>(nil)

  private enum Meaning: Hashable {
    /// By its number.
    case country(Int)
    /// By their numbers: some states are in several pieces.
    case regions(Set<Int>)
    /// By its number.
    case place(Int)
  }

  /// Finds what a name means: the country before the state, and that before the place.
  ///
  /// - Parameters:
  ///   - name: The name; with `place:` before it a place is meant.
  ///   - gazetteer: The gazetteer.
  /// - Throws: ``PlaceNameError``.
  public init(_ name: PlaceName, in gazetteer: Gazetteer) throws(PlaceNameError) {
    do throws(GazetteerError) { finder = try PlaceFinder(gazetteer) } catch { throw .gazetteer(error) }
    let areas: [Area]
    do throws(GazetteerError) {
      areas = name.isMarked ? [] : try Self.areas(name, finder.tables)
    } catch {
      throw .gazetteer(error)
    }
    guard let first = areas.first else {
      let answer = try gazetteer.find(name)
      meaning = .place(answer.place.number)
      description = answer.place.fullName(in: .english)
      other = answer.runnerUp.map { "\($0.place.fullName(in: .english)) is \($0.name)" }
      return
    }
    (meaning, description) = (first.meaning, first.words)
    if areas.count > 1 {
      other = "\(areas[1].words) is \(areas[1].way)"
    } else {
      let answer = try? gazetteer.findExactly(name)
      other = answer.flatMap { $0.match == .main ? $0.place : nil }.map {
        "the place \($0.fullName(in: .english)) is \(PlaceName.mark)\(name)"
      }
    }
  }

  /// One meaning of a name.
  private struct Area {
    let meaning: Meaning
    let words: String
    /// How to say it, where another one is meant without that.
    let way: String
  }

  /// The countries and states that are called so, the larger first.
  private static func areas(_ name: PlaceName, _ tables: GazetteerTables) throws(GazetteerError) -> [Area] {
    var areas: [Area] = []
    if name.qualifiers.isEmpty {
      for number in try tables.countries(called: name.key) {
        let country = try tables.country(number)
        areas.append(Area(meaning: .country(number), words: "the country \(country.name)", way: country.code))
      }
    }
    // The states of one name in a country are pieces of one, such as Greater London.
    var countries: [Int?] = []
    var pieces: [Int?: Set<Int>] = [:]
    for number in try tables.regions(called: name.key) {
      var isWanted = true
      for qualifier in name.qualifiers where try !tables.isRegion(number, called: qualifier.key) {
        isWanted = false
      }
      guard isWanted else { continue }
      let country = tables.country(ofRegion: number)
      if !countries.contains(country) { countries.append(country) }
      pieces[country, default: []].insert(number)
    }
    for number in countries {
      var country: Country?
      if let number { country = try tables.country(number) }
      let words = [name.text, country?.name].compactMap { $0 }.joined(separator: ", ")
      areas.append(
        Area(
          meaning: .regions(pieces[number] ?? []),
          words: "the state \(words)",
          way: "\(name.text), \(country?.code ?? "")"
        )
      )
    }
    return areas
  }

  /// Whether a point is in it. On the coast the nearest outline says so; a place has no outline, but points that are nearer to
  /// it than to any other, up to 30 km from its middle, and those that are in a district of its name.
  ///
  /// - Parameter point: The point.
  /// - Returns: Whether it is; `false` where the gazetteer cannot be read, which ``check()`` then says.
  func contains(_ point: Coordinate) -> Bool {
    do throws(GazetteerError) {
      switch meaning {
      case .regions(let numbers): return numbers.contains(try finder.region(at: point))
      case .country(let number):
        return try finder.answer(at: point).country == number
      case .place(let number):
        guard let answer = try finder.answer(at: point).place else { return false }
        return answer.place == number && !answer.isOff || answer.district == number
      }
    } catch {
      failure.withLock { $0 = $0 ?? error }
      return false
    }
  }

  /// - Throws: The first error that there was while points were looked up.
  func check() throws(GazetteerError) {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}

extension PlaceArea: Hashable {
  /// Two are the same where they are one.
  ///
  /// - Parameters:
  ///   - lhs: One area.
  ///   - rhs: The other.
  /// - Returns: Whether they are the same.
  public static func == (lhs: PlaceArea, rhs: PlaceArea) -> Bool { lhs === rhs }

  /// - Parameter hasher: Takes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
