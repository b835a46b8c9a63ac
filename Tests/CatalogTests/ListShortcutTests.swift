import ArgumentParser
import CatalogKit
import Testing

@testable import TestSupport
@testable import catalog

@Suite("The shortcut of list --box")
struct ListShortcutTests {
  private static func request(_ words: [String]) -> ListRequest? {
    ListShortcut.request(CommandLineArguments.protectingNegativeNumbers(words))
  }

  /// What the argument parser makes of the same arguments; `nil` where it refuses them.
  private static func parsed(_ words: [String]) -> ListRequest? {
    let arguments = CommandLineArguments.protectingNegativeNumbers(words)
    return try? ((try? CatalogCommand.parseAsRoot(arguments)) as? ListCommand)?.request()
  }

  @Test(
    "plain questions are read by it, as the parser reads them",
    arguments: [
      ["list", "--box", "37.4,126.8,37.7,127.2"],
      ["list", "--box", "-34,151,-33,152", "--format", "paths"],
      ["list", "-n", "5", "--box", "37,126,38,127", "-f", "json", "--index", "cats.json"],
      ["list", "--box", "37,179,38,-179", "--sort", "taken", "--limit", "0"],
    ]
  )
  func plain(_ words: [String]) throws {
    let request = try #require(Self.request(words))
    #expect(request == Self.parsed(words))
  }

  @Test(
    "everything else is left to the parser",
    arguments: [
      [], ["list"], ["list", "--limit", "5"], ["list", "--help"], ["near", "--box", "37,126,38,127"],
      ["list", "--box", "37,126,38"], ["list", "--box", "37,126,38,127", "Seoul"],
      ["list", "--box", "37,126,38,127", "--box", "37,126,38,127"], ["list", "--box=37,126,38,127"],
      ["list", "--box", "37,126,38,127", "--since", "2024"], ["list", "--box", "37,126,38,127", "--count"],
      ["list", "--box", "37,126,38,127", "--sort", "distance"], ["list", "--box"],
    ]
  )
  func left(_ words: [String]) {
    #expect(Self.request(words) == nil)
  }

  @Test("what it reads, the parser reads alike")
  func agreement() {
    let words = [
      "--box", "37.4,126.8,37.7,127.2", "-34,151,-33,152", "--limit", "0", "7", "--format", "json", "table",
      "--index",
      "a.json", "--help", "--", "-", "", "--sort", "taken", "path", "--reverse", "csv", "--count", "--quiet",
      "--since",
    ]
    var random = SystemRandomNumberGenerator()
    var read = 0
    for _ in 0..<500 {
      let arguments =
        ["list", "--box", "37.4,126.8,37.7,127.2"]
        + (0..<Int.random(in: 0...4, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      guard let request = Self.request(arguments) else { continue }
      read += 1
      #expect(request == Self.parsed(arguments), "\(arguments)")
    }
    #expect(read > 20)
  }
}
