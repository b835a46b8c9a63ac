import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("AtomicFile")
struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func replace(
    _ name: String,
    with pieces: [[UInt8]],
    mode: mode_t = 0o600,
    modified: Timestamp? = nil
  ) throws {
    let file = try AtomicFile(replacing: folder(name), newMode: mode)
    for piece in pieces { try piece.withUnsafeBytes { try file.append($0) } }
    try file.commit(modified: modified)
  }

  @Test("the new content is all that was appended, in small pieces and large ones")
  func content() throws {
    let pieces: [[UInt8]] = [
      Array("small".utf8), [UInt8](repeating: 7, count: 200_000), [UInt8](repeating: 8, count: 300_000), [],
      Array("end".utf8),
    ]
    try replace("a.json", with: pieces)
    #expect(try folder.read("a.json") == pieces.flatMap { $0 })
    #expect(try folder.names() == [FilePathBytes("a.json")])
  }

  @Test("the old content stays, and no temporary, where nothing was committed")
  func dropped() throws {
    try folder.write(Array("old".utf8), to: "a.json")
    do {
      let file = try AtomicFile(replacing: folder("a.json"), newMode: 0o600)
      let bytes = [UInt8](repeating: 1, count: 600_000)
      try bytes.withUnsafeBytes { try file.append($0) }
      #expect(try folder.names().count == 2)
      #expect(try folder.read("a.json") == Array("old".utf8))
    }
    #expect(try folder.read("a.json") == Array("old".utf8))
    #expect(try folder.names() == [FilePathBytes("a.json")])
  }

  @Test("whoever has the old file open goes on reading the old content")
  func reader() throws {
    try folder.write(Array("old".utf8), to: "a.json")
    let reader = try FileReader(path: folder("a.json"))
    try replace("a.json", with: [Array("new!".utf8)])
    #expect(try reader.read(at: 0, count: 10) == Array("old".utf8))
    #expect(try folder.read("a.json") == Array("new!".utf8))
  }

  @Test("the permissions of the old file are kept", arguments: [0o640, 0o666, 0o400, 0o2640] as [mode_t])
  func oldMode(_ mode: mode_t) throws {
    try folder.write([1], to: "a.json")
    try folder.setMode(mode, of: "a.json")
    try replace("a.json", with: [[2]])
    #expect(try folder.status("a.json").mode == mode)
  }

  @Test("a new file has the permissions that were asked for", arguments: [0o600, 0o666] as [mode_t])
  func newMode(_ mode: mode_t) throws {
    try replace("new.json", with: [[2]], mode: mode)
    #expect(try folder.status("new.json").mode == mode)
  }

  @Test("a temporary file is its owner's alone from its first moment, whatever the target's permissions")
  func temporaryMode() throws {
    try folder.write([1], to: "a.json")
    try folder.setMode(0o666, of: "a.json")
    let file = try TemporaryFile(beside: folder("a.json"))
    defer { close(file.descriptor) }
    #expect(try SystemCalls.status(of: file.descriptor, file.path).mode == 0o600)
  }

  @Test("the file gets the time that was asked for, to the nanosecond")
  func time() throws {
    let time = Timestamp(seconds: 1_700_000_000, nanoseconds: 123_456_789)
    try replace("a.json", with: [[2]], modified: time)
    #expect(try folder.status("a.json").modified == time)
  }

  @Test("leftover temporaries are removed, and nothing else")
  func leftovers() throws {
    let others = ["a.json", ".a.json.lock", ".b.json.x1.tmp", "a.json.tmp", ".a.json.tmp", ".a.json.backup"]
    for name in others + [".a.json.x1.tmp", ".a.json.3w5e11264sgsf.tmp"] { try folder.write([1], to: name) }
    try TemporaryFile.removeLeftovers(of: folder("a.json"))
    #expect(try folder.names().map(\.lossyText) == others.sorted { FilePathBytes($0) < FilePathBytes($1) })
  }

  @Test("the temporary of another index, whose name only begins the same, is not a leftover")
  func temporaryOfAnother() throws {
    let other = try AtomicFile(replacing: folder("cats.old"), newMode: 0o600)
    try TemporaryFile.removeLeftovers(of: folder("cats"))
    #expect(throws: Never.self) { try other.commit() }
  }
}
