import CatalogKit
import GRDB
import HTTPTypes
import Hummingbird

/// `photos/{id}/report` and `reports`: a photo that shows people or a door, for the keeper to decide about.
struct ReportRoutes: Sendable {
  let catalogue: CatalogueAccess
  let log: ChangeLog
  let clock: SystemClock

  private static let bodyLimit = 8192
  private static let wordsLimit = 1000
  /// Somebody who reports more than this without an answer writes to the keeper.
  private static let openLimit = 100

  private enum Reason: String, CaseIterable {
    case person, door, other
  }

  var routes: [Route] {
    [
      Route(
        .post,
        "/api/v1/photos/{id}/report",
        access: .member,
        bodyLimit: Self.bodyLimit,
        answer: report
      ),
      Route(.get, "/api/v1/reports", access: .keeper, answer: list),
      Route(.delete, "/api/v1/reports/{id}", access: .keeper, answer: settle),
    ]
  }

  private func report(_ request: ServerRequest) async throws -> Response {
    let photo = try catalogue.photo(request.parameters["id"], for: request.viewer)
    try photo.require(.report, of: request.viewer)
    let body = try await request.json(upTo: Self.bodyLimit, only: ["reason", "words"])
    let reason = try body.word("reason", Reason.self)
    let words = try body.optionalText("words") ?? ""
    guard words.utf8.count <= Self.wordsLimit, XMPChanges.isWritable(words) else {
      throw Problem.badRequest("words has at most \(Self.wordsLimit) bytes, and no control characters.")
    }
    let (now, person, number) = (clock.now().seconds, request.viewer.person, photo.number)
    let isTaken = try await log.database.pool.write { [log] database in
      let open = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM reports WHERE person IS ?",
        arguments: [person]
      )
      guard open ?? 0 < Self.openLimit else { return false }
      try database.execute(
        sql: "INSERT INTO reports (id, number, reason, words, made, person) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          TokenText.encode(ServerSecret.random(12)), Int64(number), reason.rawValue, words, now, person,
        ]
      )
      try log.record(Change(person: person, kind: .reported, photo: number), in: database)
      return true
    }
    guard isTaken else {
      throw Problem(
        status: .tooManyRequests,
        detail:
          "You have reported \(Self.openLimit) photos that the keeper has not looked at yet. Wait for that.",
        headers: [.retryAfter: "86400"]
      )
    }
    return Response(status: .accepted)
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    let ids = try catalogue.catalogue().whole.ids
    let rows = try await log.database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, reports.number, reason, words, name, reports.made
          FROM reports LEFT JOIN people ON people.number = person ORDER BY reports.made DESC, id LIMIT 1000
          """
      ).map { row in
        (
          id: row[0] as String, photo: PhotoNumber(row[1] as Int64), reason: row[2] as String,
          words: row[3] as String, name: row[4] as String?, made: row[5] as Int
        )
      }
    }
    var json = JSONObjectText()
    json.add(
      "reports",
      list: rows.map { row in
        var object = JSONObjectText()
        object.add("id", row.id)
        object.add("photo", ids.id(of: row.photo).text)
        object.add("reason", row.reason)
        object.add("words", row.words)
        object.add("name", row.name)
        object.add("made", Timestamp(seconds: row.made, nanoseconds: 0).description)
        return object.bytes
      }
    )
    return .json(json.bytes)
  }

  private func settle(_ request: ServerRequest) async throws -> Response {
    let id = request.parameters["id"] ?? ""
    let count = try await log.database.pool.write { database in
      try database.execute(sql: "DELETE FROM reports WHERE id = ?", arguments: [id])
      return database.changesCount
    }
    guard count > 0 else { throw Problem.notFound }
    return Response(status: .noContent)
  }
}
