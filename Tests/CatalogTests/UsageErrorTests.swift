import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("What the program says to arguments that mean nothing")
struct UsageErrorTests {
  private let catalog: CatalogProcess
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    catalog = CatalogProcess(in: folder.path)
  }

  private func errors(_ line: String) throws -> String {
    let result = try catalog.run(line.split(separator: " ").map { Array($0.utf8) })
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    return result.errors
  }

  @Test("the program alone shows the first steps, in less than half a screen")
  func firstSteps() throws {
    let result = try catalog()
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    for step in ["catalog scan", "catalog near", "catalog export", "catalog help"] {
      #expect(result.text.contains(step))
    }
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 12)
    #expect(lines.allSatisfy { $0.count < 80 })
  }

  @Test(
    "a command that does not exist is answered with the one that was meant",
    arguments: [
      ("nera", "catalog: there is no command nera. Did you mean near?\n"),
      ("help nera", "catalog: there is no command nera. Did you mean near?\n"),
      ("nera 37.5665 126.978 --radius 1km", "catalog: there is no command nera. Did you mean near?\n"),
      ("--color never expor json", "catalog: there is no command expor. Did you mean export?\n"),
      ("37.5665 126.978", "catalog: there is no command 37.5665. Did you mean near?\n"),
      ("-33.86 151.2", "catalog: there is no command -33.86. Did you mean near?\n"),
      ("./photos", "catalog: there is no command ./photos. Did you mean scan?\n"),
      ("meow", "catalog: there is no command meow. catalog help lists them.\n"),
    ]
  )
  func commands(line: String, sentence: String) throws {
    #expect(try errors(line) == sentence)
  }

  @Test(
    "an option that does not exist is answered with the one that was meant",
    arguments: [
      ("near 1 2 --radis 5km", "catalog: near has no option --radis. Did you mean --radius?\n"),
      ("near 1 2 --radis=5km", "catalog: near has no option --radis. Did you mean --radius?\n"),
      ("scan --fulll", "catalog: scan has no option --fulll. Did you mean --full?\n"),
      ("near 1 2 --colour never", "catalog: near has no option --colour. Did you mean --color?\n"),
      ("--verison", "catalog: there is no option --verison. Did you mean --version?\n"),
      ("scan -x", "catalog: scan has no option -x. catalog scan --help lists them.\n"),
      ("--meow", "catalog: there is no option --meow. catalog --help lists them.\n"),
    ]
  )
  func options(line: String, sentence: String) throws {
    #expect(try errors(line) == sentence)
  }

  @Test("whatever else the parser refuses is said in its words, with the command whose help says more")
  func refused() throws {
    let value = try errors("status --format tabel")
    #expect(value.hasPrefix("catalog: the value 'tabel' is invalid for '--format <format>'. "))
    let formats = try errors("export jsno")
    #expect(
      formats.contains(
        " one of the following: json, jsonl, csv, geojson, gpx, kml, kmz, html, postgis, paths.\n"
      )
    )
    #expect(value.hasSuffix("\nSee catalog status --help\n"))
    #expect(
      try errors("scan photos --jobs 0")
        == "catalog: --jobs: \u{201C}0\u{201D} is not a number of photos: write from 1 to 1024.\nSee catalog scan --help\n"
    )
    #expect(try errors("status --index").hasPrefix("catalog: missing value for '--index <file>'.\n"))
  }

  @Test("a known option that comes after an unknown one is not blamed, nor what comes after --")
  func blame() throws {
    #expect(
      try errors("near 1 2 --limit 3 --bogus --radius 1km").hasPrefix("catalog: near has no option --bogus.")
    )
    #expect(try errors("status -- --bogus").hasPrefix("catalog: unexpected argument"))
  }

  @Test("control characters of arguments do not reach the terminal")
  func escaped() throws {
    for arguments in [
      ["ne\u{1B}[2Jar"], ["scan", "--x\u{1B}[2J"], ["status", "--format", "\u{1B}[2J"],
      ["--color", "\u{1B}"],
    ] {
      let result = try catalog.run(arguments.map { Array($0.utf8) })
      #expect(result.status == 64)
      #expect(!result.errors.contains("\u{1B}"))
      #expect(result.errors.contains("\\u{1B}"))
    }
  }

  @Test("bytes that are no text are shown as such")
  func bytes() throws {
    let result = try catalog.run([[0xFF, 0x61, 0x62]])
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("catalog: there is no command \u{FFFD}ab."))
  }
}
