import CatalogKit
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes photos in: to the disk as they come, looked at there, and stored whole or not at all.
///
/// In this order: the bytes are synced, the number and owner are noted, the photo gets its name, the index its record. A server that is ended
/// in between brings that in order at its next start.
final class UploadService: Sendable {
  /// What came of an upload.
  struct Outcome: Sendable {
    let number: PhotoNumber
    let photo: Photo
    /// Whether it was here already.
    let wasKnown: Bool
  }

  let folder: UploadFolder
  let records: UploadRecords
  private let mapping: PathMapping
  private let ledger: UploadLedger
  private let limits: UploadLimits
  private let queue: CareQueue
  private let clock: SystemClock

  private static let pieceSize = 256 << 10

  init(
    index: FilePathBytes,
    _ limits: UploadLimits,
    _ records: UploadRecords,
    queue: CareQueue,
    clock: SystemClock
  ) {
    folder = UploadFolder(beside: index)
    mapping = PathMapping(indexFolder: index.parent)
    self.limits = limits
    self.records = records
    self.queue = queue
    self.clock = clock
    ledger = UploadLedger(limits, records)
  }

  /// Takes a photo.
  ///
  /// - Parameters:
  ///   - request: Whose body it is.
  ///   - given: What it is called where it comes from.
  ///   - known: Finds a photo that is the same and that the uploader may see exactly; `nil` where there is none.
  /// - Returns: The photo.
  /// - Throws: ``Problem``, and what disk and database throw: nothing is left of it then.
  func take(
    _ request: ServerRequest,
    given: String,
    known: @escaping @Sendable (_ file: FilePathBytes, _ format: PhotoFormat) throws -> Outcome?
  ) async throws -> Outcome {
    let length = request.headers[.contentLength].flatMap { Int($0) }
    if length == 0 { throw Problem.badRequest("The file is empty.") }
    let person = request.viewer.person
    let reservation = try await BlockingWork.run { [ledger] in try ledger.reserve(length, for: person) }
    defer { withExtendedLifetime(reservation) {} }
    let file = try await BlockingWork.run { [folder, clock] in try folder.begin(clock.now()) }
    try await receive(request, into: file, length)
    return try await store(file, given, person, known)
  }

  private func receive(_ request: ServerRequest, into file: ArrivingFile, _ length: Int?) async throws {
    var waiting: [UInt8] = []
    func write() async throws {
      let piece = waiting
      waiting = []
      try await BlockingWork.run { try file.append(piece) }
    }
    for try await part in request.body {
      waiting.append(contentsOf: part.readableBytesView)
      guard file.count + waiting.count <= limits.file else {
        throw Problem(
          status: .contentTooLarge,
          detail: "A photo may have \(SizeText.text(limits.file)) at most."
        )
      }
      if waiting.count >= Self.pieceSize { try await write() }
    }
    try await write()
    // The connection broke, or the client thought better of it.
    guard length.map({ $0 == file.count }) ?? true else {
      throw Problem.badRequest("The photo did not come to its end. Send it again.")
    }
  }

  private func store(
    _ file: ArrivingFile,
    _ given: String,
    _ person: PersonNumber?,
    _ known: @escaping @Sendable (FilePathBytes, PhotoFormat) throws -> Outcome?
  ) async throws -> Outcome {
    let accepted = try await BlockingWork.run { try UploadCheck.look(at: file.path) }
    if let twin = try await BlockingWork.run({ try known(file.path, accepted.format) }) { return twin }
    let target = file.path.parent.appending(
      FilePathBytes("\(UploadFolder.randomName()).\(accepted.format.fileExtension(given: given))")
    )
    let (number, photo) = try await BlockingWork.run { [records, mapping] in
      try file.sync()
      let reader = try FileReader(path: file.path)
      var photo = accepted.photo
      photo.path = mapping.stored(target)
      let arrival = UploadRecords.Arrival(
        path: photo.path,
        size: reader.status.size,
        modified: reader.status.modified,
        head: PhotoHead.hash(try reader.read(at: 0, count: PhotoHead.size)),
        digest: file.digest,
        given: given,
        person: person
      )
      let number = try records.announce(arrival)
      do {
        try file.keep(as: target)
      } catch {
        try? records.withdraw(number)
        throw error
      }
      // It is stored: that the record of changes waits is no reason to say that it is not.
      try? records.note(number)
      return (number, photo)
    }
    await queue.add(target)
    return Outcome(number: number, photo: photo, wasKnown: false)
  }
}
