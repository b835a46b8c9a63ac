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
  ///   - index: An open index.
  ///   - selection: What the page shows of it.
  /// - Throws: ``IndexError``, and ``SystemError`` where photos cannot be put in order.
  init(_ index: IndexFile, _ selection: PhotoSelection) throws {
    var selection = selection
    selection.keepsFiles = true
    var photos: [Photo] = []
    var row = 0
    try selection.forEachPhoto(of: index) { found in
      if let file = try found.file() {
        photos.append(Photo(row: row, file: file, taken: try found.taken()?.sortKey ?? 0))
      }
      row += 1
    }
    self.photos = photos.sorted { $0.taken != $1.taken ? $0.taken > $1.taken : $0.row < $1.row }
  }
}
