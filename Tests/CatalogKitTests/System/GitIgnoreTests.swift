import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Patterns as git reads them", .enabled(if: Git.isInstalled, "git is not installed"))
struct GitIgnoreTests {
  @Test("generated patterns pass over what git check-ignore says")
  func generated() throws {
    var random = SeededGenerator(seed: 12)
    let folder = try TemporaryFolder()
    let git = try Git(folder)
    let paths = Self.paths(&random)
    var passedOver = 0
    for _ in 0..<150 {
      let patterns = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.pattern(&random) }
      let text = Array(patterns.joined(separator: "\n").utf8)
      let expected = try git.passedOver(paths, by: text)
      passedOver += expected.count
      for path in paths {
        let isPassedOver = Self.isPassedOver(path, by: text)
        #expect(isPassedOver == expected.contains(path), "\(patterns) \(path)")
      }
    }
    // A generator that never matches would prove nothing.
    #expect(passedOver > 1000)
  }

  @Test(
    "lines of a file are read as git reads them",
    arguments: [
      "a ", "a\\ ", "a \\ ", "a\\\\ ", "a\t", "#a", "\\#a", "!a", "\\!a", "a\r\n!b\r", "\u{FEFF}a", "  a",
      "*\n!a", "*\n!*/\n!a",
      "\n\na\n", "a b ", "/", "!", "", "[a\nb", "a\\\nb", "[[:alpha:]]\n", "[[:nope:]]", "[a-", "**", "**/",
      "/**", "a/**/", "foo**/bar",
      "f*o**/bar", "a/**\\/b", "[]a]", "[!]a]", "[a-c-e]", "[\\a-c]", "[a-\\c]", "[--0]", "[[:]", "[[::]]",
      "[a/b]", "a\\/b", "?", "a?b",
    ]
  )
  func lines(_ text: String) throws {
    let folder = try TemporaryFolder()
    let git = try Git(folder)
    let paths = [
      "a", "b", "c", "d", "-", "[", "]", "a ", "a \\ ", "a\\", "a\\ ", "a\t", "#a", "!a", "  a", "a b",
      "a b ", "0", "a/b", "a/x/b", "b/a",
      "x/y/a", "foo/bar", "foo/x/bar", "foobar", "fooa/bar", "fooa/x/bar", "[a", "a\\/b", "axb",
    ]
    let expected = try git.passedOver(paths, by: Array(text.utf8))
    for path in paths {
      #expect(Self.isPassedOver(path, by: Array(text.utf8)) == expected.contains(path), "\(path)")
    }
  }

  @Test("one pattern asked about a whole path says what its folders and its name say one after the other")
  func wholePath() throws {
    var random = SeededGenerator(seed: 5)
    let paths = Self.paths(&random)
    var hits = 0
    for _ in 0..<2000 {
      let text = Self.pattern(&random)
      guard let pattern = try? PathPattern(FilePathBytes(text)), !pattern.isNegated else { continue }
      // In a file these mean something else.
      guard text.first != "#", text.last != " " else { continue }
      for path in paths {
        let isPassedOver = Self.isPassedOver(path, by: Array(text.utf8))
        hits += isPassedOver ? 1 : 0
        #expect(pattern.matches(FilePathBytes(path)) == isPassedOver, "\(text) \(path)")
      }
    }
    #expect(hits > 1000)
  }

  /// Asks about each folder on the way, as a walk does, then about the file.
  private static func isPassedOver(_ path: String, by text: [UInt8]) -> Bool {
    var rules = IgnoreRules()
    rules.add(IgnoreFile.patterns(text))
    var names = path.split(separator: "/").map { FilePathBytes(String($0)) }
    let last = names.removeLast()
    for name in names {
      if rules.source(of: name, isFolder: true) != nil { return true }
      rules = rules.entering(name)
    }
    return rules.source(of: last, isFolder: false) != nil
  }

  private static func pattern(_ random: inout SeededGenerator) -> String {
    let parts = [
      "a", "b", "c", "ab", "*", "*", "**", "?", "/", "/", "**/", "/**", "[ab]", "[!a]", "[a-c]", "\\", "\\*",
      "]", "[", "-", " ", "!",
    ]
    return (0..<Int.random(in: 1...6, using: &random)).map { _ in parts.randomElement(using: &random) ?? "a" }
      .joined()
  }

  private static func paths(_ random: inout SeededGenerator) -> [String] {
    let names = ["a", "b", "c", "ab", "abc", "ba", "*", "a b", "]", "-", "!a", "aab"]
    let paths = (0..<60).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in names.randomElement(using: &random) ?? "a" }
        .joined(separator: "/")
    }
    return Array(Set(paths)).sorted()
  }
}

/// A repository whose patterns can be asked about paths that do not exist.
private struct Git {
  let folder: TemporaryFolder

  static let isInstalled = (try? run(["--version"], input: [])) != nil

  init(_ folder: TemporaryFolder) throws {
    self.folder = folder
    _ = try Self.run(["-C", folder.path.lossyText, "init", "-q"], input: [])
  }

  func passedOver(_ paths: [String], by patterns: [UInt8]) throws -> Set<String> {
    try folder.write(patterns, to: ".gitignore")
    let arguments = ["-C", folder.path.lossyText, "check-ignore", "--no-index", "-z", "-v", "-n", "--stdin"]
    let input = Array(paths.map { $0 + "\0" }.joined().utf8)
    // Source, line, pattern and path, each with a NUL after it; no source where nothing matches.
    let fields = try Self.run(arguments, input: input).split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var found: Set<String> = []
    for start in stride(from: 0, to: fields.count - 3, by: 4) {
      if !fields[start].isEmpty, fields[start + 2].first != "!" { found.insert(fields[start + 3]) }
    }
    return found
  }

  private static func run(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "core.ignoreCase=false", "-c", "core.excludesFile=/dev/null"] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // check-ignore answers 1 where nothing matched.
    guard process.terminationStatus <= 1 else { throw CocoaError(.executableLoad) }
    return Array(output)
  }
}
