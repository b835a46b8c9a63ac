import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// Counted, not timed: the same on every machine.
@Suite(
  "What a change of one photo costs in a large index",
  .enabled(if: canTrace, "this machine has no strace, or does not let it trace")
)
struct EditCostTests {
  @Test("a tag writes the index once, and reads it twice: to find the photo's record and to copy the others")
  func tag() throws {
    let folder = try TemporaryFolder()
    let index = folder("catalog.json")
    _ = try LargeIndex(photos: 20_000, at: index)
    let photo = "photos/2024/neighbourhood/IMG_10012345.JPG"
    try folder.write(SamplePhoto.at(37.5, 127, padding: 400), to: photo)
    let size = try SystemCalls.status(of: index).size
    let trace = folder("trace").lossyText
    let result = try OtherProgram.strace(
      "-f",
      "-y",
      "-s",
      "0",
      "-e",
      "trace=read,pread64,write,pwrite64,writev,pwritev,copy_file_range,sendfile",
      "-o",
      trace,
      CatalogProcess.program.lossyText,
      "tag",
      "cats/Nabi",
      folder(photo).lossyText,
      "--index",
      index.lossyText
    )
    #expect(result.status == 0 && result.errors == "tagged: 1 photo\n", "\(result.errors)")
    let text = String(decoding: try folder.read("trace"), as: UTF8.self)
    let calls = text.split(separator: "\n").filter { $0.contains("catalog.json") && !$0.contains("resumed>") }
    func bytes(_ isWanted: (Substring) -> Bool) -> Int {
      calls.filter(isWanted).reduce(0) { $0 + (Int($1.split(separator: " ").last ?? "") ?? 0) }
    }
    let written = bytes { $0.contains("write") && $0.contains(".tmp>") }
    // The head of a save may be shorter than that of the made index.
    #expect(((size - 1024)...(size + size / 50)).contains(written), "\(written) of \(size)")
    let read = bytes { $0.contains("read") && !$0.contains(".tmp>") }
    #expect((size...(2 * size + 256 << 10)).contains(read), "\(read) of \(size)")
    guard case .sorted = try IndexFile(path: index).layout else {
      Issue.record("the index is not as a scan lays it out")
      return
    }
  }
}
