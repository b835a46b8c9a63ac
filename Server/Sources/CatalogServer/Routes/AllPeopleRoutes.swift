import CatalogKit

/// Every route about people, put together.
struct AllPeopleRoutes: Sendable {
  let routes: [Route]

  /// - Parameters:
  ///   - people: What is known of people.
  ///   - signIn: How they come in.
  ///   - settings: All settings.
  ///   - key: The key that was printed; `nil` where there is a keeper.
  ///   - address: What links begin with.
  ///   - library: The photos.
  ///   - ids: Makes photos' ids.
  ///   - undoing: Takes changes of photos back; `nil` where nothing does.
  ///   - photos: Puts photos into the trash; `nil` where nothing does.
  init(
    _ people: PeopleService,
    _ signIn: SignIn,
    _ settings: ServerSettings,
    key: KeeperKey?,
    address: PublicAddress,
    library: Library,
    ids: PhotoIDMaker,
    undoing: (any ChangeUndo)? = nil,
    photos: (any OwnedPhotos)? = nil
  ) {
    let session = SessionRoutes(
      people: people,
      signIn: signIn,
      key: key,
      members: settings.members,
      asks: settings.asks
    )
    let joining = JoiningRoutes(
      people: people,
      signIn: signIn,
      address: address,
      title: settings.title,
      keeper: settings.keeper,
      asks: settings.asks,
      begin: session.answer
    )
    let changes = ChangeRoutes(people: people, ids: ids, undoing: undoing)
    let data = AccountData(people: people, library: library, changes: changes)
    let account = AccountRoutes(people: people, signIn: signIn, data: data, photos: photos)
    routes =
      session.routes + joining.routes + account.routes + changes.routes
      + PeopleRoutes(people: people, address: address, photos: photos).routes
  }
}
