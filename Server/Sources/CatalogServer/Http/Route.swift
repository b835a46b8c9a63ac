import HTTPTypes
import Hummingbird

/// One address and what answers there.
struct Route: Sendable {
  /// Who is answered. Others get 401, or 403 where they are signed in.
  enum Access: Sendable {
    /// Everybody, whatever `public` says.
    case everybody
    /// Who may know something of the photos.
    case anyLevel
    /// Who is signed in.
    case signedIn
    /// Members and the keeper.
    case member
    /// The keeper.
    case keeper
  }

  let method: HTTPRequest.Method
  /// The path: `/api/v1/photos/{id}`. A step in braces takes any text.
  let path: String
  let access: Access
  /// The parameters of its query.
  let parameters: [String]
  /// At most this many bytes of a body are taken.
  let bodyLimit: Int
  /// Whether it only says something whatever is sent to it, so that it answers pages of other servers too.
  let changesNothing: Bool
  let answer: @Sendable (ServerRequest) async throws -> Response

  init(
    _ method: HTTPRequest.Method,
    _ path: String,
    access: Access,
    parameters: [String] = [],
    bodyLimit: Int = 0,
    changesNothing: Bool = false,
    answer: @escaping @Sendable (ServerRequest) async throws -> Response
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.parameters = parameters
    self.bodyLimit = bodyLimit
    self.changesNothing = changesNothing
    self.answer = answer
  }

  /// One step of a route's path.
  fileprivate enum Step {
    case word(String)
    /// Any text, by this name.
    case open(String)
  }

  fileprivate var steps: [Step] {
    path.split(separator: "/").map { step in
      step.hasPrefix("{") ? .open(String(step.dropFirst().dropLast())) : .word(String(step))
    }
  }
}

/// All routes of the server.
struct RouteTable: Sendable {
  let routes: [Route]
  private let byLength: [Int: [(steps: [Route.Step], route: Route)]]

  init(_ routes: [Route]) {
    self.routes = routes
    byLength = Dictionary(grouping: routes.map { ($0.steps, $0) }) { $0.0.count }.mapValues {
      $0.map { (steps: $0.0, route: $0.1) }
    }
  }

  /// What a path leads to.
  enum Match {
    case route(Route, parameters: [String: String])
    /// The path is there for other methods.
    case otherMethods([HTTPRequest.Method])
    case nothing
  }

  /// Finds the route of a request; `HEAD` takes that of `GET`.
  func match(_ method: HTTPRequest.Method, _ steps: [String]) -> Match {
    var others: [HTTPRequest.Method] = []
    let wanted = method == .head ? .get : method
    for (pattern, route) in byLength[steps.count] ?? [] {
      guard let parameters = Self.parameters(pattern, steps) else { continue }
      if route.method == wanted { return .route(route, parameters: parameters) }
      others.append(route.method)
    }
    if others.isEmpty { return .nothing }
    if others.contains(.get) { others.append(.head) }
    return .otherMethods(others)
  }

  private static func parameters(_ pattern: [Route.Step], _ steps: [String]) -> [String: String]? {
    var parameters: [String: String] = [:]
    for (part, step) in zip(pattern, steps) {
      switch part {
      case .word(let word): guard word == step else { return nil }
      case .open(let name):
        guard !step.isEmpty else { return nil }
        parameters[name] = step
      }
    }
    return parameters
  }
}

extension Route.Access {
  /// - Parameter viewer: Whoever asks.
  /// - Throws: ``Problem``: 401 where signing in could help, 403 where it would not.
  func check(_ viewer: Viewer) throws(Problem) {
    let isAllowed =
      switch self {
      case .everybody: true
      case .anyLevel: viewer.level != nil
      case .signedIn: viewer.session != nil
      case .member: viewer.role == .member || viewer.role == .keeper
      case .keeper: viewer.role == .keeper
      }
    guard isAllowed else { throw viewer.session == nil ? .signIn : .forbidden }
  }
}
