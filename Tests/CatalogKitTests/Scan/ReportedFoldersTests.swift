import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// Small folders beside the project, one a kind of fault that people reported of photo programs.
private enum ReportedFolders {
  static let folder = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap {
    $0.isEmpty ? nil : "\($0)/reports"
  }

  /// A row of the list; what it does not name is not judged here.
  struct Row: Decodable {
    let path: String
    let latitude: Double?
    let longitude: Double?
    let absent: Bool?
  }

  static func rows(_ kind: String) throws -> [Row] {
    let text = try String(contentsOfFile: "\(folder ?? "")/expected.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
      .filter { $0.path.hasPrefix("\(kind)/") }
  }
}

@Suite(
  "Reported folders",
  .enabled(if: ReportedFolders.folder != nil, "set CATALOG_CORPUS to the corpus folder")
)
struct ReportedFoldersTests {
  @Test(
    "a scan finds the photos that are any, and what lies beside them",
    arguments: [
      "12-takeout-live-mp4", "13-takeout-case", "14-takeout-edi", "15-takeout-edited-lang", "16-takeout-nfd",
      "17-eadir", "19-extensions",
      "31-sidecar-case", "63-sidecar-for-extension",
    ]
  )
  func rows(kind: String) throws {
    let fixture = try ScanFixture()
    let root = FilePathBytes("\(ReportedFolders.folder ?? "")/\(kind)")
    _ = try Scanner(generator: "catalog test", jobs: 2).run(
      folders: [root],
      index: fixture.folder("catalog.json")
    )
    var photos: [FilePathBytes: Photo] = [:]
    for photo in try fixture.photos() { photos[photo.path] = photo }
    let rows = try ReportedFolders.rows(kind)
    #expect(!rows.isEmpty)
    for row in rows {
      let photo = photos[root.parent.appending(FilePathBytes(row.path))]
      guard row.absent != true else {
        #expect(photo == nil, "\(row.path)")
        continue
      }
      let place = try #require(photo, "\(row.path)").position?.coordinate
      #expect(abs((place?.latitude ?? .nan) - (row.latitude ?? .nan)) < 1e-6, "\(row.path)")
      #expect(abs((place?.longitude ?? .nan) - (row.longitude ?? .nan)) < 1e-6, "\(row.path)")
    }
  }
}
