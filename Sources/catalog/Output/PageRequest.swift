import CatalogKit
import CatalogMap

/// What the page of `html` has besides the photos.
struct PageRequest: Equatable {
  var title: String?
  var tiles: MapTiles?
  /// Whether the page says where the photos lie. Numbers lead to no file, and the photos' folder would give away whose they are.
  var linksToPhotos = true

  /// - Parameters:
  ///   - index: The index that is exported.
  ///   - file: Where the page goes; `nil` is standard output.
  /// - Returns: The settings.
  /// - Throws: `SystemError` where the folder of the page cannot be found.
  func settings(of index: IndexFile, in file: FilePathBytes?) throws -> HTMLExporter.Settings {
    let links =
      linksToPhotos
      ? try PhotoLinks(to: index, from: file)
      : PhotoLinks(indexFolder: index.folder, pageFolder: index.folder)
    return HTMLExporter.Settings(links: links, title: title, tiles: tiles)
  }
}
