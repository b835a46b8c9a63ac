import CatalogKit
import Testing

@testable import TestSupport
@testable import catalog

@Suite("CommandLineArguments")
struct CommandLineArgumentsTests {
  private func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { CommandLineArguments.text($0) } }

  @Test("text stays text")
  func plain() {
    for argument in ["", "photos", "골목", "e\u{301}", "🐈", "\u{FFFD}", "\u{2212}5"] {
      #expect(text(Array(argument.utf8)).utf8.elementsEqual(argument.utf8))
    }
  }

  @Test("every byte comes back, alone and between letters")
  func singleBytes() {
    for byte in UInt8(1)...255 {
      for bytes in [[byte], [0x61, byte, 0x62], [0xE2, 0x88, byte], [byte, 0x80]] {
        #expect(FilePathBytes(argument: text(bytes)).bytes == bytes)
      }
    }
  }

  @Test("any bytes come back")
  func randomBytes() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...12, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
      #expect(FilePathBytes(argument: text(bytes)).bytes == bytes)
    }
  }

  @Test("a name that has the private characters themselves comes back")
  func privateCharacters() {
    for scalar in ["\u{10FF00}", "\u{10FF41}x", "a\u{10FFFF}\u{10FFFE}", "\u{10FEFF}"] {
      #expect(FilePathBytes(argument: text(Array(scalar.utf8))).bytes == Array(scalar.utf8))
    }
  }

  @Test(
    "a negative number is no option",
    arguments: ["-5", "-33.8586", "-.5", "-0", "-91", "-5x", "-1e5"]
  )
  func negativeNumbers(_ number: String) {
    let protected = CommandLineArguments.protectingNegativeNumbers(["near", number, number])
    #expect(protected[0] == "near")
    #expect(protected[1...].allSatisfy { !$0.hasPrefix("-") })
  }

  @Test(
    "options and other names stay as they are",
    arguments: ["--radius", "-o", "-", "--", "-x5", "5-", "", "-.", "-.x"]
  )
  func options(_ argument: String) {
    #expect(CommandLineArguments.protectingNegativeNumbers([argument]) == [argument])
  }

  @Test("what comes after two hyphens stays as it is")
  func afterHyphens() {
    #expect(CommandLineArguments.protectingNegativeNumbers(["-5", "--", "-5"]).suffix(2) == ["--", "-5"])
  }

  @Test("a file whose name is a negative number keeps its name")
  func negativeName() {
    let argument = CommandLineArguments.protectingNegativeNumbers(["-2024"])[0]
    #expect(FilePathBytes(argument: argument) == FilePathBytes("-2024"))
  }
}
