import CatalogKit
import Foundation
import HTTPTypes

/// Writes what people say of photos: through the kit's one writer into the sidecar, into the database, into the record of changes.
struct PhotoCare: Sendable {
  let queue: CareQueue
  let log: ChangeLog
  let hidden: HiddenList
  let clock: SystemClock

  /// Does what somebody wishes, whose right to that was looked at.
  ///
  /// - Parameters:
  ///   - wishes: What is to be said.
  ///   - photo: The photo.
  ///   - viewer: Whoever says it.
  /// - Throws: ``Problem``: 409 where the photo or its sidecar cannot be changed as it is; what disk, index and database throw.
  func fulfil(_ wishes: PhotoWishes, of photo: OnePhoto, for viewer: Viewer) async throws {
    if let isHidden = wishes.isHidden { try await hide(photo.number, isHidden, by: viewer) }
    let steps = wishes.steps
    guard !steps.isEmpty else { return }
    let file = try photo.file()
    // Somebody who does not see all tags must not learn from the record which there are.
    let notesAlways = !photo.isExact
    try await queue.run { [self, number = photo.number, person = viewer.person] editor in
      for step in steps { try make(step, file, number, person, notesAlways, with: editor) }
    }
  }

  /// Hides a photo below the exact level, or shows it again. The command line's exports know of it when this returns.
  func hide(_ number: PhotoNumber, _ isHidden: Bool, by viewer: Viewer) async throws {
    try await BlockingWork.run { [hidden, log] in
      try hidden.set(isHidden, of: number) { database in
        try log.record(
          Change(person: viewer.person, kind: isHidden ? .hidden : .shown, photo: number),
          in: database
        )
      }
    }
  }

  private func make(
    _ step: PhotoWishes.Step,
    _ file: FilePathBytes,
    _ number: PhotoNumber,
    _ person: PersonNumber?,
    _ notesAlways: Bool,
    with editor: PhotoEditor
  ) throws {
    var before = JSONObjectText()
    let failures = editor.result.failures.count
    editor.edit(file) { photo in
      before = step.state(photo)
      return step.changes(photo)
    }
    if editor.result.failures.count > failures, let failure = editor.result.failures.last {
      throw Self.problem(failure.error)
    }
    let run = try editor.endRun()
    guard run != nil || notesAlways else { return }
    var after = JSONObjectText()
    after.add("run", run)
    after.add("words", texts: step.words.filter { !$0.isEmpty })
    let change = Change(
      person: person,
      kind: step.kind,
      photo: number,
      before: String(decoding: before.bytes, as: UTF8.self),
      after: String(decoding: after.bytes, as: UTF8.self)
    )
    do {
      try log.record(change)
    } catch {
      // What nobody could take back is not done.
      if let run { try? editor.takeBack(run) }
      throw error
    }
  }

  /// A failure of one photo, in words that name no file.
  static func problem(_ error: any Error) -> any Error {
    if let error = error as? SystemError, error.isMissing {
      return Problem(
        status: .conflict,
        detail:
          "That cannot be changed: the photo's file is not there at the moment, as on a drive that is away."
      )
    }
    guard let error = error as? EditError else { return Problem(cause: error) ?? error }
    let reason =
      switch error {
      case .link: "it is a link"
      case .notPhoto: "it is no photo any more"
      case .unreadable: "the photo cannot be read"
      case .readOnly: "its sidecar may not be written"
      case .sidecar(_, let error): "its sidecar is left as it is: \(error)"
      case .changedSince: "it was changed since"
      case .nothingToUndo: "what was there before is not kept any more"
      }
    return Problem(status: .conflict, detail: "That cannot be changed: \(reason).")
  }
}
