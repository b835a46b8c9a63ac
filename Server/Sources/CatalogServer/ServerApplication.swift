import CatalogKit
import Crypto
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The server, put together: tests and the program make it in the same way.
struct ServerApplication: Sendable {
  let settings: ServerSettings
  let library: Library
  let numbers: PhotoNumbers
  let people: PeopleService
  /// Who is signed in.
  var sessions: Sessions { people.sessions }
  let signIn: SignIn
  let watch: PeopleWatch
  let address: PublicAddress
  let events: EventHub
  let metrics: ServerMetrics
  /// What is printed for the keeper to come in; `nil` where there is a keeper with a name.
  let key: KeeperKey?
  /// What keeps uploads, trash and hidden photos in order.
  let upkeep: CareUpkeep
  /// Takes changes of photos back.
  let undo: any ChangeUndo
  let dispatcher: Dispatcher
  let ledger: ConnectionLedger
  /// What connections are encrypted with; `nil` for plain ones.
  let tls: TLSFiles?
  private let limits: ConnectionLimits
  private let logger: Logger

  /// Opens the state and reads what was shared. The index is read by ``Library/refresh()``.
  ///
  /// - Parameters:
  ///   - settings: All settings.
  ///   - clock: Where times come from.
  ///   - limits: What connections may take.
  ///   - pace: What signing in takes.
  ///   - saving: When changes are saved.
  ///   - logger: Where the log goes.
  /// - Throws: ``StateError``.
  init(
    _ settings: ServerSettings,
    clock: SystemClock = .live,
    limits: ConnectionLimits = ConnectionLimits(),
    pace: SignInPace = SignInPace(),
    saving: SavePace = SavePace(),
    logger: Logger
  ) throws {
    self.settings = settings
    self.limits = limits
    tls = try settings.tls.map { try TLSFiles(certificate: $0.certificate, key: $0.key) }
    self.logger = logger
    let folder = try StateFolder(path: settings.state)
    let secret = try ServerSecret(in: folder)
    let database = try PeopleDatabase(in: folder)
    numbers = PhotoNumbers(database)
    people = PeopleService(database, clock)
    signIn = SignIn(people, secret, pace)
    address = PublicAddress(settings)
    events = EventHub()
    watch = try PeopleWatch(database, events, logger: logger)
    metrics = ServerMetrics()
    key = try people.accounts.hasKeeper() ? nil : KeeperKey()
    library = try Library(
      Library.Settings(
        index: settings.index,
        blur: settings.blur,
        isShared: settings.isShared,
        hasGuests: { [accounts = people.accounts] in (try? accounts.hasGuests()) ?? false },
        clock: clock,
        saving: saving
      ),
      folder: folder,
      secret: secret,
      numbers: numbers,
      events: events,
      logger: logger
    )
    let access = CatalogueAccess(library: library)
    let care = CareServices(
      settings,
      folder,
      library,
      people.changes,
      saving: saving,
      clock: clock,
      logger: logger
    )
    upkeep = care.upkeep
    undo = PhotoUndo(catalogue: access, care: care.care, trash: care.trash)
    let tagKey = secret.key(for: "entity tag")
    let pictures = PictureService(
      index: settings.index,
      state: settings.state,
      program: settings.previewProgram,
      space: settings.previewSpace,
      tagKey: tagKey,
      clock: clock
    )
    let pictureRoutes = PictureRoutes(catalogue: access, pictures: pictures)
    let visitors = VisitorPolicy(publicLevel: settings.publicLevel, members: settings.members)
    let doorkeeper = Doorkeeper(sessions: people.sessions, visitors: visitors)
    let proxies = TrustedProxies(settings.trustedProxies)
    ledger = ConnectionLedger(limits, proxies)
    let describer = PhotoDescriber(catalogue: access, database: database)
    let routes =
      HealthRoute(library: library).routes
      + AllPeopleRoutes(
        people,
        signIn,
        settings,
        key: key,
        address: address,
        library: library,
        ids: PhotoIDMaker(secret),
        undoing: undo,
        photos: OwnedPhotosTrash(catalogue: access, trash: care.trash)
      ).routes
      + PhotoRoutes(catalogue: access, cursors: PhotoCursor(secret), describer: describer).routes
      + FileRoutes(catalogue: access, tagKey: tagKey) { try await pictureRoutes.answer($0, .preview) }.routes
      + pictureRoutes.routes
      + MapRoute(catalogue: access).routes
      + FacetRoute(catalogue: access).routes
      + TagRoutes(catalogue: access, describer: describer, clock: clock).routes
      + NameRoutes(catalogue: access).routes
      + care.routes(access, limits: settings.uploads)
      + EventRoute(hub: events, metrics: metrics) { doorkeeper.stillHolds($0) }.routes
      + PageRoutes(
        catalogue: access,
        pages: PageCache(settings, tagKey: tagKey, logger: logger),
        texts: PageTexts(settings),
        tagKey: tagKey,
        title: settings.title,
        shareLimit: settings.uploads.file
      ).routes
    dispatcher = Dispatcher(
      routes: RouteTable(routes),
      doorkeeper: doorkeeper,
      proxies: proxies,
      hosts: HostList(settings.hosts),
      metrics: metrics,
      clock: clock,
      isSecure: settings.tls != nil
    )
  }

  /// The server as a service of Hummingbird.
  ///
  /// - Parameters:
  ///   - services: What runs beside it.
  ///   - onRunning: Called with the port once it listens.
  /// - Returns: The application, which a service group or a test runs.
  /// - Throws: What reading the certificate throws.
  func application(
    services: [any Service] = [],
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) throws -> Application<Dispatcher> {
    let expectedLimit = dispatcher.routes.routes.map(\.bodyLimit).max() ?? 0
    let server = HTTPServerBuilder { [limits, ledger, tls] responder in
      let plain = GuardedHTTPChannel(
        responder: responder,
        limits: limits,
        ledger: ledger,
        expectedLimit: expectedLimit
      )
      guard let tls else { return plain }
      return EncryptedHTTPChannel(base: plain, files: tls)
    }
    return Application(
      responder: dispatcher,
      server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(settings.listen.host, port: settings.listen.port),
        serverName: nil
      ),
      services: services + [watch],
      onServerRunning: { [address] channel in
        let port = channel.localAddress?.port ?? 0
        address.listens(on: port)
        await onRunning(port)
      },
      logger: logger
    )
  }
}
