/// Puts the photos of somebody who leaves into the trash.
struct OwnedPhotosTrash: OwnedPhotos {
  let catalogue: CatalogueAccess
  let trash: Trash

  func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws {
    let now = try catalogue.catalogue()
    for number in photos {
      // One that the index does not have lies nowhere, or in the trash already.
      guard let photo = now.photo(number) else { continue }
      try await trash.take(photo, by: person)
    }
  }
}
