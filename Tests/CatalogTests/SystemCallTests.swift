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

  /// The calls of a question to the index.
  private func calls(asking arguments: [String]) throws -> [Substring] {
    let tracing = ["-f", "-e", "trace=%file,pread64", "-o", folder("trace").lossyText]
    let index = arguments[0] == "where" ? [] : ["--index", folder("catalog.json").lossyText]
    let result = try OtherProgram.strace(tracing + [CatalogProcess.program.lossyText] + arguments + index)
    #expect(result.status == 0, "\(result.errors)")
    let text = String(decoding: try TemporaryFolder.read(folder("trace")), as: UTF8.self)
    return text.split(separator: "\n")
  }

  @Test("questions without names look for no gazetteer, and those with names read a few blocks of it")
  func gazetteer() throws {
    try addPhotos(0..<3)
    let isOfNames = { (call: Substring) in call.contains("gazetteer") }
    #expect(try !calls().contains(where: isOfNames))
    for arguments in [["near", "1 2"], ["near", "wydm9qy"], ["status"], ["list"]] {
      #expect(try !calls(asking: arguments).contains(where: isOfNames), "\(arguments)")
    }
    let calls = try calls(asking: ["where", "Seoul"])
    #expect(calls.contains { $0.contains("places.gazetteer") })
    #expect(calls.count { $0.contains("pread64(") && !$0.contains("ELF") } <= 20)
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

  /// Scans one photo while the folder of the index cannot be synced: the second fsync(2), behind that of the file.
  private func scan(syncingFolderFailsWith error: String) throws -> ProcessResult {
    try addPhotos(0..<1)
    return try OtherProgram.strace(
      "-f",
      "-e",
      "trace=fsync",
      "-e",
      "inject=fsync:error=\(error):when=2",
      "-o",
      folder("trace").lossyText,
      CatalogProcess.program.lossyText,
      "scan",
      folder("photos").lossyText,
      "--index",
      folder("catalog.json").lossyText
    )
  }

  @Test("a file system that cannot sync folders takes an index; one that fails to is an error")
  func folderSync() throws {
    let result = try scan(syncingFolderFailsWith: "EINVAL")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try IndexFile(path: folder("catalog.json")).verify().findingCount == 0)
    try folder.remove("catalog.json")
    #expect(try scan(syncingFolderFailsWith: "EIO").status == 74)
    let trace = String(decoding: try folder.read("trace"), as: UTF8.self)
    #expect(trace.contains("EIO"))
  }

  @Test("calls that signals interrupt are made again")
  func interrupted() throws {
    try addPhotos(0..<100)
    let calls = "getdents64,write,fsync,fchmod,flock,utimensat,rename"
    let result = try OtherProgram.strace(
      "-f",
      "-e",
      "trace=\(calls),pread64",
      "-e",
      "inject=\(calls):error=EINTR:when=1+3",
      "-e",
      // The first ones are the loader's, which does not make them again.
      "inject=pread64:error=EINTR:when=40+3",
      "-o",
      folder("trace").lossyText,
      CatalogProcess.program.lossyText,
      "scan",
      folder("photos").lossyText,
      // Calls are counted for each thread, and this makes a drive seem so slow that many would read.
      "--jobs",
      "2",
      "--index",
      folder("catalog.json").lossyText
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(try IndexFile(path: folder("catalog.json")).verify().counts.located == 100)
    let trace = String(decoding: try folder.read("trace"), as: UTF8.self)
    #expect(trace.split(separator: "\n").count { $0.contains("EINTR") && $0.contains("INJECTED") } > 20)
  }

  @Test("a file system without locks is an input/output error, not another scan")
  func noLocks() throws {
    try addPhotos(0..<1)
    let result = try OtherProgram.strace(
      "-f",
      "-e",
      "trace=flock",
      "-e",
      "inject=flock:error=ENOLCK",
      "-o",
      folder("trace").lossyText,
      CatalogProcess.program.lossyText,
      "scan",
      folder("photos").lossyText,
      "--index",
      folder("catalog.json").lossyText
    )
    #expect(result.status == 74, "\(result.errors)")
    #expect(result.errors.contains("No locks available"))
  }

  /// Scans photos again of which some are in a folder that cannot be opened.
  private func scan(openingFails error: String) throws -> ProcessResult {
    let (program, index) = (CatalogProcess.program.lossyText, folder("catalog.json").lossyText)
    for name in ["a.jpg", "sub/b.jpg", "sub/deep/c.jpg"] {
      try folder.write(SamplePhoto.at(1, 2), to: "photos/\(name)")
    }
    let arguments = ["scan", folder("photos").lossyText, "--index", index]
    #expect(try ChildProcess.run(CatalogProcess.program, arguments.map { Array($0.utf8) }).status == 0)
    let tracing = ["-f", "-e", "trace=openat", "-P", "sub", "-e", "inject=openat:error=\(error)"]
    return try OtherProgram.strace(tracing + ["-o", folder("trace").lossyText, program] + arguments)
  }

  @Test("records of photos anywhere below a folder that cannot be read stay, and the folder is named once")
  func unreadableFolder() throws {
    let result = try scan(openingFails: "EIO")
    #expect(result.status == 1)
    #expect(result.errors.contains("/photos/sub: Input/output error"))
    #expect(result.errors.contains("0 read, 1 unchanged\n2 records kept: photos/sub could not be read."))
    #expect(result.errors.count { $0 == "\n" } == 4)
  }

  @Test("of a folder that failed while it was listed, records of photos that were not seen stay")
  func partlyListedFolder() throws {
    for name in ["a.jpg", "b.jpg"] { try folder.write(SamplePhoto.at(1, 2), to: "photos/sub/\(name)") }
    let arguments = ["scan", folder("photos").lossyText, "--index", folder("catalog.json").lossyText]
    #expect(try ChildProcess.run(CatalogProcess.program, arguments.map { Array($0.utf8) }).status == 0)
    try folder.remove("photos/sub/b.jpg")
    let tracing = ["-f", "-e", "trace=getdents64", "-P", folder("photos/sub").lossyText]
    // The first call gives the names, the second says that there are no more.
    let injection = ["-e", "inject=getdents64:error=EIO:when=2", "-o", folder("trace").lossyText]
    let result = try OtherProgram.strace(tracing + injection + [CatalogProcess.program.lossyText] + arguments)
    #expect(result.status == 1)
    #expect(result.errors.contains("/photos/sub: Input/output error"))
    #expect(result.errors.contains("0 read, 1 unchanged\n1 record kept: photos/sub could not be read."))
  }

  @Test("a folder that went away while its parent was listed is no folder that cannot be read")
  func vanishedFolder() throws {
    let result = try scan(openingFails: "ENOENT")
    #expect(!result.errors.contains("No such file"))
    #expect(!result.errors.contains("could not be read"))
    #expect(result.errors.contains("no photo was found in photos/sub"))
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
let canTrace = (try? OtherProgram.strace("-c", "-o", "/dev/null", "true").status) == 0
