import CatalogKit
import Foundation
import HTTPTypes

/// Takes changes of photos back, for the keeper.
struct PhotoUndo: ChangeUndo {
  let catalogue: CatalogueAccess
  let care: PhotoCare
  let trash: Trash

  func undo(_ change: RecordedChange, for viewer: Viewer) async throws {
    let number = change.change.photo
    switch change.change.kind {
    case .tagged, .placed, .titled, .described, .rated: try await takeBack(change.change)
    case .hidden: try await care.hide(number, false, by: viewer)
    case .shown: try await care.hide(number, true, by: viewer)
    case .uploaded, .restored:
      guard let photo = try catalogue.catalogue().photo(number) else {
        throw Self.conflict("The photo is not there any more.")
      }
      try await trash.take(photo, by: viewer.person)
    case .removed:
      guard let item = try trash.item(of: number) else {
        throw Self.conflict("The photo is not in the trash any more.")
      }
      try await trash.putBack(item, by: viewer.person)
    case .reported: throw Self.conflict("A report is settled, and not taken back.")
    }
  }

  private func takeBack(_ change: Change) async throws {
    let after = change.after.flatMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    guard let run = after?["run"] as? String else {
      throw Self.conflict("Nothing was changed, so that there is nothing to take back.")
    }
    try await care.queue.run { editor in
      let failures = editor.result.failures.count
      do {
        try editor.takeBack(run)
      } catch let error as EditError {
        throw PhotoCare.problem(error)
      }
      if editor.result.failures.count > failures, let failure = editor.result.failures.last {
        throw PhotoCare.problem(failure.error)
      }
    }
  }

  private static func conflict(_ reason: String) -> Problem { Problem(status: .conflict, detail: reason) }
}
