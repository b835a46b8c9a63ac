import Foundation

@testable import CatalogKit

/// Programs that some tests ask for a second opinion.
enum OtherProgram: String {
  case python = "python3"
  case jq
  case ogrinfo
  case sort
  case strace
  case exiftool
  case exiv2
  case vips

  /// Where it is; `nil` where this machine has none.
  var path: FilePathBytes? {
    for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
      let file = FilePathBytes("\(folder)/\(rawValue)")
      if file.withCString({ access($0, X_OK) }) == 0 { return file }
    }
    return nil
  }

  /// Whether tests that ask it are to be skipped. `make test` sets `CATALOG_REQUIRE_PEERS`, and then they fail in place of that.
  var isMissing: Bool { path == nil && !Self.areRequired }

  static let areRequired = ProcessInfo.processInfo.environment["CATALOG_REQUIRE_PEERS"] != nil

  /// A program that tests cannot do without where `CATALOG_REQUIRE_PEERS` is set.
  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "there is no \(name) here: make setup-tests installs it" }
  }

  func callAsFunction(_ arguments: String...) throws -> ProcessResult { try callAsFunction(arguments) }

  func callAsFunction(_ arguments: [String]) throws -> ProcessResult {
    guard let path else { throw Missing(name: rawValue) }
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C"
    return try ChildProcess.run(path, arguments.map { Array($0.utf8) }, environment: environment)
  }

  /// A script of the shell, with a program's name as `$0`.
  static func shell(_ script: String, _ program: String, in folder: FilePathBytes) throws -> ProcessResult {
    try ChildProcess.run(
      FilePathBytes("/bin/sh"),
      ["-c", script, program].map { Array($0.utf8) },
      environment: ProcessInfo.processInfo.environment,
      in: folder
    )
  }
}
