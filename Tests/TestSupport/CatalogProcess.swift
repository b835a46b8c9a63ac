import Foundation

@testable import CatalogKit

/// The program that was built with these tests.
struct CatalogProcess {
  /// Where it runs.
  let folder: FilePathBytes
  /// Its variables, besides those that every program gets.
  var environment: [String: String] = [:]
  var output = ChildProcess.Output.captured

  init(in folder: FilePathBytes) {
    self.folder = folder
  }

  /// Runs it to its end.
  func callAsFunction(_ arguments: String...) throws -> ProcessResult {
    try run(arguments.map { Array($0.utf8) })
  }

  func run(_ arguments: [[UInt8]]) throws -> ProcessResult {
    try ChildProcess.run(Self.program, arguments, environment: environment, in: folder, output: output)
  }

  /// It lies beside the bundle of the tests.
  static let program: FilePathBytes = {
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundles.first?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return FilePathBytes(folder.appendingPathComponent("catalog").path)
  }()
}
