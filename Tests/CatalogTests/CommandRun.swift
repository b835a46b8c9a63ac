import Foundation
import Synchronization

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

/// What a command did inside of this process.
struct CommandRun {
  let status: Int32
  let output: [UInt8]
  /// What it said to people.
  let words: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// A folder with an index, in which commands are asked without starting a program.
struct CommandFixture {
  let folder: TemporaryFolder
  /// Columns of the terminal; `nil` is a pipe.
  var width: Int?
  /// Variables of the environment besides where the index is.
  var environment = ["CATALOG_PLACES": SamplePlaces.path.lossyText]

  /// - Parameter photos: What the index holds; `nil` makes none.
  /// - Throws: What writing them throws.
  init(_ photos: [Photo]?) throws {
    folder = try TemporaryFolder()
    if let photos { try SyntheticIndex.write(photos, to: folder("catalog.json")) }
  }

  func callAsFunction(_ arguments: String...) throws -> CommandRun { try run(arguments) }

  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - place: A folder in this one, where the program runs.
  /// - Returns: What it wrote, and how it ended.
  /// - Throws: Where nothing could be run.
  func run(_ arguments: [String], in place: String = ".") throws -> CommandRun {
    guard let file = tmpfile() else { throw SystemError.last("make", FilePathBytes("a temporary file")) }
    defer { fclose(file) }
    let words = Words()
    let index = folder("catalog.json").lossyText
    let status = CatalogCommand.run(
      CommandLineArguments.protectingNegativeNumbers(arguments),
      in: CommandContext(
        output: StandardOutput(DeviceWriter(descriptor: fileno(file), name: FilePathBytes("output"))),
        sayLines: { line in words.text.withLock { $0 += line + "\n" } },
        terminal: nil,
        outputWidth: { [width] in width },
        environment: { [environment] in $0 == "CATALOG_INDEX" ? index : environment[$0] },
        workingFolder: try SystemCalls.resolve(folder(place)),
        interruption: { nil }
      )
    )
    rewind(file)
    var output: [UInt8] = []
    while case let byte = getc(file), byte != EOF { output.append(UInt8(truncatingIfNeeded: byte)) }
    return CommandRun(status: status.code, output: output, words: words.text.withLock { $0 })
  }

  private final class Words: Sendable {
    let text = Mutex("")
  }
}
