import CatalogKit
import CatalogPictures

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How the process ends: 0 and 1, and the codes of sysexits.h.
struct ExitStatus: Hashable, Sendable {
  let code: Int32

  /// Everything done, also where nothing was found.
  static let done = ExitStatus(code: 0)
  /// Done, but some files could not be read.
  static let incomplete = ExitStatus(code: 1)
  /// Wrong arguments (EX_USAGE).
  static let usage = ExitStatus(code: 64)
  /// An index that is damaged, newer, or none, or a photo without the position that was asked for (EX_DATAERR).
  static let badData = ExitStatus(code: 65)
  /// No such folder or index (EX_NOINPUT).
  static let noInput = ExitStatus(code: 66)
  /// A fault of ours (EX_SOFTWARE).
  static let fault = ExitStatus(code: 70)
  /// A file cannot be created (EX_CANTCREAT).
  static let cannotCreate = ExitStatus(code: 73)
  /// Reading or writing failed (EX_IOERR).
  static let ioError = ExitStatus(code: 74)
  /// Another scan holds the index (EX_TEMPFAIL).
  static let locked = ExitStatus(code: 75)
  /// Not permitted (EX_NOPERM).
  static let notPermitted = ExitStatus(code: 77)

  /// Ended by a signal after saving: 130 for SIGINT, 143 for SIGTERM.
  static func interrupted(by signal: Int32) -> ExitStatus { ExitStatus(code: 128 + signal) }

  private init(code: Int32) {
    self.code = code
  }

  /// The status for an error of the kit or of the arguments; `nil` for one that it does not know.
  init?(_ error: any Error) {
    switch error {
    case is UsageError, is NearWordsError, is UnshowableFormat: self = .usage
    case is ZipError: self = .cannotCreate
    case let error as GazetteerError: self = Self.status(error)
    case .gazetteer(let error) as PlaceNameError: self = Self.status(error)
    case is PlaceNameError: self = .usage
    case let error as IndexError: self = Self.status(error)
    case let error as ScanError: self = Self.status(error)
    case let error as HiddenPhotosError: self = Self.status(error)
    case let error as SystemError: self = Self.status(error)
    case let error as NamedPhotoError: self = Self.status(error)
    case is NearCenterError: self = .badData
    case let error as PageMapError: self = (error.cause as? SystemError).map(Self.status) ?? .badData
    case is FolderRemovalError, is UnknownTag, is MissingServer: self = .noInput
    case is PlaceEditError, is NameStreamError, is TrackEditError, is NeighbourEditError,
      is UnreadableTrack:
      self = .badData
    case let error as EditError: self = Self.status(error)
    case let error as PhotoCopyError: self = Self.status(error)
    case let error as ProgramError: self = Self.status(error)
    case is NoPictureDecoder, is PictureProblem: self = .noInput
    case let error as OutputFileError:
      self = if case .isTheIndex = error { .usage } else { .cannotCreate }
    default: return nil
    }
  }

  /// Whether the reader of a pipe has gone.
  static func isClosedPipe(_ error: any Error) -> Bool {
    (error as? SystemError)?.code == EPIPE
  }

  private static func status(_ error: IndexError) -> ExitStatus {
    switch error {
    case .missing: .noInput
    case .damaged, .damagedPart, .notAnIndex, .newer: .badData
    case .locked: .locked
    case .system(let error): status(error)
    }
  }

  private static func status(_ error: GazetteerError) -> ExitStatus {
    switch error {
    case .missing: .noInput
    case .damaged, .notAGazetteer, .otherVersion: .badData
    case .system(let error): status(error)
    }
  }

  private static func status(_ error: HiddenPhotosError) -> ExitStatus {
    switch error {
    case .damaged, .gone: .badData
    case .system(let error): status(error)
    }
  }

  private static func status(_ error: ScanError) -> ExitStatus {
    switch error {
    case .missingFolder, .notAFolder, .nothingToScan: .noInput
    case .unreadableFolder(let error): status(error)
    case .unusableIndexPath: .cannotCreate
    case .unusableExclude: .badData
    case .excludesEverything: .usage
    }
  }

  private static func status(_ error: EditError) -> ExitStatus {
    switch error {
    case .link, .readOnly: .notPermitted
    case .sidecar, .changedSince, .notPhoto, .unreadable: .badData
    case .nothingToUndo: .noInput
    }
  }

  private static func status(_ error: PhotoCopyError) -> ExitStatus {
    switch error {
    case .noFolder, .notAFolder, .isScanned: .cannotCreate
    case .stopped(let error, _): status(error)
    case .interrupted(let signal, _): .interrupted(by: signal)
    }
  }

  private static func status(_ error: ProgramError) -> ExitStatus {
    switch error {
    case .notStarted(let error): status(error)
    case .noViewer: .noInput
    case .tooManyWindows: .usage
    }
  }

  private static func status(_ error: NamedPhotoError) -> ExitStatus {
    switch error.reason {
    case .several: .noInput
    case .system(let error): error.isMissing ? .noInput : error.isDenied ? .notPermitted : .ioError
    }
  }

  private static func status(_ error: SystemError) -> ExitStatus {
    if error.isDenied { return .notPermitted }
    if error.isMissing { return .noInput }
    return [EROFS, EISDIR, EEXIST, ENAMETOOLONG].contains(error.code) ? .cannotCreate : .ioError
  }
}
