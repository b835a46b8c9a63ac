import CatalogKit
import Foundation
import GRDB
import HTTPTypes

extension HTTPResponse.Status {
  /// 507 of RFC 4918, section 11.5.
  static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension Problem {
  static let diskFull = Problem(
    status: .insufficientStorage,
    detail:
      "The server's disk is full, so that nothing can be stored. What is there can still be read; whoever keeps it has to make room."
  )

  static let indexHeld = Problem(
    status: .serviceUnavailable,
    detail: "The photos are being scanned at the moment. Try again in a few seconds.",
    headers: [.retryAfter: "5"]
  )

  static let databaseHeld = Problem(
    status: .serviceUnavailable,
    detail: "The server's database is busy. Try again in a few seconds.",
    headers: [.retryAfter: "5"]
  )

  /// An error of the disk, the index or the database, in words for whoever asks; `nil` for any other.
  ///
  /// - Parameter error: What was thrown. What it says is for the log: it may name files.
  init?(cause error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as SystemError:
      guard let problem = Self.disk(error) else { return nil }
      self = problem
    case IndexError.system(let error):
      guard let problem = Self.disk(error) else { return nil }
      self = problem
    case IndexError.locked: self = .indexHeld
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_FULL: self = .diskFull
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .databaseHeld
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        self = Problem(
          status: .internalServerError,
          detail:
            "The server's database is damaged. Whoever keeps it can put back a copy; photos can still be looked at."
        )
      case .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .unwritable
      default: return nil
      }
    default: return nil
    }
  }

  private static let unwritable = Problem(
    status: .internalServerError,
    detail: "The server cannot write to its disk; its log says why. What is there can still be read."
  )

  private static func disk(_ error: SystemError) -> Problem? {
    switch error.code {
    case ENOSPC, EDQUOT: .diskFull
    case EROFS, EACCES, EPERM, EIO: .unwritable
    default: nil
    }
  }
}
