import CatalogKit
import HTTPTypes

/// What becomes of the photos of somebody who leaves.
enum PhotoFate: String, CaseIterable, Sendable {
  /// They stay, without a name.
  case keep
  /// They go into the trash.
  case trash
}

/// Puts photos into the trash. Whoever writes photos' files knows how.
protocol OwnedPhotos: Sendable {
  /// - Parameters:
  ///   - photos: Photos that are there.
  ///   - person: Who removes them; `nil` for the printed key.
  /// - Throws: Where one cannot be moved; those before it are in the trash then.
  func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws
}

/// Removes people.
struct Departure: Sendable {
  let people: PeopleService
  /// `nil` where nothing can be put into the trash.
  let photos: (any OwnedPhotos)?

  /// Removes a person: sessions, tokens and open pages end first.
  ///
  /// - Throws: ``Problem`` (409) for the only keeper, and where photos cannot be put into the trash; then the person stays, signed out, as a guest.
  func remove(_ person: Person, photos fate: PhotoFate, by remover: PersonNumber?) async throws {
    let own = fate == .trash ? try people.accounts.photos(of: person.number) : []
    if !own.isEmpty, photos == nil {
      throw Problem(
        status: .conflict,
        detail: "Photos cannot be put into the trash here. Keep them without a name."
      )
    }
    try people.accounts.shutOut(person.number)
    if !own.isEmpty { try await photos?.trash(own, by: remover) }
    try people.accounts.remove(person.number)
  }
}
