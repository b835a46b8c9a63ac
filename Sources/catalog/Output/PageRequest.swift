import CatalogKit
import CatalogMap

/// What the page of `html` has besides the photos.
struct PageRequest: Equatable {
  var title: String?
  var tiles: MapTiles?
  /// Whether the page names the photos' files and leads to them. A page that is handed on does not: folders and names say whose they are.
  var linksToPhotos = true

  /// - Parameters:
  ///   - index: The index that is exported.
  ///   - file: Where the page goes; `nil` is standard output.
  /// - Returns: The settings.
  /// - Throws: `SystemError` where the folder of the page cannot be found.
  func settings(of index: IndexFile, in file: FilePathBytes?) throws -> HTMLExporter.Settings {
    let links = linksToPhotos ? try PhotoLinks(to: index, from: file) : nil
    return HTMLExporter.Settings(links: links, title: title, tiles: tiles)
  }
}
