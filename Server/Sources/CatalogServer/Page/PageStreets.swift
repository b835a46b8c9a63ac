import CatalogKit
import CatalogMap

/// Streets around the photos, which the page carries so that pins can be put on them: out of a map in one file, as `export html --map` reads it.
struct PageStreets: Sendable {
  let file: FilePathBytes
  /// Whose map it is, as its licence wants it shown.
  let credit: String

  /// - Returns: `nil` where the settings name no map.
  init?(_ settings: ServerSettings) {
    guard let map = settings.map else { return nil }
    file = map
    credit = settings.attribution
  }

  /// What the file holds, in words.
  ///
  /// - Throws: ``StreetsError``.
  func holds() throws(StreetsError) -> String { try open().holds }

  /// Opens it. Each page reads it anew, so that it may be replaced while the server runs.
  ///
  /// - Throws: ``StreetsError``.
  func open() throws(StreetsError) -> StreetMap {
    do {
      return try StreetMap(file)
    } catch {
      throw StreetsError(file: file, reason: (error as? SystemError)?.reason ?? "\(error)")
    }
  }
}

/// The map in one file cannot be used.
struct StreetsError: Error, CustomStringConvertible {
  let file: FilePathBytes
  let reason: String

  /// What is wrong and what would be right.
  var description: String {
    "map: \(file) cannot be used: \(reason). docs/serve.md says where such files come from"
  }
}
