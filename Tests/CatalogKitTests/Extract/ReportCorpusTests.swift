import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// Small folders beside the project, one a kind of fault that people reported of photo programs, with what is true of them.
private enum ReportCorpus {
  static let folder = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  /// A photo, or a file that is none. What a row does not name is not judged.
  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let path: String
    /// The index is to know nothing of the file.
    let isAbsent: Bool
    /// Both are judged, or neither; `nil` is none.
    let place: (latitude: Double?, longitude: Double?)?
    /// `nil` is not judged, and `.some(nil)` is none. The beginning of what the index says.
    let taken: String??
    /// ``taken`` is all that the index says.
    let isExact: Bool
    let gpsTime: String?
    let make: String?
    let model: String?

    var testDescription: String { path }

    private enum Key: String, CodingKey {
      case path, absent, latitude, longitude, taken, exact, gpsTime, make, model
    }

    init(from decoder: any Decoder) throws {
      let row = try decoder.container(keyedBy: Key.self)
      path = try row.decode(String.self, forKey: .path)
      isAbsent = try row.decodeIfPresent(Bool.self, forKey: .absent) ?? false
      isExact = try row.decodeIfPresent(Bool.self, forKey: .exact) ?? false
      if row.contains(.latitude) {
        place = (
          try row.decodeIfPresent(Double.self, forKey: .latitude),
          try row.decodeIfPresent(Double.self, forKey: .longitude)
        )
      } else {
        place = nil
      }
      taken = row.contains(.taken) ? .some(try row.decodeIfPresent(String.self, forKey: .taken)) : nil
      gpsTime = try row.decodeIfPresent(String.self, forKey: .gpsTime)
      make = try row.decodeIfPresent(String.self, forKey: .make)
      model = try row.decodeIfPresent(String.self, forKey: .model)
    }
  }

  static func rows() throws -> [Row] {
    guard let folder else { return [] }
    let text = try String(contentsOfFile: "\(folder)/reports/expected.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }

  /// What one scan of all folders says of each file, by its path below `reports`.
  static let photos = Result { () throws -> [FilePathBytes: Photo] in
    // An index has paths without links.
    let reports = try SystemCalls.resolve(FilePathBytes("\(folder ?? "")/reports"))
    let scratch = try TemporaryFolder()
    _ = try Scanner(generator: "catalog test").run(folders: [reports], index: scratch("catalog.json"))
    var photos: [FilePathBytes: Photo] = [:]
    try IndexFile(path: scratch("catalog.json")).forEachPhoto { photo in
      photos[FilePathBytes(photo.path.bytes.dropFirst(reports.bytes.count + 1))] = photo
    }
    return photos
  }
}

@Suite(
  "Corpus of reported faults",
  .enabled(if: ReportCorpus.folder != nil, "set CATALOG_CORPUS to the corpus folder")
)
struct ReportCorpusTests {
  @Test("There are rows")
  func rows() throws { #expect(try !ReportCorpus.rows().isEmpty) }

  @Test("Each file is read as its row says", arguments: try ReportCorpus.rows())
  fileprivate func row(row: ReportCorpus.Row) throws {
    let photos = try ReportCorpus.photos.get()
    let photo = photos[FilePathBytes(row.path)]
    #expect((photo == nil) == row.isAbsent)
    guard let photo else { return }
    if let place = row.place {
      let found = photo.position?.coordinate
      #expect(isNear(found?.latitude, place.latitude) && isNear(found?.longitude, place.longitude))
    }
    if case .some(let expected) = row.taken { checkTaken(photo, expected, isExact: row.isExact) }
    if let gpsTime = row.gpsTime { #expect(photo.gpsTime?.description.hasPrefix(gpsTime) == true) }
    if let make = row.make { #expect(photo.make == make) }
    if let model = row.model { #expect(photo.model == model) }
  }

  private func checkTaken(_ photo: Photo, _ expected: String?, isExact: Bool) {
    let taken = photo.taken?.description
    #expect((photo.takenSource == nil) == (taken == nil))
    if let expected, !isExact, expected.contains("T") {
      #expect(taken?.hasPrefix(expected) == true, "\(taken ?? "none") begins with \(expected)")
    } else {
      #expect(taken == expected)
    }
  }

  private func isNear(_ value: Double?, _ expected: Double?) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return abs(value - expected) <= 1e-6
  }
}
