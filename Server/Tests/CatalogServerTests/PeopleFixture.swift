import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import CatalogKit
@testable import CatalogServer

extension SignInPace {
  /// Next to no work, and no waiting.
  static let quick = SignInPace(cost: PasswordRecord.Cost(ln: 1, r: 1, p: 1), step: .zero)
}

/// Somebody with an account, in a browser of theirs.
struct TestPerson: Sendable {
  let name: String
  let number: PersonNumber
  let token: String

  static let password = "나비는 오늘도 잔다 🐈"
}

extension ServerFixture {
  /// A server with one photo, in Korean letters.
  static func ofOnePhoto(_ settings: [String] = []) throws -> ServerFixture {
    try ServerFixture([TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978)], settings)
  }

  /// Makes an account and signs in.
  func person(_ name: String, _ role: Role) throws -> TestPerson {
    let people = server.people
    let chosen = try PersonName(name)
    let record = try PasswordRecord(Password(chosen: TestPerson.password, for: name), SignInPace.quick.cost)
    let number = try people.database.pool.write {
      try people.accounts.add(.init(name: chosen, password: record, agreed: 1), role, in: $0)
    }
    return TestPerson(name: name, number: number, token: try people.sessions.begin(role, person: number))
  }

  /// Asks as a browser does, from the server's own page.
  func browse(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ token: String? = nil,
    _ json: String? = nil,
    headers more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers: HTTPFields = [.origin: "http://localhost"]
    if let token { headers[.cookie] = "catalog_session=\(token)" }
    if json != nil { headers[.contentType] = "application/json" }
    for field in more { headers[field.name] = field.value }
    let all = headers
    return try await server.application().test(.router) { client in
      try await client.execute(
        uri: "/api/v1/\(path)",
        method: method,
        headers: all,
        body: json.map { ByteBuffer(string: $0) }
      )
    }
  }

  /// Signs in by name and password.
  func signIn(_ name: String, _ password: String = TestPerson.password, headers: HTTPFields = [:])
    async throws
    -> TestResponse
  {
    try await browse(
      .post,
      "session",
      nil,
      Self.json(["name": name, "password": password]),
      headers: headers
    )
  }

  /// A JSON object.
  static func json(_ members: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
  }
}

extension TestResponse {
  /// A cookie that the answer stores.
  func cookie(_ name: String) -> String? {
    for value in headers[values: .setCookie] where value.hasPrefix("\(name)=") {
      return String(value.dropFirst(name.utf8.count + 1).prefix { $0 != ";" })
    }
    return nil
  }

  /// The objects of a list in the JSON object of the body.
  func list(_ name: String) throws -> [[String: Any]] { try member(name) as? [[String: Any]] ?? [] }
}
