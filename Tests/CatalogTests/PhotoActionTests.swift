import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Doing something with the photos that are found")
struct PhotoActionTests {
  @Test(
    "placeholders are those of fd",
    arguments: [
      ("{}", "a/b.c/IMG.1.jpg"), ("{/}", "IMG.1.jpg"), ("{//}", "a/b.c"), ("{.}", "a/b.c/IMG.1"),
      ("{/.}", "IMG.1"), ("x{}y{/}", "xa/b.c/IMG.1.jpgyIMG.1.jpg"), ("{{}}", "{}"),
      ("{{{}}}", "{a/b.c/IMG.1.jpg}"),
      ("{a}", "{a}"), ("{", "{"), ("}", "}"), ("{/", "{/"), ("", ""),
    ] as [(String, String)]
  )
  func placeholders(_ word: String, _ value: String) {
    let path = FilePathBytes("a/b.c/IMG.1.jpg")
    let template = CommandTemplate([FilePathBytes("p"), FilePathBytes(word), FilePathBytes("{}")])
    #expect(template.filled(with: path) == [FilePathBytes("p"), FilePathBytes(value), path])
  }

  @Test("names without a folder or an extension, hidden ones and those that are no text have their parts too")
  func oddNames() {
    func fill(_ word: String, _ path: FilePathBytes) -> [UInt8] {
      CommandTemplate([FilePathBytes(word)]).filled(with: path)[0].bytes
    }
    #expect(fill("{//}", FilePathBytes("x.jpg")) == Array(".".utf8))
    #expect(fill("{//}", FilePathBytes("/x.jpg")) == Array("/".utf8))
    #expect(fill("{.}", FilePathBytes("a.b/x")) == Array("a.b/x".utf8))
    #expect(fill("{/.}", FilePathBytes("a/.hidden")) == Array(".hidden".utf8))
    #expect(fill("{.}", FilePathBytes([0xFF, 0x2F, 0xFE, 0x2E, 0x6A])) == [0xFF, 0x2F, 0xFE])
  }

  @Test("without a placeholder the path comes last")
  func last() {
    let template = CommandTemplate([FilePathBytes("ls"), FilePathBytes("-l")])
    #expect(template.filled(with: FilePathBytes("x")).map(\.lossyText) == ["ls", "-l", "x"])
  }

