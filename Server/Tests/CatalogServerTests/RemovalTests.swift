import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What becomes of somebody who leaves, and of their photos.
@Suite("Leaving")
struct RemovalTests {
  @Test("a removed person has nothing left: sessions, tokens, links, and photos have no name")
  func removal() async throws {
    let fixture = try ServerFixture.ofOnePhoto()
    let (keeper, mina) = (try fixture.person("Keeper", .keeper), try fixture.person("Mina", .member))
    try await fixture.own(mina.number)
    let script = try fixture.server.sessions.makeToken("backup", for: mina.number).token
    let reset = try fixture.server.people.passwords.makeReset(for: mina.number).token
    #expect(try fixture.server.people.accounts.all().map(\.photos) == [0, 1])
    #expect(try await fixture.browse(.delete, "people/Mina", keeper.token).status == .badRequest)
    #expect(
      try await fixture.browse(.delete, "people/Mina", keeper.token, "{\"photos\":\"keep\"}").status
        == .noContent
    )
    #expect(
      try fixture.server.sessions.find(mina.token) == nil && fixture.server.sessions.find(script) == nil
    )
    #expect(try await fixture.signIn("Mina").status == .unauthorized)
    let use = try ServerFixture.json(["reset": reset, "password": "three grey cats"])
    #expect(try await fixture.browse(.post, "session", nil, use).status == .notFound)
    #expect(
      try await fixture.browse(.delete, "people/Mina", keeper.token, "{\"photos\":\"keep\"}").status
        == .notFound
    )
    #expect(try fixture.server.people.accounts.photos(of: mina.number).isEmpty)
  }

  @Test("photos go into the trash before their owner is gone, and where that fails the owner is signed out")
  func trash() async throws {
    struct Trash: OwnedPhotos {
      let fails: Bool
      func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws {
        #expect(photos == [1] && person == nil)
        if fails { throw CancellationError() }
      }
    }
    for fails in [true, false] {
      let fixture = try ServerFixture.ofOnePhoto()
      _ = try fixture.person("Keeper", .keeper)
      let mina = try fixture.person("Mina", .member)
      try await fixture.own(mina.number)
      let person = try #require(try fixture.server.people.accounts.find(mina.number)).person
      let departure = Departure(people: fixture.server.people, photos: Trash(fails: fails))
      try? await departure.remove(person, photos: .trash, by: nil)
      #expect(try fixture.server.sessions.find(mina.token) == nil)
      #expect(try (fixture.server.people.accounts.find(mina.number) != nil) == fails)
    }
  }

  @Test("where nothing puts photos into the trash, nobody is removed by half")
  func noTrash() async throws {
    let fixture = try ServerFixture.ofOnePhoto()
    _ = try fixture.person("Keeper", .keeper)
    let mina = try fixture.person("Mina", .member)
    try await fixture.own(mina.number)
    let person = try #require(try fixture.server.people.accounts.find(mina.number)).person
    let departure = Departure(people: fixture.server.people, photos: nil)
    await #expect(throws: Problem.self) { try await departure.remove(person, photos: .trash, by: nil) }
    #expect(try fixture.server.sessions.find(mina.token) != nil)
  }
}
