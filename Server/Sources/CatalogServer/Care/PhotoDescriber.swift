import CatalogKit
import GRDB

/// What answers about one photo say beside the photo itself: whose it is, whether it is hidden, what the asker may do.
struct PhotoDescriber: Sendable {
  let catalogue: CatalogueAccess
  let database: PeopleDatabase

  /// A photo, at the level of whoever asks; their own one exactly.
  ///
  /// - Throws: What the database throws.
  func object(_ photo: OnePhoto, for viewer: Viewer) throws -> [UInt8] {
    var json = JSONObjectText()
    PhotoJSON.add(photo.row, of: photo.view, to: &json)
    try add(
      isOwn: photo.isOwn,
      owner: photo.owner,
      isHidden: photo.isHidden,
      isExact: photo.isExact,
      rights: photo.rights(of: viewer),
      viewer,
      to: &json
    )
    return json.bytes
  }

  /// A photo that came just now: also where the index does not have it yet.
  func uploaded(_ outcome: UploadService.Outcome, for viewer: Viewer) throws -> [UInt8] {
    let whole = try catalogue.catalogue()
    let owner = outcome.wasKnown ? whole.keeping.owners[outcome.number] : viewer.person
    let isOwn = owner != nil && owner == viewer.person
    let isHidden = whole.keeping.hidden.contains(outcome.number)
    var json = JSONObjectText()
    json.add("id", whole.whole.ids.id(of: outcome.number).text)
    PhotoJSON.add(outcome.photo, to: &json)
    try add(
      isOwn: isOwn,
      owner: owner,
      isHidden: isHidden,
      isExact: true,
      rights: PhotoRight.all(of: viewer, isOwn: isOwn, isHidden: isHidden),
      viewer,
      to: &json
    )
    json.add("positionArrived", outcome.photo.position != nil)
    return json.bytes
  }

  private func add(
    isOwn: Bool,
    owner: PersonNumber?,
    isHidden: Bool,
    isExact: Bool,
    rights: [PhotoRight],
    _ viewer: Viewer,
    to json: inout JSONObjectText
  ) throws {
    guard viewer.role != nil else { return }
    json.add("own", isOwn)
    // Below the exact level who was where is nobody's business but their own.
    if isExact, let owner { json.add("owner", try name(of: owner)) }
    if isExact { json.add("hidden", isHidden) }
    json.add("can", texts: rights.map(\.rawValue))
  }

  /// Somebody's name; `nil` where they have left.
  func name(of person: PersonNumber) throws -> String? {
    try database.pool.read { database in
      try String.fetchOne(
        database.cachedStatement(sql: "SELECT name FROM people WHERE number = ?"),
        arguments: [person]
      )
    }
  }
}
