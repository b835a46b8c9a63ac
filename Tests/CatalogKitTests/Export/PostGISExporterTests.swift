import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("A script for PostGIS")
struct PostGISExporterTests {
  /// The values of each row, by their columns.
  private func rows(_ photos: [FoundPhoto]) throws -> [[String: String]] {
    let text = String(decoding: try PostGISExporter().bytes(photos), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let copy = try #require(lines.firstIndex { $0.hasPrefix("COPY photos (") })
    let end = try #require(lines.firstIndex { $0 == "\\." })
    let names = lines[copy].drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: ", ")
    return try lines[(copy + 1)..<end].map { line in
      let values = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(values.count == names.count)
      return Dictionary(zip(names.map(String.init), values.map(String.init))) { first, _ in first }
    }
  }

  @Test("there is a column for each field, under its name as SQL spells names")
  func columns() throws {
    let names = PostGISColumn.all.map(\.name)
    #expect(names.count == PhotoField.allCases.count - 2)
    #expect(names.contains("taken_source"))
    #expect(names.contains("path_bytes"))
    #expect(!names.contains("distance"))
    let types = Dictionary(uniqueKeysWithValues: PostGISColumn.all.map { ($0.field, $0.type) })
    #expect(types[.latitude] == "double precision")
    #expect(types[.tags] == "text[]")
    #expect(types[.size] == "bigint")
    #expect(types[.modified] == "timestamptz")
    #expect(types[.unreadable] == "boolean")
  }

  @Test("each row is one line with the same columns, whatever a photo holds")
  func hostile() throws {
    let photos = try HostilePhotos.photos() + [HostilePhotos.fullPhoto()]
    let rows = try rows(photos.map { FoundPhoto($0) })
    #expect(rows.count == photos.count)
    for (row, photo) in zip(rows, photos) {
      #expect((row["latitude"] == "\\N") == (photo.position == nil))
      #expect((row["path_bytes"] == "\\N") == photo.path.isUTF8)
    }
  }

  @Test("backslashes, tabs, line breaks and NULs of text are those of COPY")
  func escapes() throws {
    var photo = Photo(
      path: FilePathBytes("a\\b\tc\nd.jpg"),
      size: 5,
      modified: Timestamp(seconds: 0, nanoseconds: 5)
    )
    photo.make = "N\u{0}L\r"
    photo.tags = ["a \"b\" \\", "c,d"]
    photo.unknownFields = Array(#","cat":"Mi\tso""#.utf8)
    let row = try #require(try rows([FoundPhoto(photo)]).first)
    #expect(row["path"] == #"a\\b\tc\nd.jpg"#)
    #expect(row["make"] == "N\u{FFFD}L\\r")
    #expect(row["tags"] == #"{"a \\"b\\" \\\\","c,d"}"#)
    #expect(row["others"] == #"{"cat":"Mi\\tso"}"#)
    #expect(row["size"] == "5")
    #expect(row["modified"] == "1970-01-01T00:00:00.000000005Z")
  }

  @Test("a date without a time begins with its first second; a time with its offset is one in UTC too")
  func times() throws {
    var photo = Photo(path: FilePathBytes("a.jpg"), size: 5, modified: Timestamp(seconds: 0, nanoseconds: 0))
    photo.taken = time("2024-05")
    photo.takenSource = .original
    var row = try #require(try rows([FoundPhoto(photo)]).first)
    #expect(row["taken"] == "2024-05")
    #expect(row["taken_local"] == "2024-05-01T00:00:00.000000000")
    #expect(row["taken_utc"] == "\\N")
    let offset = LocalTime.Offset(minutes: 540, source: .exif)
    photo.taken = time("2024-05-03T04:05:06")?.with(offset: offset)
    row = try #require(try rows([FoundPhoto(photo)]).first)
    #expect(row["taken_local"] == "2024-05-03T04:05:06.000000000")
    #expect(row["taken_utc"] == "2024-05-02T19:05:06Z")
  }

  private func time(_ text: String) -> LocalTime? {
    Array(text.utf8).withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: .exif) }
  }

  @Test("the rows are in one transaction, which nothing but the end of the script commits")
  func transaction() throws {
    let text = String(decoding: try PostGISExporter().bytes([]), as: UTF8.self)
    let begin = try #require(text.range(of: "BEGIN;"))
    let truncate = try #require(text.range(of: "TRUNCATE photos;"))
    let end = try #require(text.range(of: "\n\\.\n"))
    let commit = try #require(text.range(of: "COMMIT;"))
    #expect(begin.upperBound < truncate.lowerBound)
    #expect(truncate.upperBound < end.lowerBound)
    #expect(end.upperBound < commit.lowerBound)
  }
}
