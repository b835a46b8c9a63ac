@testable import CatalogKit

extension NearQuery.Hit {
  /// What is known of the photo, for tests of whole indexes.
  var photo: Photo {
    guard let photo = try? photo() else { preconditionFailure("a hit of a test has a good line") }
    return photo
  }
}

extension FoundPhoto {
  /// The hit of an answer under another path.
  init(_ hit: NearQuery.Hit, path: FilePathBytes) throws {
    self = try hit.found()
    self.path = path
  }
}
