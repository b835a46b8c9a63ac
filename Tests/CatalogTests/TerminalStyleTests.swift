import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Colours")
struct TerminalStyleTests {
  private func isColoured(
    _ mode: ColourMode,
    _ variables: [String: String],
    isTerminal: Bool = true
  ) -> Bool {
    mode.style({ variables[$0] }, isTerminal: isTerminal).isColoured
  }

  @Test("there are colours on a terminal, and nowhere else")
  func terminal() {
    #expect(isColoured(.auto, ["TERM": "xterm-256color"]))
    #expect(!isColoured(.auto, ["TERM": "xterm-256color"], isTerminal: false))
    #expect(!isColoured(.auto, ["TERM": "dumb"]))
    #expect(!isColoured(.auto, [:]))
  }

  @Test("NO_COLOR takes them away, CLICOLOR_FORCE brings them, and the first of both wins")
  func variables() {
    #expect(!isColoured(.auto, ["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(isColoured(.auto, ["CLICOLOR_FORCE": "1"], isTerminal: false))
    #expect(!isColoured(.auto, ["CLICOLOR_FORCE": "0"], isTerminal: false))
    #expect(!isColoured(.auto, ["TERM": "xterm", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"]))
  }

  @Test("the option outranks the environment")
  func option() {
    #expect(isColoured(.always, ["NO_COLOR": "1", "TERM": "dumb"], isTerminal: false))
    #expect(!isColoured(.never, ["CLICOLOR_FORCE": "1", "TERM": "xterm"]))
  }

  @Test("text without its colours is the same text; plain text and the empty one have none")
  func text() {
    let coloured = TerminalStyle(isColoured: true)
    #expect(coloured.heading("PATH") == "\u{1B}[1mPATH\u{1B}[0m")
    #expect(coloured.problem("catalog:") == "\u{1B}[1;31mcatalog:\u{1B}[0m")
    #expect(coloured.heading("").isEmpty)
    #expect(TerminalStyle.plain.heading("PATH") == "PATH")
    #expect(TerminalStyle.plain.problem("catalog:") == "catalog:")
  }

  @Test("--color is taken out wherever it comes before --, and the last one counts")
  func taking() throws {
    var arguments = ["--color", "always", "near", "1", "--color=never", "2", "--", "--color", "auto"]
    #expect(try ColourMode.take(from: &arguments) == .never)
    #expect(arguments == ["near", "1", "2", "--", "--color", "auto"])
    #expect(try ColourMode.take(from: &arguments) == .auto)
    #expect(arguments.count == 6)
  }

  @Test(
    "a --color that is none of its values is refused",
    arguments: [["--color"], ["--color", "blue"], ["--color="]]
  )
  func refused(_ arguments: [String]) {
    #expect(throws: UsageError.self) {
      var arguments = arguments
      _ = try ColourMode.take(from: &arguments)
    }
  }

  @Test("the shortcut of near leaves --color to the parser, which answers the same")
  func near() throws {
    #expect(NearShortcut.request(["near", "1", "2", "--color", "never"]) == nil)
    let fixture = try ProgramFixture()
    let plain = try fixture.catalog("near", "37.5665", "126.978")
    let never = try fixture.catalog("--color", "never", "near", "37.5665", "126.978")
    #expect(never.status == 0)
    #expect(never.output == plain.output && !plain.output.isEmpty)
    let always = try fixture.catalog("near", "37.5665", "126.978", "--color", "always").text
    #expect(always.hasPrefix("\u{1B}[1mDISTANCE  "))
    #expect(always.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == plain.text)
  }

  @Test("an error is red where it is asked for, and the words are the same")
  func error() throws {
    let fixture = try ProgramFixture()
    let plain = try fixture.catalog("status", "--index", "nope.json").errors
    let red = try fixture.catalog("status", "--index", "nope.json", "--color=always").errors
    #expect(plain.hasPrefix("catalog: there is no index"))
    #expect(red == plain.replacing("catalog: there", with: "\u{1B}[1;31mcatalog:\u{1B}[0m there"))
    let status = try fixture.catalog("status", "--color=always").text
    #expect(status.contains("\u{1B}[1mphotos\u{1B}[0m     3: 3 located"))
    #expect(
      try fixture.catalog("status").text
        == status.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
    )
  }
}
