import Foundation
import Testing

@testable import CatalogKit

/// Photos beside the project, with what is known to be true of them.
private enum Corpus {
  static let folder = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  /// A row of `synthetic/expected.jsonl` or `cameras/truth.jsonl`. What a row does not name is not judged.
  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let path: String
    let latitude: Double?
    let longitude: Double?
    /// Degrees; 1e-6 where it is missing.
    let within: Double?
    let altitude: Double?
    /// Exif text: `2016:09:28 18:18:05`.
    let taken: String?
    /// Empty: the file states none.
    let offset: String?
    let make: String?
    let model: String?
    let orientation: Int?
    /// Which part of the file has the position, where that is not Exif.
    let from: String?

    var testDescription: String { path }
  }

  /// The rows of a list whose photos are JPEG by name.
  static func rows(_ list: String) throws -> [Row] {
    guard let folder else { return [] }
    let text = try String(contentsOfFile: "\(folder)/\(list)", encoding: .utf8)
    return try text.split(separator: "\n")
      .map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
      .filter { $0.path.lowercased().hasSuffix(".jpg") || $0.path.lowercased().hasSuffix(".jpeg") }
  }

  static func photo(_ path: String) throws -> Photo {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/\(path)"))
    return PhotoReader().read(Array(bytes), as: FilePathBytes(path))
  }
}

@Suite("Corpus", .enabled(if: Corpus.folder != nil, "set CATALOG_CORPUS to the corpus folder"))
struct CorpusTests {
  @Test("Every synthetic photo is read as expected")
  func synthetic() throws {
    let rows = try Corpus.rows("synthetic/expected.jsonl")
    #expect(!rows.isEmpty)
    for row in rows { try check(row, Corpus.photo("synthetic/\(row.path)")) }
  }

  @Test("Every camera's photo is read as its truth says")
  func cameras() throws {
    let rows = try Corpus.rows("cameras/truth.jsonl")
    #expect(!rows.isEmpty)
    for row in rows where row.from == nil { try check(row, Corpus.photo("cameras/\(row.path)")) }
  }

  private func check(_ row: Corpus.Row, _ photo: Photo) throws {
    let place = photo.position?.coordinate
    let tolerance = row.within ?? 1e-6
    #expect(isNear(place?.latitude, row.latitude, tolerance), "latitude of \(row.path)")
    #expect(isNear(place?.longitude, row.longitude, tolerance), "longitude of \(row.path)")
    if let altitude = row.altitude {
      #expect(isNear(photo.position?.altitude, altitude, 0.01), "altitude of \(row.path)")
    }
    if let taken = row.taken {
      var local = photo.taken
      local?.offset = nil
      let text = local?.description.replacing("T", with: " ").replacing("-", with: ":")
      #expect(text == String(taken.prefix(19)), "time of \(row.path)")
    }
    if let offset = row.offset {
      let stated = photo.taken.flatMap { $0.offset?.source == .exif ? String($0.description.suffix(6)) : nil }
      #expect(stated ?? "" == offset, "offset of \(row.path)")
    }
    if let make = row.make { #expect(photo.make == make, "make of \(row.path)") }
    if let model = row.model { #expect(photo.model == model, "model of \(row.path)") }
    if let orientation = row.orientation {
      #expect(photo.orientation == orientation, "orientation of \(row.path)")
    }
  }

  private func isNear(_ value: Double?, _ expected: Double?, _ tolerance: Double) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return abs(value - expected) <= tolerance
  }
}
