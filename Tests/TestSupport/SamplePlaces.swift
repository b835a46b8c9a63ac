import Foundation

@testable import CatalogKit

/// The gazetteer of the project.
enum SamplePlaces {
  /// The file that comes along with the program.
  static let path = FilePathBytes(
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../share/catalog/places.gazetteer").standardizedFileURL.path
  )

  /// - Throws: `GazetteerError`.
  static func gazetteer() throws -> Gazetteer { try Gazetteer(path: path) }
}
