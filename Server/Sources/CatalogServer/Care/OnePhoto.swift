import CatalogKit
import HTTPTypes

/// One photo, as somebody may know it: their own ones exactly, whatever their level. Only answers about this photo alone are made of it.
struct OnePhoto: Sendable {
  let view: CatalogueView
  /// Its row in the view's table.
  let row: Int
  let isOwn: Bool
  /// Whose it is; `nil` where it is nobody's.
  let owner: PersonNumber?
  let isHidden: Bool

  var number: PhotoNumber { view.table.rows[row].number }
  var id: PhotoID { view.id(row) }
  var isExact: Bool { view.level == .exact }

  /// Where its file lies: absolute. Only for whoever changes it, never for an answer.
  var locate: @Sendable () -> FilePathBytes? = { nil }

  /// - Throws: ``Problem``: 409 where the index does not say any more where the file is.
  func file() throws(Problem) -> FilePathBytes {
    guard let file = locate() else {
      throw Problem(
        status: .conflict,
        detail: "The photo's file is not where it was. The next scan finds out what became of it."
      )
    }
    return file
  }

  func rights(of viewer: Viewer) -> [PhotoRight] {
    PhotoRight.all(of: viewer, isOwn: isOwn, isHidden: isHidden)
  }

  /// - Throws: ``Problem`` (401, 403).
  func require(_ right: PhotoRight, of viewer: Viewer) throws(Problem) {
    if rights(of: viewer).contains(right) { return }
    // To hide what is hidden, and to show what is shown, changes nothing.
    if PhotoRight.all(of: viewer, isOwn: isOwn, isHidden: !isHidden).contains(right) { return }
    throw viewer.role == nil ? .signIn : .forbidden
  }
}

extension Catalogue {
  /// A photo by its number, exactly: for changes that are not about who may see it.
  func photo(_ number: PhotoNumber) -> OnePhoto? {
    let whole = whole
    return whole.table.row(of: whole.ids.id(of: number)).map { row in
      OnePhoto(
        view: whole,
        row: row,
        isOwn: false,
        owner: keeping.owners[number],
        isHidden: keeping.hidden.contains(number),
        locate: { whole.file(row) }
      )
    }
  }
}

extension CatalogueAccess {
  /// A photo by its id.
  ///
  /// - Parameters:
  ///   - text: The id, from an address.
  ///   - viewer: Whoever asks.
  /// - Returns: The photo, at their level; exactly where it is their own.
  /// - Throws: ``Problem``: 404, the same for what never was and for what they may not know; 401 for who may know nothing; 503 until there is an
  ///   index.
  func photo(_ text: String?, for viewer: Viewer) throws(Problem) -> OnePhoto {
    let catalogue = try catalogue()
    guard let id = text.flatMap({ PhotoID($0) }) else {
      _ = try view(for: viewer)
      throw .notFound
    }
    let whole = catalogue.whole
    let place = whole.table.row(of: id)
    let number = place.map { whole.table.rows[$0].number }
    let owner = number.flatMap { catalogue.keeping.owners[$0] }
    let isOwn = owner != nil && owner == viewer.person
    let view = isOwn ? whole : try view(for: viewer)
    guard let row = isOwn ? place : view.table.row(of: id), let number, let place else {
      throw .notFound
    }
    return OnePhoto(
      view: view,
      row: row,
      isOwn: isOwn,
      owner: owner,
      isHidden: catalogue.keeping.hidden.contains(number),
      locate: { whole.file(place) }
    )
  }
}
