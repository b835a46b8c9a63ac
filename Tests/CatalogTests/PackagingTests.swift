import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

/// What `make install` brings besides the program.
@Suite("Manual and completions")
struct PackagingTests {
  /// The folder of the project.
  static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL.path

  /// A program that is not on every machine.
  struct Tool: CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    var testDescription: String { name }

    var path: String? {
      (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> ProcessResult {
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent"]
    return try ChildProcess.run(
      FilePathBytes(program),
      arguments.map { Array($0.utf8) },
      environment: environment
    )
  }

  private static func pages() throws -> [String] {
    let folder = "\(project)/packaging/man"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
  }

  /// A command as `--experimental-dump-help` tells it.
  private struct Help: Decodable {
    struct Root: Decodable { let command: Help }
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let names: [Name]?
      let valueName: String?
      let shouldDisplay: Bool
      let kind: String
      let isRepeating: Bool
    }
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Help]?
  }

  @Test("an option that has one value is known as such, so that giving it twice is an error, and no other is")
  func singleValues() throws {
    let json = try CatalogProcess(in: FilePathBytes("/"))("--experimental-dump-help").output
    let root = try JSONDecoder().decode(Help.Root.self, from: Data(json)).command
    var (single, several): (Set<String>, Set<String>) = ([], [])
    for command in root.subcommands ?? [] {
      for option in command.arguments ?? [] where option.kind == "option" {
        let names = (option.names ?? []).filter { $0.kind == "long" }.map { "--\($0.name)" }
        guard let name = names.first, name != "--index" else {
          #expect(option.isRepeating == RepeatedOptions.asksSeveral.contains(command.commandName))
          continue
        }
        if option.isRepeating { several.insert(name) } else { single.insert(name) }
        for short in option.names ?? [] where short.kind == "short" {
          #expect((RepeatedOptions.shortNames["-\(short.name)"] == name) == !option.isRepeating)
        }
      }
    }
    // It is taken out before anything is parsed.
    single.remove("--color")
    #expect(single == RepeatedOptions.names)
    #expect(several.isDisjoint(with: single))
  }

