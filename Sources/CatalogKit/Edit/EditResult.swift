/// What an edit of several photos came to.
public struct EditResult: Sendable {
  /// Photos whose sidecars were written, or would be.
  public internal(set) var changed: [EditedPhoto] = []
  /// Photos of which all was as it should be.
  public internal(set) var unchanged = 0
  /// Photos whose sidecars could not be written, and are as they were.
  public internal(set) var failures: [EditFailure] = []
}

/// A photo whose sidecar was written.
public struct EditedPhoto: Hashable, Sendable {
  /// The photo, absolute; of a run that was taken back, the sidecar.
  public let photo: FilePathBytes
  /// The sidecar, absolute.
  public let sidecar: FilePathBytes
  /// Whether the sidecar was made.
  public let isNew: Bool
}

/// A photo whose sidecar could not be written.
public struct EditFailure: Sendable {
  /// The photo, absolute.
  public let photo: FilePathBytes
  /// Why.
  public let error: any Error
}

/// Why a sidecar is left as it is.
public enum EditError: Error, Hashable, Sendable {
  /// The photo is a link, and links are not followed.
  case link
  /// Its name is no photo's.
  case notPhoto
  /// The photo could not be read, for this reason.
  case unreadable(String)
  /// Nobody may write the sidecar.
  case readOnly(FilePathBytes)
  case sidecar(FilePathBytes, XMPWriteError)
  /// Somebody changed it after the run that is to be taken back.
  case changedSince
  case nothingToUndo
}

extension EditError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .link: "it is a link. --follow-links writes beside what it leads to"
    case .notPhoto: "it is no photo"
    case .unreadable(let reason): "it could not be read: \(PrintableText.escape(reason))"
    case .readOnly(let path): "\(path) may not be written"
    case .sidecar(let path, let error): "\(path) was left as it is: \(error)"
    case .changedSince: "it was changed since, and was left as it is"
    case .nothingToUndo: "there is nothing to take back"
    }
  }
}
