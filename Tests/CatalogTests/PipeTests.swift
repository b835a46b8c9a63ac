import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// The program between other programs, as a shell runs it.
@Suite("Pipes and full disks", .timeLimit(.minutes(5)))
struct PipeTests {
  let folder: TemporaryFolder

  /// Five thousand photos: an export that no pipe holds.
  init() throws {
    folder = try TemporaryFolder()
    _ = try LargeIndex(photos: 5000, at: folder("catalog.json"))
  }

  /// Runs a script of sh in which `catalog` is the program.
  private func shell(_ script: String) throws -> ProcessResult {
    let script = "catalog() { \"$program\" \"$@\"; }\n" + script
    return try ChildProcess.run(
      FilePathBytes("/bin/sh"),
      ["-c", script].map { Array($0.utf8) },
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "program": "\(CatalogProcess.program)"],
      in: folder.path
    )
  }

  @Test(
    "a reader that wants one line gets it, and hears nothing else",
    arguments: ["export json", "near 0 0 --radius 20000km --limit 0"]
  )
  func head(_ command: String) throws {
    let result = try shell("{ catalog \(command); echo \"$?\" >status; } | head -n 1")
    #expect(result.status == 0)
    #expect(result.output.count(where: { $0 == UInt8(ascii: "\n") }) == 1)
    #expect(result.errors.isEmpty)
    // 128 and SIGPIPE: what a shell makes of every program that ends so.
    #expect(try folder.read("status") == Array("141\n".utf8))
  }

  @Test(
    "a full disk is 74 with a sentence, whatever is written",
    .enabled(if: access("/dev/full", W_OK) == 0, "this system has no /dev/full"),
    arguments: [
      "", "help", "--help", "near --help", "--version", "status", "status --problems --format json",
      "export json",
      "near 0 0 --radius 20000km", "near 0 0 --radius 20000km --format json",
    ]
  )
  func full(_ command: String) throws {
    let result = try shell("catalog \(command) >/dev/full")
    #expect(result.status == 74)
    #expect(result.errors.hasPrefix("catalog: cannot write standard output: No space left on device."))
  }

  @Test("a photo comes to show through a pipe, and so do names of photos")
  func showInput() throws {
    try folder.write(SamplePhoto.at(10, 20), to: "new.jpg")
    let photo = try shell("catalog show - <new.jpg")
    #expect(photo.status == 0 && photo.errors.isEmpty, "\(photo.errors)")
    #expect(!photo.text.contains("1970"))
    #expect(photo.text.hasPrefix("photo       -\nknown from  standard input\nposition    10, 20\n"))
    let names = try shell("echo new.jpg | catalog show nope.jpg - --format json")
    #expect(names.status == 66 && names.text.contains("\"path\":\"new.jpg\""))
    let both = try shell("head -c 100 new.jpg | catalog show new.jpg -")
    #expect(both.status == 1 && both.text.contains("\n\nphoto       -\n"))
  }

  @Test(
    "an output that is closed is 74, and no file is written in its place",
    arguments: ["--version", "export json"]
  )
  func closed(_ command: String) throws {
    let result = try shell("catalog \(command) >&-")
    #expect(result.status == 74)
    #expect(result.errors.hasPrefix("catalog: cannot write standard output: "))
  }

  @Test("words for people do not come between data: what a program reads is whole")
  func separate() throws {
    let result = try shell("catalog near 0 0 --radius 20000km --limit 5 --format json 2>words")
    #expect(try JSONSerialization.jsonObject(with: Data(result.output)) is [Any])
    #expect(String(decoding: try folder.read("words"), as: UTF8.self).hasPrefix("catalog: "))
  }

  @Test(
    "where words cannot be said, the answer is the same",
    .enabled(if: access("/dev/full", W_OK) == 0, "this system has no /dev/full")
  )
  func mute() throws {
    #expect(try shell("catalog near 0 0 --radius 20000km 2>/dev/full").status == 0)
    #expect(try shell("catalog near 0 0 --radius 20000km 2>&-").status == 0)
    #expect(try shell("catalog nera 2>&-").status == 64)
  }
}
