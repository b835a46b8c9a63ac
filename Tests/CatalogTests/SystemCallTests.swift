import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

/// Counted, not timed: the same on every machine.
@Suite(
  "System calls of a scan",
  .enabled(if: canTrace, "this machine has no strace, or does not let it trace")
)
struct SystemCallTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Photos that are larger than what is read of them at first, as nearly all are, unless another padding is asked for.
  private func addPhotos(_ range: Range<Int>, padding: Int = 20_000) throws {
    for number in range {
      try folder.write(SamplePhoto.at(1, 2, padding: padding), to: "photos/\(number / 100)/\(number).jpg")
    }
  }

  /// The calls of a scan that have to do with files, each as strace writes it.
  private func calls(status: Int32 = 0) throws -> [Substring] {
    let trace = folder("trace").lossyText
    let result = try OtherProgram.strace(
      "-f",
      "-e",
      "trace=%file,%desc",
      "-o",
      trace,
      CatalogProcess.program.lossyText,
      "scan",
      "--jobs",
      "2",
      folder("photos").lossyText,
      "--index",
      folder("catalog.json").lossyText
    )
    #expect(result.status == status, "\(result.errors)")
    let text = String(decoding: try TemporaryFolder.read(folder("trace")), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.contains("resumed>") && $0.contains("(") }
  }

  @Test("a new photo costs four, also a small one: open, its status, a read, close", arguments: [20_000, 0])
  func newPhotos(padding: Int) throws {
    try addPhotos(0..<200, padding: padding)
    let few = try calls().count
    try folder.remove("catalog.json")
    try addPhotos(200..<800, padding: padding)
    let many = try calls().count
    #expect(Double(many - few) / 600 <= 4.2)
    #expect(Double(many - few) / 600 >= 4)
  }

  @Test("a photo that did not change costs one, its status, and is not opened")
  func unchangedPhotos() throws {
    try addPhotos(0..<200)
    _ = try calls()
    let few = try calls()
    #expect(!few.contains { $0.contains("open") && $0.contains(".jpg\"") })
    try addPhotos(200..<800)
    _ = try calls()
    let many = try calls()
    #expect(!many.contains { $0.contains("open") && $0.contains(".jpg\"") })
    #expect(Double(many.count - few.count) / 600 <= 1.2)
  }

  @Test(
    "nothing is closed twice, also where another scan holds the index: it may be another's the second time"
  )
  func closedTwice() throws {
    try addPhotos(0..<10)
    #expect(try !calls().contains { $0.contains("EBADF") })
    let lock = try FileLock(protecting: folder("catalog.json"), since: SyntheticIndex.written)
    #expect(try !calls(status: 75).contains { $0.contains("EBADF") })
    withExtendedLifetime(lock) {}
  }

  @Test("a scan that finds nothing new makes no file, not even a temporary one")
  func noFile() throws {
    try addPhotos(0..<200)
    #expect(try calls().contains { $0.contains("O_CREAT") && $0.contains(".tmp\"") })
    let again = try calls().filter { $0.contains("O_CREAT") || $0.contains("rename") }
    #expect(again.allSatisfy { $0.contains(".catalog.json.lock\"") })
  }
}

/// strace may be missing, and a container may forbid what it needs.
private let canTrace = (try? OtherProgram.strace("-c", "-o", "/dev/null", "true").status) == 0
