import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOFoundationCompat
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// A server with people who have names, for what they send and say.
final class CareFixture: Sendable {
  let base: ServerFixture
  var server: ServerApplication { base.server }
  var folder: TemporaryFolder { base.folder }

  /// Somebody who is signed in.
  struct Who: Sendable {
    let number: PersonNumber
    let headers: HTTPFields
  }

  let keeper: Who
  let uploader: Who
  let member: Who
  let guest: Who

  init(
    _ photos: [TestPhoto] = [CareFixture.nabi],
    _ settings: [String] = ["--public", "coarse"],
    saving: SavePace = SavePace()
  ) throws {
    base = try ServerFixture(photos, settings, saving: saving)
    let sessions = base.server.people.sessions
    func person(_ name: String, _ role: Role) throws -> Who {
      let number = try sessions.database.pool.write { database in
        try database.execute(
          sql: "INSERT INTO people (name, key, role, password, made) VALUES (?, ?, ?, 'x', 0)",
          arguments: [name, name.lowercased(), role.rawValue]
        )
        return database.lastInsertedRowID
      }
      let token = try sessions.begin(role, person: number)
      var headers: HTTPFields = [.cookie: "catalog_session=\(token)"]
      if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
      return Who(number: number, headers: headers)
    }
    keeper = try person("Kim", .keeper)
    uploader = try person("Una", .member)
    member = try person("Mina", .member)
    guest = try person("Gus", .guest)
    base.server.upkeep.recover()
  }

  /// A photo to send.
  static let photo = SamplePhoto.at(37.57, 126.98, taken: "2024:11:23 17:40:00", padding: 64)
  static let nabi = TestPhoto(name: "nabi.jpg", latitude: 37.5665, longitude: 126.978, tags: ["cats/Nabi"])

  /// Asks as somebody; `nil` is a visitor.
  func ask(
    _ method: HTTPRequest.Method,
    _ uri: String,
    _ who: Who?,
    json: String? = nil,
    bytes: [UInt8]? = nil
  ) async throws -> TestResponse {
    var headers = who?.headers ?? [:]
    let body = json.map { ByteBuffer(string: $0) } ?? bytes.map { ByteBuffer(bytes: $0) }
    if json != nil { headers[.contentType] = "application/json" }
    if let body { headers[.contentLength] = "\(body.readableBytes)" }
    let fields = headers
    return try await server.application().test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: fields, body: body)
    }
  }

  func get(_ uri: String, _ who: Who?) async throws -> [String: Any] {
    let response = try await ask(.get, uri, who)
    return try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [String: Any] ?? [:]
  }

  /// Sends a photo, which has to be taken.
  @discardableResult
  func send(_ bytes: [UInt8], as who: Who, name: String = "IMG_0001.jpg") async throws -> [String: Any] {
    let response = try await ask(.post, "/api/v1/photos?name=\(name)", who, bytes: bytes)
    #expect(response.status == .created, "\(response.text)")
    return try #require(try response.member("photo") as? [String: Any])
  }

  /// The id of the photo that a scan found.
  func scannedID() async throws -> String {
    let photos = try await get("/api/v1/photos", keeper)["photos"] as? [[String: Any]]
    let found = photos?.first { ($0["path"] as? String)?.hasPrefix("photos/") ?? false }
    return try #require(found?["id"] as? String)
  }

  /// Files below the folder of uploads.
  var uploads: [String] {
    let root = folder("uploads").lossyText
    return (FileManager.default.subpaths(atPath: root) ?? []).filter { $0.contains(".") }.sorted()
  }

  /// The path of the only photo that was sent.
  func onlyUpload() throws -> String {
    let photos = uploads.filter { !$0.hasSuffix(".xmp") }
    #expect(photos.count == 1)
    return try #require(photos.first)
  }
}
