import CatalogKit
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// All that the server holds of one person, as a ZIP that is sent while it is made: what it knows as JSON, and the person's photos with their sidecars
/// as they are.
struct AccountData: Sendable {
  let people: PeopleService
  let library: Library
  let changes: ChangeRoutes
  /// So many are sent at once: each reads all of somebody's photos twice.
  let slots = SlotLimit(2)

  private static let pieceSize = 256 << 10

  /// A file that goes into the archive.
  private struct Source: Sendable {
    let name: String
    let file: FileReader
  }

  /// The answer.
  ///
  /// - Throws: ``Problem`` (503) where others get theirs; what the database throws.
  func response(for number: PersonNumber, _ request: ServerRequest) throws -> Response {
    var headers: HTTPFields = [.contentType: "application/zip", .cacheControl: "no-store"]
    headers[.contentDisposition] = "attachment; filename=\"catalog-account.zip\""
    guard request.method != .head else { return Response(status: .ok, headers: headers) }
    guard let slot = slots.take() else { throw Problem.busy }
    let now = people.clock.now()
    let texts = try self.texts(of: number, for: request.viewer)
    let photos = try photos(of: number)
    let loop = request.loop
    let body = ResponseBody { writer in
      defer { withExtendedLifetime(slot) {} }
      var zip = StoredZIP()
      for (name, bytes) in texts {
        try await writer.write(ByteBuffer(bytes: zip.begin(.init(name, bytes, now)) + bytes))
      }
      var names = Set<String>()
      for (opener, photo) in photos {
        for source in Self.sources(photo, opener, &names) {
          try await Self.write(source, to: &writer, &zip, loop)
        }
      }
      try await writer.write(ByteBuffer(bytes: zip.end()))
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// What the database holds, as files.
  private func texts(of number: PersonNumber, for viewer: Viewer) throws -> [(name: String, bytes: [UInt8])] {
    guard let record = try people.accounts.record(of: number) else { throw Problem.signIn }
    var account = JSONObjectText()
    account.add("name", record.name)
    account.add("role", record.role)
    account.add("agreed", time: record.agreed)
    account.add("parentAgreed", time: record.parentAgreed)
    account.add("made", time: record.made)
    account.add("used", time: record.used)
    account.add("password", "kept as a hash (scrypt) only")
    return [
      ("account.json", account.bytes),
      ("sessions.json", JSONObjectText.list(try entries(of: number, scripts: false))),
      ("tokens.json", JSONObjectText.list(try entries(of: number, scripts: true))),
      (
        "changes.json",
        JSONObjectText.list(try people.changes.all(of: number).map { changes.object($0, for: viewer) })
      ),
    ]
  }

  private func entries(of number: PersonNumber, scripts: Bool) throws -> [[UInt8]] {
    try people.sessions.list(of: number, scripts: scripts).map { entry in
      var json = JSONObjectText()
      json.add(scripts ? "name" : "device", entry.label)
      json.add("made", time: entry.made)
      json.add("used", time: entry.used)
      return json.bytes
    }
  }

  private func photos(of number: PersonNumber) throws -> [(FileOpener, Photo)] {
    guard let catalogue = library.catalogue else { return [] }
    // What is one's own one knows exactly, whatever one's level.
    let owner = Viewer(Session(role: .keeper, made: 0), token: "", members: .exact)
    guard let view = catalogue.view(for: owner), let source = view.source else { return [] }
    return try people.accounts.photos(of: number).compactMap { number in
      guard let row = try? view.row(view.ids.id(of: number).text), let photo = view.photo(row) else {
        return nil
      }
      return (FileOpener(source: source), photo)
    }
  }

  /// Opens photos and what lies beside them.
  private struct FileOpener: Sendable {
    let source: ExactSource

    func open(_ photo: Photo) -> FileReader? { try? source.open(photo) }
  }

  /// A photo and its sidecars, under names that are not there yet; what is gone is left out.
  private static func sources(_ photo: Photo, _ opener: FileOpener, _ names: inout Set<String>) -> [Source] {
    var sources: [Source] = []
    var beside = photo
    let folder = photo.path.parent
    let all = [photo.path] + photo.sidecars.map { folder.appending($0.name) }
    for path in all {
      beside.path = path
      guard let file = opener.open(beside) else { continue }
      sources.append(Source(name: freeName("photos/\(path.lastComponent.lossyText)", &names), file: file))
    }
    return sources
  }

  private static func freeName(_ wanted: String, _ names: inout Set<String>) -> String {
    // No program that unpacks is to take a name for a path.
    let clean =
      "photos/" + wanted.dropFirst("photos/".count).replacing("/", with: "_").replacing("\\", with: "_")
    var name = clean
    var count = 2
    while !names.insert(name.lowercased()).inserted {
      let stem = clean.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      name = "\(stem[0])-\(count)" + (stem.count > 1 ? ".\(stem[1])" : "")
      count += 1
    }
    return name
  }

  /// Reads a file twice: its checksum stands before its bytes, since not every program reads archives where it follows.
  private static func write(
    _ source: Source,
    to writer: inout any ResponseBodyWriter,
    _ zip: inout StoredZIP,
    _ loop: (any EventLoop)?
  ) async throws {
    let size = source.file.status.size
    var sum = ZIPChecksum()
    for offset in stride(from: 0, to: size, by: pieceSize) {
      sum.add(try source.file.read(at: offset, count: min(pieceSize, size - offset)))
    }
    let item = StoredZIP.Item(
      name: source.name,
      size: size,
      checksum: sum.number,
      modified: source.file.status.modified
    )
    try await writer.write(ByteBuffer(bytes: zip.begin(item)))
    var sent = ZIPChecksum()
    for offset in stride(from: 0, to: size, by: pieceSize) {
      let bytes = try source.file.read(at: offset, count: min(pieceSize, size - offset))
      guard bytes.count == min(pieceSize, size - offset) else { throw Changed() }
      sent.add(bytes)
      try await writer.write(ByteBuffer(bytes: bytes))
      // Only once the connection has the piece is it known whether it takes another.
      try await loop?.submit {}.get()
    }
    // Whoever gets it has to see that it is not whole.
    guard sent.number == sum.number else { throw Changed() }
  }

  /// A file changed while it was read.
  private struct Changed: Error {}
}
