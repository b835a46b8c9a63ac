import CatalogKit
import Foundation
import Hummingbird

/// `names`: which names somebody may mean who names an animal, those that were seen nearby first.
struct NameRoutes: Sendable {
  let catalogue: CatalogueAccess

  private static let parameters = ["near", "photo", "prefix"]
  /// More are no help.
  private static let limit = 20

  var routes: [Route] {
    [Route(.get, "/api/v1/names", access: .member, parameters: Self.parameters, answer: answer)]
  }

  private func answer(_ request: ServerRequest) async throws -> Response {
    let now = try catalogue.catalogue()
    let view = try catalogue.view(for: request.viewer)
    let names = KnownNames(view, own: Self.own(now, request.viewer, beside: view))
    let place = try place(request, now.grid)
    var json = JSONObjectText()
    json.add(
      "names",
      list: names.list(near: place, prefix: try request.query.value("prefix")).prefix(Self.limit).map {
        name in
        var object = JSONObjectText()
        object.add("name", name.name)
        object.add("photos", name.photos)
        return object.bytes
      }
    )
    return .json(json.bytes)
  }

  /// Where the photo was taken that is to be named: as the asker's level knows it, also of their own.
  private func place(_ request: ServerRequest, _ grid: Blur) throws -> Coordinate? {
    if let text = try request.query.value("near") {
      guard try request.query.value("photo") == nil else {
        throw Problem.badRequest("near and photo exclude each other.")
      }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2, let place = try? Coordinate(latitude: parts[0], longitude: parts[1]) else {
        throw Problem.badRequest("near is LATITUDE,LONGITUDE in degrees, such as 37.5665,126.978.")
      }
      return place
    }
    guard let id = try request.query.value("photo") else { return nil }
    let photo = try catalogue.photo(id, for: request.viewer)
    let place = photo.view.table.coordinate(photo.row)
    return request.viewer.level == .exact ? place : place.map { grid.cell(of: $0).center }
  }

  /// Somebody's own photos that their level does not know yet, as cells.
  private static func own(_ now: Catalogue, _ viewer: Viewer, beside view: CatalogueView)
    -> [KnownNames.Sighting]
  {
    guard view.level == .coarse, let person = viewer.person else { return [] }
    let whole = now.whole
    return now.keeping.owners.filter { $0.value == person }.keys.compactMap { number in
      let id = whole.ids.id(of: number)
      guard view.table.row(of: id) == nil, let row = whole.table.row(of: id) else {
        return nil
      }
      return KnownNames.Sighting(
        place: whole.table.coordinate(row).map { now.grid.cell(of: $0).center },
        tags: whole.table.tags.tags(of: row).filter { now.grid.isPublic($0) }
      )
    }
  }
}

/// Names that photos have, as a level knows them.
struct KnownNames {
  /// A photo that the level's table does not have.
  struct Sighting {
    let place: Coordinate?
    let tags: [String]
  }

  struct Name {
    let name: String
    /// On how many photos.
    var photos: Int
    /// On how many of them nearby.
    var nearby: Int
  }

  private let view: CatalogueView
  private let own: [Sighting]
  /// What is nearby, in metres: a kilometre, or the cells around.
  private let reach: Double

  init(_ view: CatalogueView, own: [Sighting]) {
    self.view = view
    self.own = own
    reach = view.blur.map { 1.5 * $0.cell.metres } ?? 1000
  }

  /// - Parameters:
  ///   - place: What is near it comes first, the most photos first; then all others, the most photos first.
  ///   - prefix: How the name begins, or one of the levels of its path; any case.
  /// - Returns: The names.
  func list(near place: Coordinate?, prefix: String?) -> [Name] {
    let table = view.table
    var names: [String: Name] = [:]
    for (number, name) in table.tags.names.enumerated() where !table.tags.rows[number].isEmpty {
      names[name] = Name(name: name, photos: table.tags.rows[number].count, nearby: 0)
    }
    for tag in own.flatMap(\.tags) { names[tag, default: Name(name: tag, photos: 0, nearby: 0)].photos += 1 }
    if let place, let radius = Distance(metres: reach) {
      for hit in table.places.nearest(to: place, within: radius, { $0 < $1 }) {
        for tag in table.tags.tags(of: hit.number) { names[tag]?.nearby += 1 }
      }
      for sighting in own
      where sighting.place.map({ Geodesic(from: place, to: $0).distance <= reach }) ?? false {
        for tag in sighting.tags { names[tag]?.nearby += 1 }
      }
    }
    let wanted = prefix.map(Self.key)
    return names.values.filter { name in
      wanted.map { wanted in
        let key = Self.key(name.name)
        return key.hasPrefix(wanted) || key.split(separator: "/").contains { $0.hasPrefix(wanted) }
      } ?? true
    }.sorted { one, other in
      if one.nearby != other.nearby { return one.nearby > other.nearby }
      return one.photos == other.photos ? one.name < other.name : one.photos > other.photos
    }
  }

  private static func key(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.lowercased()
  }
}