  @Test("all words behind -x are the command's, up to a semicolon")
  func words() throws {
    let split = try ExecWords.split(["list", "-x", "ls", "--color", "-f", ";", "-n", "3"])
    #expect(split.own == ["list", "-n", "3"])
    #expect(split.exec == ["--exec=ls", "--exec=--color", "--exec=-f"])
    #expect(try ExecWords.split(["near", "1", "2", "--exec=ls", "x"]).exec == ["--exec=ls", "--exec=x"])
    #expect(try ExecWords.split(["show", "-x", "ls"]).own == ["show", "-x", "ls"])
    #expect(try ExecWords.split(["near", "--", "-x", "ls"]).exec.isEmpty)
    for arguments in [["list", "-x"], ["list", "-x", ";"], ["list", "--exec="]] {
      #expect(throws: UsageError.self) { try ExecWords.split(arguments) }
    }
    #expect(throws: UsageError.repeated("--exec", first: "a", second: "b")) {
      try ExecWords.split(["list", "-x", "a", ";", "-x", "b"])
    }
  }

  @Test("a command runs for each photo that is found, with its own options")
  func runs() throws {
    let program = try ProgramFixture()
    let near = try program.catalog(
      "near",
      "37.5665",
      "126.978",
      "-r",
      "500m",
      "-x",
      "echo",
      "-n",
      "{/.}",
      "{//};"
    )
    #expect(near.text == "miso photos;nabi photos/sub;")
    #expect(near.status == 0 && near.errors.isEmpty)
    let list = try program.catalog("list", "--exec", "echo", ";", "--path", "nabi.jpg")
    #expect(list.text == "photos/sub/nabi.jpg\n")
  }

  @Test("a command that fails is said, the others run, and the exit code is 1")
  func fails() throws {
    let program = try ProgramFixture()
    let run = try program.catalog("list", "-x", "sh", "-c", "echo {/}; test {/} = miso.jpg")
    #expect(run.status == 1)
    #expect(run.text.split(separator: "\n").count == 3)
    #expect(run.errors == "catalog: 2 of 3 commands failed\n")
    let killed = try program.catalog("list", "--path", "miso.jpg", "-x", "sh", "-c", "kill -9 $$")
    #expect(killed.status == 1 && killed.errors == "catalog: the command failed\n")
  }

  @Test("a program that does not exist is said once, with the code of what is not there")
  func noProgram() throws {
    let program = try ProgramFixture()
    let run = try program.catalog("list", "-x", "no-such-program")
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("catalog: there is no program no-such-program."))
  }

  @Test("without a viewer --open says what is missing; more windows than anybody wants are refused")
  func open() throws {
    var program = try ProgramFixture()
    program.catalog.environment = ["PATH": "\(program.folder.path)/bin"]
    let missing = try program.catalog("list", "--open")
    #expect(missing.status == 66 && missing.errors.contains("is not installed. Install it"))
    let viewer = try program.folder.write(Array("#!/bin/sh\necho shown \"$1\"\n".utf8), to: "bin/xdg-open")
    #expect(viewer.withCString { chmod($0, 0o755) } == 0)
    _ = try program.folder.link("bin/open", to: "xdg-open")
    let shown = try program.catalog("list", "--open", "--path", "miso.jpg")
    #expect(shown.text == "shown photos/miso.jpg\n" && shown.status == 0)
    let many = try CommandFixture((0...20).map { try SyntheticIndex.photo("\($0).jpg", 1, 2) })
    #expect(try many("list", "--open").status == 64)
  }

  @Test("copies go where the command runs, and what was done is said but for --quiet")
  func copies() throws {
    let program = try ProgramFixture()
    let run = try program.catalog("near", "37.5665", "126.978", "--copy-to", "out")
    #expect(run.output.isEmpty && run.status == 0)
    #expect(run.errors == "catalog: 2 photos copied to out\n")
    #expect(try program.folder.read("out/miso.jpg") == program.folder.read("photos/miso.jpg"))
    let again = try program.catalog("list", "--copy-to", "out")
    #expect(again.errors == "catalog: 1 photo copied to out, 2 there already\n")
    #expect(try program.catalog("list", "--copy-to", "out", "-q").errors.isEmpty)
    let scanned = try program.catalog("list", "--copy-to", "photos")
    #expect(scanned.status == 73 && scanned.errors.contains("which") == false)
    #expect(scanned.errors.contains("is scanned: the copies would be taken for further photos"))
  }

  @Test(
    "what does something writes no answer, and there is one of it",
    arguments: [
      ["list", "--copy-to", "x", "-f", "json"], ["list", "--open", "--print0"],
      ["near", "1", "2", "--count", "--open"],
      ["list", "--open", "--copy-to", "x"], ["list", "--copy-to", ""],
      ["list", "--open", "--units", "imperial"],
      ["status", "-x", "ls"],
    ]
  )
  func conflicts(_ arguments: [String]) throws {
    #expect(try CommandFixture([SyntheticIndex.photo("a.jpg", 1, 2)]).run(arguments).status == 64)
  }

  @Test("--quiet leaves out what is neither warning nor error")
  func quiet() throws {
    let program = try ProgramFixture()
    #expect(try program.catalog("scan", "-q").errors.isEmpty)
    #expect(try !program.catalog("scan").errors.isEmpty)
    #expect(try program.catalog("near", "1", "2", "--quiet").errors.isEmpty)
    #expect(try program.catalog("near", "--photo", "miso.jpg", "-q").errors.isEmpty)
    #expect(try program.catalog("list", "--camera", "nobody", "-q").errors.isEmpty)
    #expect(try program.catalog("export", "json", "-q").errors.isEmpty)
    #expect(try program.catalog("list", "--index", "none.json", "-q").errors.hasPrefix("catalog: "))
    try program.folder.write([1, 2, 3], to: "photos/broken.jpg")
    let broken = try program.catalog("scan", "-q")
    #expect(broken.status == 1 && broken.errors.contains("broken.jpg"))
  }
}
