import CatalogKit

/// The photos of a page, as far as making pictures of them goes, the newest first.
struct PagePhotos: Sendable {
  /// One photo.
  struct Photo: Sendable {
    /// Its number in the page, from 0.
    let row: Int
    let file: IndexedFile
    /// Greater for what was taken later, of what the page says of that; 0 where it does not say.
    fileprivate let taken: UInt64
  }

  /// The newest first; photos of the same time in the order of the page.
  let photos: [Photo]

  /// - Parameters:
  ///   - use: What pictures are made for; an archive shows no photo without a place.
  ///   - forEachPhoto: Calls with each photo of the page, in order.
  /// - Throws: What the closure throws.
  init(for use: PictureUse, _ forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void) throws {
    var photos: [Photo] = []
    var row = 0
    try forEachPhoto { found in
      if use == .page || found.isLocated, let file = try found.file() {
        photos.append(Photo(row: row, file: file, taken: try found.taken()?.sortKey ?? 0))
      }
      row += 1
    }
    self.photos = photos.sorted { $0.taken != $1.taken ? $0.taken > $1.taken : $0.row < $1.row }
  }
}
