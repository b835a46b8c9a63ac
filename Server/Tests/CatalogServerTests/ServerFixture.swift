import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOFoundationCompat
import Logging
import Synchronization

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// A photo for a server's test.
struct TestPhoto: Sendable {
  var name: String
  var latitude: Double
  var longitude: Double
  /// `2024:11:23 17:40:00`.
  var taken = "2024:11:23 17:40:00"
  var tags: [String] = []
  var padding = 16
}

/// A clock that a test sets: nothing passes by itself, so that what is counted by time is counted the same everywhere.
final class TestClock: Sendable {
  private static let start = 1_800_000_000
  private let seconds = Mutex(start)

  var clock: SystemClock {
    SystemClock(
      uptime: { [self] in .seconds(seconds.withLock { $0 } - Self.start) },
      now: { [self] in Timestamp(seconds: seconds.withLock { $0 }, nanoseconds: 0) }
    )
  }

  func advance(by passed: Int) { seconds.withLock { $0 += passed } }
}

/// A server over photos in a folder of its own.
final class ServerFixture: Sendable {
  /// Whoever asks.
  enum Asker: String, CaseIterable, Sendable {
    case visitor, guest, member, keeper
  }

  let folder: TemporaryFolder
  let clock = TestClock()
  let server: ServerApplication
  private let tokens: [Asker: String]

  /// - Parameters:
  ///   - photos: The photos.
  ///   - settings: Options: `["--public", "coarse"]`.
  ///   - secret: The secret, where two servers are to have the same.
  ///   - pace: What signing in takes: by default next to nothing.
  ///   - saving: When changes are saved.
  /// - Throws: What writing and scanning throw.
  init(
    _ photos: [TestPhoto],
    _ settings: [String] = [],
    secret: [UInt8]? = nil,
    pace: SignInPace = .quick,
    saving: SavePace = SavePace()
  ) throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("photos")
    for photo in photos { try Self.write(photo, in: folder) }
    try Self.scan(folder)
    let state = try StateFolder(path: folder(".catalog"))
    if let secret { try state.write(secret, to: "secret") }
    let lines = try SettingsLine(settings, in: folder.path)
    let holder = LogHolder()
    var logger = Logger(label: "test") { _ in LogWriter(writesJSON: false) { holder.add($0) } }
    logger.logLevel = .debug
    logs = holder
    server = try ServerApplication(
      ServerSettings(lines.values, in: folder.path),
      clock: clock.clock,
      pace: pace,
      saving: saving,
      logger: logger
    )
    server.library.refresh()
    tokens = [
      .guest: try server.sessions.begin(.guest), .member: try server.sessions.begin(.member),
      .keeper: try server.sessions.begin(.keeper),
    ]
  }

  let logs: LogHolder

  /// What was logged.
  final class LogHolder: Sendable {
    private let held = Mutex<[String]>([])
    func add(_ line: String) { held.withLock { $0.append(line) } }
    var lines: [String] { held.withLock { $0 } }
    /// The lines without the times that they begin with: a time's seconds may look like a place.
    var linesWithoutTimes: [String] {
      lines.flatMap { $0.split(separator: "\n").map { String($0.drop { $0 != " " }) } }
    }
  }

  static func write(_ photo: TestPhoto, in folder: TemporaryFolder) throws {
    try folder.write(
      SamplePhoto.at(photo.latitude, photo.longitude, taken: photo.taken, padding: photo.padding),
      to: "photos/\(photo.name)"
    )
    guard !photo.tags.isEmpty else { return }
    let packet = XMPSample.packet(children: XMPSample.list("dc:subject", photo.tags))
    try folder.write(Array(packet.utf8), to: "photos/\(photo.name).xmp")
  }

  static func scan(_ folder: TemporaryFolder) throws {
    _ = try Scanner(generator: "catalog test").run(folders: [folder("photos")], index: folder("catalog.json"))
  }

  /// Scans and takes the new index over.
  func rescan() throws {
    try Self.scan(folder)
    server.library.refresh()
  }

  /// The headers of somebody.
  func headers(of asker: Asker) -> HTTPFields {
    tokens[asker].map { [.cookie: "catalog_session=\($0)"] } ?? [:]
  }

  /// Asks without a network.
  func ask(
    _ uri: String,
    as asker: Asker = .visitor,
    _ method: HTTPRequest.Method = .get,
    headers: HTTPFields = [:],
    body: String? = nil
  ) async throws -> TestResponse {
    var fields = self.headers(of: asker)
    fields.append(contentsOf: headers)
    let all = fields
    return try await server.application().test(.router) { client in
      try await client.execute(
        uri: uri,
        method: method,
        headers: all,
        body: body.map { ByteBuffer(string: $0) }
      )
    }
  }

  /// The photos of an answer.
  func photos(_ uri: String, as asker: Asker) async throws -> [[String: Any]] {
    let response = try await ask(uri, as: asker)
    let json = try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [String: Any]
    return json?["photos"] as? [[String: Any]] ?? []
  }
}

extension TestResponse {
  /// The body as text.
  var text: String { String(buffer: body) }

  /// A member of the JSON object in the body.
  func member(_ name: String) throws -> Any? {
    (try JSONSerialization.jsonObject(with: Data(buffer: body)) as? [String: Any])?[name]
  }
}
