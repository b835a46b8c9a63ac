import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// Photos of all formats beside the project, with what is known to be true of them.
private enum FormatCorpus {
  static let folder = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  /// A row of a list. What a row does not name is not judged, but for the position: `null` is none.
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

    var testDescription: String { path }
  }

  static func rows(_ list: String) throws -> [Row] {
    guard let folder else { return [] }
    let text = try String(contentsOfFile: "\(folder)/\(list)", encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }

  /// Reads a photo through its folder, as a scan does, with the files beside it.
  static func photo(_ path: String) throws -> Photo {
    let file = FilePathBytes("\(folder ?? "")/\(path)")
    let directory = try Directory(path: file.parent)
    var names: [FilePathBytes] = []
    while let entry = try directory.next() { names.append(entry.name) }
    let name = FilePathBytes(file.bytes.dropFirst(file.parent.bytes.count + 1))
    let beside = SidecarNames(names).files(of: name)
    return try #require(PhotoReader().read(name, in: directory, as: FilePathBytes(path), beside: beside))
  }
}

@Suite(
  "Corpus of formats",
  .enabled(if: FormatCorpus.folder != nil, "set CATALOG_CORPUS to the corpus folder")
)
struct FormatCorpusTests {
  @Test(
    "Every photo is read as its row says",
    arguments: ["synthetic/expected.jsonl", "cameras/truth.jsonl"]
  )
  func rows(list: String) throws {
    let rows = try FormatCorpus.rows(list)
    #expect(!rows.isEmpty)
    let folder = list.prefix { $0 != "/" }
    for row in rows { check(row, try FormatCorpus.photo("\(folder)/\(row.path)")) }
  }

  private func check(_ row: FormatCorpus.Row, _ photo: Photo) {
    let place = photo.position?.coordinate
    let tolerance = row.within ?? 1e-6
    #expect(isNear(place?.latitude, row.latitude, tolerance), "latitude of \(row.path)")
    #expect(isNear(place?.longitude, row.longitude, tolerance), "longitude of \(row.path)")
    if let altitude = row.altitude {
      #expect(isNear(photo.position?.altitude, altitude, 0.01), "altitude of \(row.path)")
    }
    if let taken = row.taken {
      let local = photo.taken?.with(offset: nil).with(fraction: nil)
      let text = local?.description.replacing("T", with: " ").replacing("-", with: ":")
      #expect(text == String(taken.prefix(19)), "time of \(row.path)")
    }
    if let offset = row.offset {
      let stated = photo.taken.flatMap { $0.offset?.source == .gps ? nil : $0.offset }
      let text = stated == nil ? "" : photo.taken.map { String($0.description.suffix(6)) }
      #expect(text == offset, "offset of \(row.path)")
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
