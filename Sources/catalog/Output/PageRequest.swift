import CatalogKit
import CatalogMap

/// What the page of `html` has besides the photos.
struct PageRequest: Equatable {
  var title: String?
  var tiles: MapTiles?
  /// A map in one file, of which the page carries what is around the photos; and its credit.
  var map: FilePathBytes?
  var credit: String?
  /// Whether the page names the photos' files and leads to them. A page that is handed on does not: folders and names say whose they are.
  var linksToPhotos = true

  /// - Parameters:
  ///   - index: The index that is exported.
  ///   - file: Where the page goes; `nil` is standard output.
  /// - Returns: The settings.
  /// - Throws: `SystemError` where the folder of the page cannot be found.
  func settings(of index: IndexFile, in file: FilePathBytes?) throws -> HTMLExporter.Settings {
    let links = linksToPhotos ? try PhotoLinks(to: index, from: file) : nil
    return HTMLExporter.Settings(links: links, title: title, tiles: tiles, credit: map == nil ? nil : credit)
  }

  /// - Parameters:
  ///   - language: The language of towns' names; `nil` is English, as for programs.
  ///   - context: Knows where the gazetteer is.
  /// - Returns: Names of towns for the map; `nil` where there is no gazetteer, or another server's map has its own.
  /// - Throws: `GazetteerError` where the gazetteer cannot be read.
  func towns(in language: PlaceLanguage?, _ context: CommandContext) throws(GazetteerError) -> TownLabels? {
    guard tiles == nil else { return nil }
    do throws(GazetteerError) {
      return TownLabels(try GazetteerLocation.open(in: context), language: language ?? .english)
    } catch .missing {
      return nil
    }
  }

  /// - Returns: The map in one file; `nil` where none is named.
  /// - Throws: ``PageMapError`` where it cannot be used.
  func streets() throws -> StreetMap? {
    guard let map else { return nil }
    do {
      return try StreetMap(map)
    } catch {
      throw PageMapError(path: map, cause: error)
    }
  }
}

extension PageRequest {
  /// Says where streets are missing.
  func explain(_ findings: StreetMap.Findings?, in context: CommandContext) {
    guard let map, let findings else { return }
    let tiles = findings.damaged == 1 ? "1 tile" : "\(findings.damaged) tiles"
    switch (findings.taken, findings.damaged) {
    case (0, 0): context.say("the page has no streets: the map \(map) has none where the photos are")
    case (0, _): context.say("the page has no streets: the map \(map) is damaged where the photos are")
    case (_, 0): break
    default: context.say("streets are missing: \(tiles) of the map \(map) cannot be read")
    }
    if findings.isFull { context.note("streets fill 2 MB: they are there where the most photos are") }
  }
}

/// The file of `--map` cannot be used.
struct PageMapError: Error, CustomStringConvertible {
  let path: FilePathBytes
  let cause: any Error

  /// One sentence for people.
  var description: String {
    guard let error = cause as? SystemError else { return "the map \(path) cannot be used: \(cause)" }
    return "the map \(path) cannot be read: \(error.reason)"
  }
}
