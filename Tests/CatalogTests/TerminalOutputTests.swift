import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

/// The built program on a terminal that Python makes for it.
@Suite("Answers on a terminal", .disabled(if: OtherProgram.python.isMissing))
struct TerminalOutputTests {
  private static let script = """
    import fcntl, os, pty, struct, subprocess, sys, termios
    columns, folder, *command = sys.argv[1:]
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 0, int(columns), 0, 0))
    status = subprocess.run(command, cwd=folder, stdout=terminal).returncode
    sys.stdout.buffer.write(os.read(master, 4096))
    sys.exit(status)
    """

  /// What the program shows on a terminal of some width; `0` is one that does not know its width.
  private func shown(_ arguments: [String], columns: Int) throws -> [String] {
    let fixture = try ProgramFixture()
    try fixture.folder.write(
      SamplePhoto.at(37.5665, 126.978),
      to: "photos/a folder of cats with a long name/골목-고양이-골목-고양이.jpg"
    )
    #expect(try fixture.catalog("scan").status == 0)
    let program = [fixture.folder.path, CatalogProcess.program].map(\.lossyText)
    let result = try OtherProgram.python(["-c", Self.script, "\(columns)"] + program + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return result.text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private let near = ["near", "37.5665", "126.978"]

  @Test("a table is as wide as the terminal, whatever is in the names", arguments: [50, 60, 80])
  func width(_ columns: Int) throws {
    let lines = try shown(near, columns: columns)
    #expect(lines.count == 4)
    #expect(lines.map { CellWidth.of($0) }.max().map { $0 == columns || $0 == columns - 1 } == true)
    #expect(lines.contains { $0.contains("…") && $0.hasSuffix("양이.jpg") })
  }

  @Test("one that does not know its width has 80 columns")
  func unknownWidth() throws {
    #expect(try shown(near, columns: 0).allSatisfy { CellWidth.of($0) <= 80 })
  }

  @Test("a wide one shows all")
  func wide() throws {
    #expect(try shown(near, columns: 200).contains { $0.hasSuffix("name/골목-고양이-골목-고양이.jpg") })
  }
}
