import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("FileReader and SpillFile", .timeLimit(.minutes(5)))
struct FileReaderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("calls and bytes are counted, and the end of the file cuts what is read")
  func counts() throws {
    let path = try folder.write(Array(0..<100), to: "a")
    let reader = try FileReader(path: path)
    #expect(reader.counts == ReadCounts())
    #expect(try reader.read(at: 10, count: 5) == [10, 11, 12, 13, 14])
    #expect(reader.counts.calls == 1)
    #expect(reader.counts.bytes == 5)
    #expect(try reader.read(at: 98, count: 10) == [98, 99])
    #expect(try reader.read(at: 100, count: 10).isEmpty)
    #expect(reader.counts.bytes == 7)
    #expect(reader.status.size == 100)
  }

  @Test("a folder, a pipe and a missing file are errors that tell them apart")
  func kinds() throws {
    let pipe = try LonelyPipe(folder("pipe"))
    #expect(throws: SystemError(code: EISDIR, operation: "read", path: folder.path)) {
      try FileReader(path: folder.path)
    }
    pipe.expectNoWaiting {
      #expect(throws: SystemError(code: EINVAL, operation: "read", path: pipe.path)) {
        try FileReader(path: pipe.path)
      }
    }
    #expect(throws: SystemError(code: ENOENT, operation: "open", path: folder("nope"))) {
      try FileReader(path: folder("nope"))
    }
  }

  /// Opens a file as a scan opens a photo that was a regular file when its folder was listed.
  private func open(_ name: String, followLinks: Bool = false) throws -> FileStatus {
    try OpenRegularFile.withOpen(
      FilePathBytes(name),
      in: Directory(path: folder.path),
      followLinks: followLinks
    ) { status, _ in status }
  }

  @Test("a pipe that took a photo's place is no regular file, and no writer of it is waited for")
  func pipeInPlaceOfPhoto() throws {
    let pipe = try LonelyPipe(folder("a.jpg"))
    pipe.expectNoWaiting {
      #expect(throws: SystemError(code: EINVAL, operation: "open", path: FilePathBytes("a.jpg"))) {
        try open("a.jpg")
      }
    }
  }

  @Test("a link that took a photo's place is opened only where links are followed")
  func linkInPlaceOfPhoto() throws {
    try folder.write([1, 2, 3], to: "real.jpg")
    try folder.link("a.jpg", to: "real.jpg")
    let error = #expect(throws: SystemError.self) { try open("a.jpg") }
    #expect(error?.isLink == true)
    #expect(try open("a.jpg", followLinks: true).size == 3)
  }

  @Test("lines of a store are read back from anywhere, however many there are")
  func store() throws {
    let store = SpillFile(beside: folder("a.json"), memoryLimit: 1000)
    #expect(try folder.names().isEmpty)
    var places: [Range<Int>] = []
    for number in 0..<3000 {
      let line = [UInt8](repeating: UInt8(number % 251), count: 500 + number % 7)
      places.append(store.count..<(store.count + line.count))
      try store.append(line)
    }
    try store.finish()
    #expect(try folder.names().isEmpty, "its file has no name that a killed process could leave")
    for number in (0..<3000).reversed() {
      let isRight = store.withBytes(places[number]) { bytes in
        bytes.count == 500 + number % 7 && bytes.first == UInt8(number % 251)
          && bytes.last == UInt8(number % 251)
      }
      #expect(isRight)
    }
  }

  @Test("lines may be added after others were read, and are read with them", arguments: [1000, 1 << 20])
  func addedLater(_ memoryLimit: Int) throws {
    let store = SpillFile(beside: folder("a.json"), memoryLimit: memoryLimit)
    for round in 0..<20 {
      #expect(store.count == round * 9000)
      try store.append([UInt8](repeating: UInt8(round), count: 9000))
      try store.finish()
      for earlier in 0...round {
        let line = earlier * 9000..<(earlier + 1) * 9000
        let isRight = store.withBytes(line) { $0.count == 9000 && $0.allSatisfy { $0 == UInt8(earlier) } }
        #expect(isRight)
      }
    }
  }

  @Test("lines stay readable after more was read than the store keeps in memory")
  func residentLimit() throws {
    let store = SpillFile(beside: folder("a.json"), memoryLimit: 1000, residentLimit: 1 << 20)
    let line = [UInt8](repeating: 9, count: 1 << 20)
    for _ in 0..<3 { try store.append(line) }
    try store.append([1, 2, 3])
    try store.finish()
    for _ in 0..<40 { store.withBytes(0..<(1 << 20)) { #expect($0.first == 9) } }
    #expect(store.withBytes((3 << 20)..<((3 << 20) + 3)) { Array($0) } == [1, 2, 3])
  }

  @Test("where no file can be made beside the target, another place takes the lines, or there is none")
  func elsewhere() throws {
    let (line, nowhere) = ([UInt8](repeating: 9, count: 2000), folder("gone/a.json"))
    let store = SpillFile(beside: nowhere, otherwise: folder("a.json"), memoryLimit: 1000)
    for _ in 0..<1000 { try store.append(line) }
    try store.finish()
    #expect(store.withBytes(1_998_000..<2_000_000) { Array($0) } == line)
    let lost = SpillFile(beside: nowhere, memoryLimit: 1000)
    #expect(throws: SystemError.self) { for _ in 0..<1000 { try lost.append(line) } }
  }

  @Test("an empty store is empty")
  func emptyStore() throws {
    let store = SpillFile(beside: folder("a.json"), memoryLimit: 1000)
    try store.finish()
    #expect(store.count == 0)
    #expect(store.withBytes(0..<0) { $0.count } == 0)
  }
}