  @Test("the manual has a page for each command, and on it every option and argument; make man writes it")
  func manual() throws {
    let json = try CatalogProcess(in: FilePathBytes("/"))("--experimental-dump-help").output
    let root = try JSONDecoder().decode(Help.Root.self, from: Data(json)).command
    let commands = (root.subcommands ?? []).filter { $0.commandName != "help" }
    let names = try Self.pages().map { URL(fileURLWithPath: $0).lastPathComponent }
    #expect(Set(names) == Set(["catalog.1"] + commands.map { "catalog-\($0.commandName).1" }))
    for command in [root] + commands {
      let name = command.commandName == "catalog" ? "catalog" : "catalog-\(command.commandName)"
      let page = try String(contentsOfFile: "\(Self.project)/packaging/man/\(name).1", encoding: .utf8)
      let items = page.split(separator: "\n").filter { $0.hasPrefix(".It ") }
        .map { $0.replacing("\\-", with: "-") + " " }
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        for option in argument.names ?? [] {
          let flag = option.kind == "long" ? "-\(option.name)" : option.name
          #expect(items.contains { $0.contains(" Fl \(flag) ") }, "\(name): \(flag)")
        }
        if argument.names == nil {
          #expect(
            items.contains { $0.contains(".It Ar \(argument.valueName ?? "") ") },
            "\(name): \(argument)"
          )
        }
      }
    }
  }

  static let mandoc = Tool(name: "mandoc", arguments: ["-Tlint", "-W", "warning"])

  @Test("mandoc has nothing against the pages", .enabled(if: mandoc.path != nil, "there is no mandoc here"))
  func lint() throws {
    let result = try Self.run(try #require(Self.mandoc.path), Self.mandoc.arguments + Self.pages())
    #expect(result.status == 0, "\(result.text)\(result.errors)")
  }

  @Test(
    "each shell can read its completions",
    arguments: ["bash", "zsh", "fish"].map { Tool(name: $0, arguments: ["-n"]) }.filter { $0.path != nil }
  )
  func completions(_ shell: Tool) throws {
    let folder = try TemporaryFolder()
    let script = try CatalogProcess(in: folder.path)("--generate-completion-script", shell.name)
    #expect(script.status == 0)
    for command in CatalogCommand.commandNames { #expect(script.text.contains(command)) }
    let file = try folder.write(script.output, to: "script")
    let result = try Self.run(try #require(shell.path), shell.arguments + ["\(file)"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }

  @Test(
    "bash completes commands, options, values and the names of files",
    arguments: [
      (["catalog", "ne"], ["near"]), (["catalog", "status", "--pro"], ["--problems"]),
      (["catalog", "status", "--format", "js"], ["json"]), (["catalog", "--color", "ne"], ["never"]),
      (["catalog", "scan", "pho"], ["photos"]), (["catalog", "show", "cats.jp"], ["cats.jpg"]),
      (["catalog", "near", "--photo", "cats.jp"], ["cats.jpg"]),
      (["catalog", "list", "--index", "cats"], ["cats.json"]),
      (["catalog", "export", "html", "-o", "cats.h"], ["cats.html"]),
      (["catalog", "help", "ne"], ["near"]), (["catalog", "list", "--columns", "longi"], ["longitude"]),
      (["catalog", "list", "--tag", "cats"], ["cats/Nabi the second", "cats/미소"]),
      (["catalog", "near", "--not-tag", "cats/N"], ["cats/Nabi the second"]),
      (["catalog", "list", "--camera", "EOS"], ["EOS R5"]),
      (["catalog", "list", "--index", "other.json", "--camera", ""], ["Pixel 8"]),
    ]
  )
  func bash(words: [String], completions: [String]) throws {
    let folder = try TemporaryFolder()
    let script = try CatalogProcess(in: folder.path)("--generate-completion-script", "bash").output
    let file = try folder.write(script, to: "script")
    for name in ["cats.jpg", "cats.json", "cats.html", "photos/nabi.jpg"] { try folder.write([], to: name) }
    var photo = try SyntheticIndex.photo("a.jpg", 1, 2)
    photo.model = "EOS R5"
    photo.tags = ["cats/Nabi the second", "cats/미소"]
    try SyntheticIndex.write([photo], to: folder("catalog.json"))
    photo.model = "Pixel 8"
    try SyntheticIndex.write([photo], to: folder("other.json"))
    let last = words.count - 1
    let line = words.joined(separator: " ")
    let question = """
      PATH='\(CatalogProcess.program.parent)':$PATH
      cd '\(folder.path)' && source '\(file)'
      COMP_WORDS=(\(line)) COMP_CWORD=\(last) COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count)
      _catalog catalog '\(words[last])' '\(words[last - 1])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try Self.run("/bin/bash", ["-c", question])
    #expect(result.errors.isEmpty)
    #expect(result.text.split(separator: "\n").map { String($0) } == completions)
  }

  @Test("what make install puts below a folder, make uninstall removes, and nothing else")
  func install() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "--silent", "-C", Self.project, "PREFIX=/usr", "DESTDIR=\(folder.path)/a root",
      "BINARY=\(CatalogProcess.program)",
    ]
    let installed = try Self.run("/usr/bin/make", arguments + ["install-files"])
    #expect(installed.status == 0, "\(installed.errors)")
    try folder.write([], to: "a root/usr/bin/cat")
    let files = try files(below: folder)
    let pages = try Self.pages().map { "usr/share/man/man1/\(URL(fileURLWithPath: $0).lastPathComponent)" }
    #expect(
      Set(files.keys)
        == Set(pages).union([
          "usr/bin/cat", "usr/bin/catalog", "usr/share/catalog/places.gazetteer",
          "usr/share/bash-completion/completions/catalog",
          "usr/share/zsh/site-functions/_catalog", "usr/share/fish/vendor_completions.d/catalog.fish",
        ])
    )
    for (name, mode) in files where name != "usr/bin/cat" {
      #expect(mode == (name == "usr/bin/catalog" ? 0o755 : 0o644), "\(name)")
    }
    #expect(try Self.run("/usr/bin/make", arguments + ["uninstall"]).status == 0)
    #expect(try self.files(below: folder).keys.sorted() == ["usr/bin/cat"])
  }

  /// The files below `a root`, and their permissions.
  private func files(below folder: TemporaryFolder) throws -> [String: Int] {
    let root = "\(folder.path)/a root"
    var files: [String: Int] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = attributes[.posixPermissions] as? Int
    }
    return files
  }
}
