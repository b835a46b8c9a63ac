import CatalogKit
import GRDB

/// All that the server knows and does about people, put together for its routes and for the command line.
struct PeopleService: Sendable {
  let database: PeopleDatabase
  let clock: SystemClock
  let sessions: Sessions
  let accounts: Accounts
  let passwords: Passwords
  let invitations: Invitations
  let requests: JoinRequests
  let changes: ChangeLog

  init(_ database: PeopleDatabase, _ clock: SystemClock) {
    self.database = database
    self.clock = clock
    sessions = Sessions(database: database, clock: clock)
    accounts = Accounts(database: database, clock: clock)
    passwords = Passwords(database: database, sessions: sessions, clock: clock)
    invitations = Invitations(database: database, accounts: accounts, sessions: sessions, clock: clock)
    requests = JoinRequests(database: database, accounts: accounts, clock: clock)
    changes = ChangeLog(database: database, clock: clock)
  }
}
