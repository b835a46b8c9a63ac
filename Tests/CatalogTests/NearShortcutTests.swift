import ArgumentParser
import CatalogKit
import Testing

@testable import TestSupport
@testable import catalog

@Suite("The shortcut of near")
struct NearShortcutTests {
  /// What the argument parser makes of the same arguments; `nil` where it refuses them.
  private static func parsed(_ arguments: [String]) -> NearRequest? {
    try? ((try? CatalogCommand.parseAsRoot(arguments)) as? NearCommand)?.request()
  }

  @Test(
    "plain questions are read by it",
    arguments: [
      ["37.5665", "126.9780"],
      ["37.5665", "126.9780", "--radius", "500m"],
      ["--limit", "0", "37.5665", "--format", "json", "126.9780", "--index", "cats.json"],
      ["37.5665,126.9780"], ["37.5665,", "126.9780", "--nearest", "3", "--radius", "2km"],
      ["-33.8586,151.2140"],
      ["Seoul"], ["Paris,", "Texas", "--limit", "3"],
      ["wydm9qy", "--format", "paths"], ["37°33′59.4″N", "126°58′40.8″E"], ["geo:37.5665,126.9780;u=35"],
    ]
  )
  func plain(_ words: [String]) throws {
    let arguments = CommandLineArguments.protectingNegativeNumbers(["near"] + words)
    let request = try #require(NearShortcut.request(arguments))
    #expect(request == Self.parsed(arguments))
  }

  @Test("negative coordinates are values, not options")
  func negative() throws {
    let arguments = CommandLineArguments.protectingNegativeNumbers(["near", "-33.8586", "-151.2140"])
    let request = try #require(NearShortcut.request(arguments))
    #expect(try request.center == NearCenter(words: ["-33.8586", "-151.2140"]))
    guard case .place(let place) = request.center else { throw Unexpected() }
    #expect(place.coordinate.latitude == -33.8586)
  }

  private struct Unexpected: Error {}

  @Test(
    "everything that needs an explanation is left to the parser",
    arguments: [
      [], ["near"], ["near", "37.5665"], ["near", "--help"], ["near", "37", "126", "1"],
      ["near", "97", "126"],
      ["near", "37", "126", "--radius"], ["near", "37", "126", "--radius", "far"],
      ["near", "37", "126", "--limit", "-1"], ["near", "37", "126", "--limit", "x"],
      ["near", "37", "126", "--format", "xml"], ["near", "37", "126", "--unknown", "1"],
      ["near", "37", "126", "--limit", "1", "--limit", "2"], ["near", "37", "126", "--radius=2km"],
      ["near", "--", "37", "126"], ["status"], ["near", "37", "126", "--since", "2024"],
      ["near", "37", "126", "--print0"],
      ["near", "--photo", "a.jpg"], ["near", "Seoul 500m"],
      ["near", "37", "126", "--nearest", "2", "--limit", "1"],
    ]
  )
  func left(_ arguments: [String]) {
    #expect(NearShortcut.request(CommandLineArguments.protectingNegativeNumbers(arguments)) == nil)
  }

  @Test("what it reads, the parser reads alike")
  func agreement() {
    let words = [
      "37.5665", "126.9780", "-33.8586", "151.2140", "--radius", "2km", "500", "--limit", "0", "7",
      "--format", "json",
      "table", "--index", "a.json", "--help", "-h", "--", "-", "", "--radius=1km", "north", "+5", "--nearest",
      "csv", "--units", "--sort", "taken", "37.5665,126.9780", "--since", "2024",
    ]
    var random = SystemRandomNumberGenerator()
    var read = 0
    for _ in 0..<500 {
      // A place in front, so that not nearly all are refused for want of one.
      var arguments =
        ["near"] + (Bool.random(using: &random) ? ["37.5665", "126.9780"] : ["37.5665,126.9780"])
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        arguments.append(words.randomElement(using: &random) ?? "")
      }
      arguments = CommandLineArguments.protectingNegativeNumbers(arguments)
      guard let request = NearShortcut.request(arguments) else { continue }
      read += 1
      #expect(request == Self.parsed(arguments), "\(arguments)")
    }
    #expect(read > 20)
  }
}
