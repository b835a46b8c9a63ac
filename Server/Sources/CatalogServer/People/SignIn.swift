import CatalogKit
import Foundation
import GRDB
import HTTPTypes
import Logging

/// Signing in with a name and a password, and choosing passwords: limits first, then the work.
struct SignIn: Sendable {
  let people: PeopleService
  let hasher: PasswordHasher
  let browsers: BrowserCookie
  let pace: SignInPace
  /// Ten at once from an address, then one every six seconds.
  private let addresses: AttemptLimit
  /// Ten at once for a name, then one a minute, wherever they come from.
  private let names: AttemptLimit
  /// Ten at once from a browser in which the person has signed in before, then one every six seconds.
  private let known: AttemptLimit

  init(_ people: PeopleService, _ secret: ServerSecret, _ pace: SignInPace) {
    self.people = people
    self.pace = pace
    hasher = PasswordHasher(pace.cost)
    browsers = BrowserCookie(secret)
    addresses = AttemptLimit(people.clock)
    names = AttemptLimit(people.clock, refill: 60)
    known = AttemptLimit(people.clock)
  }

  /// The same for a wrong password and for a name that nobody has.
  static let wrong = Problem(status: .unauthorized, detail: "The name or the password is not right.")

  /// Somebody who is let in.
  struct Admission: Sendable {
    let person: PersonNumber
    let token: String
  }

  /// Counts an attempt of an address.
  ///
  /// - Throws: ``Problem`` (429).
  func countAttempt(_ request: ServerRequest) throws(Problem) {
    try addresses.take(AddressNetwork.key(of: request.client.address))
  }

  /// Signs somebody in. The session that the browser had ends: nobody goes on in a session that another began.
  ///
  /// - Throws: ``wrong``; ``Problem`` (429) where there were too many attempts.
  func signIn(_ name: String, _ typed: String, _ request: ServerRequest) async throws -> Admission {
    let password = try Password(typed: typed)
    // No name is longer; a longer key would only fill the table.
    let key = name.utf8.count <= 400 ? PersonName.key(of: name) : ""
    let account = try people.accounts.find(key: key)
    let isSecure = request.client.isSecure
    if let mark = browsers.mark(in: request.headers, for: account?.person.number ?? 0, isSecure: isSecure) {
      try known.take(mark)
    } else {
      try countAttempt(request)
      try names.take(key)
    }
    let check = try await hasher.check(password, account?.password)
    guard check.isRight, let account else {
      request.logger.notice("sign-in refused", metadata: ["person": "\(account?.person.number ?? 0)"])
      throw Self.wrong
    }
    let token = try begin(account, check.renewed, request)
    request.logger.notice("signed in", metadata: ["person": "\(account.person.number)"])
    return Admission(person: account.person.number, token: token)
  }

  private func begin(_ account: Accounts.Account, _ renewed: PasswordRecord?, _ request: ServerRequest) throws
    -> String
  {
    let number = account.person.number
    return try people.database.pool.write { database in
      // It may have been changed while it was compared.
      let stored = try String.fetchOne(
        database,
        sql: "SELECT password FROM people WHERE number = ?",
        arguments: [number]
      )
      guard stored == account.password.text else { throw Self.wrong }
      if let token = request.cookieToken {
        try database.execute(sql: "DELETE FROM sessions WHERE token = ?", arguments: [TokenText.hash(token)])
      }
      try database.execute(
        sql: "UPDATE people SET used = ?, password = ? WHERE number = ?",
        arguments: [people.clock.now().seconds, renewed?.text ?? account.password.text, number]
      )
      return try people.sessions.begin(
        account.person.role,
        person: number,
        device: DeviceName.text(request.headers[.userAgent]),
        in: database
      )
    }
  }

  /// Asks somebody who is signed in for their password again. Whoever found a browser open is to guess no faster than others.
  ///
  /// - Throws: ``Problem`` (403) where it is wrong, (429) where there were too many attempts.
  func confirm(_ account: Accounts.Account, _ typed: String) async throws {
    let password = try Password(typed: typed)
    try known.take("person \(account.person.number)")
    guard try await hasher.check(password, account.password).isRight else {
      throw Problem(status: .forbidden, detail: "That is not your password.")
    }
  }
}

extension ServerRequest {
  /// The token of the browser's session; `nil` for scripts.
  var cookieToken: String? { SessionCookie.token(in: headers, isSecure: client.isSecure) }

  /// What the session is used on.
  var device: String? { DeviceName.text(headers[.userAgent]) }
}
