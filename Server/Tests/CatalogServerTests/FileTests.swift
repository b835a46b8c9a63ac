import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Sending originals.
@Suite("Originals")
struct FileTests {
  @Test("ranges are those of the standard")
  func ranges() {
    for (header, range): (String?, ByteRange) in [
      (nil, .all), ("bytes=0-0", .part(0..<1)), ("bytes=5-", .part(5..<10)), ("bytes=-3", .part(7..<10)),
      ("bytes=-30", .part(0..<10)),
      ("bytes=2-100", .part(2..<10)), ("bytes=10-", .unsatisfiable), ("bytes=9999999-", .unsatisfiable),
      ("bytes=-0", .unsatisfiable),
      ("bytes=5-2", .all), ("bytes=0-1,3-4", .all), ("bytes=a-b", .all), ("bytes=-", .all),
      ("items=0-1", .all),
      ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=0-99999999999999999999", .part(0..<10)),
      ("bytes=+1-2", .all),
    ] {
      #expect(ByteRange(header, size: 10) == range, "\(header ?? "none")")
    }
    #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
  }

  @Test("an original comes as it is, whole, in parts, and not again")
  func original() async throws {
    let fixture = try ServerFixture([TestPhoto(name: "a b.jpg", latitude: 1, longitude: 2, padding: 200_000)])
    let bytes = try fixture.folder.read("photos/a b.jpg")
    let id = try #require(try await fixture.photos("/api/v1/photos", as: .keeper).first?["id"] as? String)
    let uri = "/api/v1/photos/\(id)/original"
    let whole = try await fixture.ask(uri, as: .keeper)
    #expect(Array(buffer: whole.body) == bytes)
    #expect(whole.headers[.contentDisposition] == "inline; filename*=UTF-8''a%20b.jpg")
    let tag = try #require(whole.headers[.eTag])
    #expect(try await fixture.ask(uri, as: .keeper, headers: [.ifNoneMatch: tag]).status == .notModified)
    let part = try await fixture.ask(uri, as: .keeper, headers: [.range: "bytes=-100"])
    #expect(part.status == .partialContent)
    #expect(Array(buffer: part.body) == bytes.suffix(100))
    #expect(part.headers[.contentRange] == "bytes \(bytes.count - 100)-\(bytes.count - 1)/\(bytes.count)")
    let beyond = try await fixture.ask(uri, as: .keeper, headers: [.range: "bytes=9999999-"])
    #expect(beyond.status == .rangeNotSatisfiable)
    #expect(beyond.headers[.contentRange] == "bytes */\(bytes.count)")
    let stale = try await fixture.ask(
      uri,
      as: .keeper,
      headers: [.range: "bytes=0-1", .ifRange: "\"other\""]
    )
    #expect(stale.status == .ok)
  }

  @Test("a photo that became a link, or went, is not sent")
  func links() async throws {
    let fixture = try ServerFixture([TestPhoto(name: "a.jpg", latitude: 1, longitude: 2)])
    try fixture.folder.write(Array("secret".utf8), to: "outside.txt")
    let id = try #require(try await fixture.photos("/api/v1/photos", as: .keeper).first?["id"] as? String)
    try fixture.folder.remove("photos/a.jpg")
    #expect(try await fixture.ask("/api/v1/photos/\(id)/original", as: .keeper).status == .gone)
    try fixture.folder.link("photos/a.jpg", to: "../outside.txt")
    #expect(try await fixture.ask("/api/v1/photos/\(id)/original", as: .keeper).status == .gone)
  }
}
