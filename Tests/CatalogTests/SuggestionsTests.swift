import Testing

@testable import TestSupport
@testable import catalog

@Suite("Suggestions")
struct SuggestionsTests {
  private let commands = ["scan", "near", "list", "show", "export", "status", "help"]

  @Test(
    "a slip of the finger is understood",
    arguments: [
      ("nera", "near"), ("naer", "near"), ("nea", "near"), ("nearr", "near"), ("NEAR", "near"),
      ("sacn", "scan"),
      ("scann", "scan"), ("statsu", "status"), ("stat", "status"), ("exprt", "export"), ("exports", "export"),
      ("lst", "list"), ("ex", "export"), ("nearest", "near"), ("scanning", "scan"),
    ]
  )
  func slips(word: String, meant: String) {
    #expect(Suggestions.closest(to: word, among: commands) == meant)
  }

  @Test(
    "a word that is far from all of them, or too short to tell, gets none",
    arguments: ["cats", "x", "s", "", "-", "find"]
  )
  func far(_ word: String) {
    #expect(Suggestions.closest(to: word, among: commands) == nil)
  }

  @Test("hyphens of an option are no letters: they make nothing closer")
  func hyphens() {
    let options = ["--radius", "--limit", "--format", "--full"]
    #expect(Suggestions.closest(to: "--radis", among: options) == "--radius")
    #expect(Suggestions.closest(to: "--fulll", among: options) == "--full")
    #expect(Suggestions.closest(to: "--fo", among: options) == "--format")
    #expect(Suggestions.closest(to: "--x", among: options) == nil)
    #expect(Suggestions.closest(to: "--abcd", among: options) == nil)
  }

  @Test("missing, added, wrong and swapped letters count one each")
  func distance() {
    #expect(Suggestions.slips(from: "near", to: "near") == 0)
    #expect(Suggestions.slips(from: "ner", to: "near") == 1)
    #expect(Suggestions.slips(from: "nearr", to: "near") == 1)
    #expect(Suggestions.slips(from: "neat", to: "near") == 1)
    #expect(Suggestions.slips(from: "nera", to: "near") == 1)
    #expect(Suggestions.slips(from: "", to: "near") == 4)
    #expect(Suggestions.slips(from: "near", to: "") == 4)
    #expect(Suggestions.slips(from: "scan", to: "near") == 3)
  }
}
