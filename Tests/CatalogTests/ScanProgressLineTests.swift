import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("The line of a scan's progress")
struct ScanProgressLineTests {
  private func progress(
    found: Int = 52310,
    read: Int = 12800,
    unchanged: Int = 0,
    foundAll: Bool = true,
    at milliseconds: Int = 4000
  ) -> ScanProgress {
    var progress = ScanProgress()
    progress.found = found
    progress.foundAll = foundAll
    progress.read = read
    progress.unchanged = unchanged
    progress.located = read * 9 / 10
    progress.elapsed = .milliseconds(milliseconds)
    return progress
  }

  // MARK: Text

  @Test("it tells found, read, located, photos a second and the time left")
  func all() {
    let line = ProgressText.line(progress(), rate: 395.04, width: 80)
    #expect(line == "52310 found, 12800 read, 11520 located, 395 a second, 2 min left")
  }

  @Test("unchanged photos are counted where there are some")
  func unchanged() {
    let line = ProgressText.line(progress(read: 0, unchanged: 9), rate: 9, width: 80)
    #expect(
      line == "52310 found, 9 unchanged, 0 read, 9 a second, 97 min left".replacing("97 min", with: "2 h")
    )
  }

  @Test("no time is shown while photos are still being found, or nothing is known of the speed")
  func noTime() {
    let finding = ProgressText.line(progress(foundAll: false), rate: 395, width: 80)
    #expect(finding == "52310 found, 12800 read, 11520 located, 395 a second")
    #expect(
      ProgressText.line(progress(), rate: nil, width: 80) == "52310 found, 12800 read, 11520 located"
    )
    #expect(ProgressText.line(progress(), rate: 0, width: 80).hasSuffix("located, 0 a second"))
  }

  @Test("saving is shown instead of the speed")
  func saving() {
    var saving = progress()
    saving.isSaving = true
    #expect(
      ProgressText.line(saving, rate: 395, width: 80)
        == "52310 found, 12800 read, 11520 located, saving the index"
    )
  }

  @Test("it fits every width, and the less important goes first")
  func widths() {
    for width in 0..<120 {
      let line = ProgressText.line(progress(unchanged: 12345), rate: 395, width: width)
      #expect(line.count <= max(0, width - 1))
    }
    #expect(
      ProgressText.line(progress(), rate: 395, width: 60)
        == "52310 found, 12800 read, 395 a second, 2 min left"
    )
    let whole = ProgressText.line(progress(), rate: 395, width: 80)
    #expect(ProgressText.line(progress(), rate: 395, width: whole.count + 1) == whole)
    #expect(ProgressText.line(progress(), rate: 395, width: whole.count).hasSuffix(", 2 min left"))
    #expect(ProgressText.line(progress(), rate: 395, width: 40) == "52310 found, 12800 read, 2 min left")
    #expect(ProgressText.line(progress(), rate: 395, width: 30) == "52310 found, 12800 read")
    #expect(ProgressText.line(progress(), rate: 395, width: 12) == "12800 read")
    #expect(ProgressText.line(progress(), rate: 395, width: 5) == "1280")
  }

  @Test(
    "the time left is one that a person would say",
    arguments: [
      (0.1, "a few seconds left"), (10, "a few seconds left"), (11, "20 s left"), (50, "50 s left"),
      (51, "1 min left"), (61, "2 min left"), (5400, "90 min left"), (5401, "2 h left"),
      (172_800, "48 h left"), (172_801, "3 days left"),
    ]
  )
  func timeLeft(_ seconds: Double, _ text: String) {
    #expect(ProgressText.timeLeft(photos: 1000, 1000 / seconds) == text)
  }

  @Test("nothing is said of a time that nobody knows", arguments: [(0, 5.0), (9, 0.0), (1_000_000, 0.01)])
  func noTimeLeft(_ photos: Int, _ rate: Double) {
    #expect(ProgressText.timeLeft(photos: photos, rate) == nil)
  }

  // MARK: Speed

  @Test("the speed follows the last seconds, and time for saving does not count")
  func rate() throws {
    var rate = PhotoRate()
    rate.update(progress(read: 400, at: 1000))
    #expect(rate.perSecond == 400)
    for second in 2...60 { rate.update(progress(read: 400 + 100 * (second - 1), at: 1000 * second)) }
    #expect(abs(try #require(rate.perSecond) - 100) < 1)
    let before = rate.perSecond
    var saving = progress(read: 6300, at: 61_000)
    saving.isSaving = true
    rate.update(saving)
    rate.update(progress(read: 6300, at: 90_000))
    #expect(rate.perSecond == before)
  }

  // MARK: Terminal

  /// What was written to a terminal.
  private final class Screen: Sendable {
    private let texts = Mutex<[String]>([])
    var written: [String] { texts.withLock { $0 } }
    func terminal(width: Int = 80) -> Terminal {
      Terminal(width: { width }, write: { text in self.texts.withLock { $0.append(text) } })
    }
  }

  @Test("a line is written over the one before, at most ten times a second")
  func drawing() {
    let screen = Screen()
    let display = ProgressDisplay(screen.terminal())
    for time in 0..<2000 { display.show(progress(read: time, at: time)) }
    #expect(screen.written.count <= 20)
    #expect(screen.written.count >= 10)
    #expect(screen.written.allSatisfy { $0.hasPrefix("\r52310 found") && $0.hasSuffix("\u{1B}[K") })
    #expect(screen.written.allSatisfy { !$0.contains("\n") })
  }

  @Test("saving is shown at once, since nothing moves then")
  func drawsSaving() {
    let screen = Screen()
    let display = ProgressDisplay(screen.terminal())
    display.show(progress(at: 1000))
    var saving = progress(at: 1001)
    saving.isSaving = true
    display.show(saving)
    #expect(screen.written.count == 2)
    #expect(screen.written.last?.contains("saving the index") == true)
  }

  @Test("a scan that is over soon shows nothing, and nothing is cleared then")
  func short() {
    let screen = Screen()
    let display = ProgressDisplay(screen.terminal())
    display.show(progress(at: 200))
    display.clear()
    #expect(screen.written.isEmpty)
  }

  @Test("the line is cleared before words, once")
  func clearing() {
    let screen = Screen()
    let display = ProgressDisplay(screen.terminal())
    display.show(progress())
    display.clear()
    display.clear()
    #expect(screen.written.count == 2)
    #expect(screen.written.last == "\r\u{1B}[K")
  }

  @Test("messages are on lines of their own")
  func messages() throws {
    let folder = try TemporaryFolder()
    let screen = Screen()
    let terminal = screen.terminal()
    let context = CommandContext(
      output: StandardOutput(DeviceWriter(descriptor: -1, name: FilePathBytes("nothing"))),
      sayLines: { terminal.write($0 + "\n") },
      terminal: terminal,
      environment: { _ in nil },
      workingFolder: folder.path,
      interruption: { nil }
    )
    let report = ScanReport(context)
    report.add(.progress(progress()))
    report.add(.unreadablePhoto(FilePathBytes("a.jpg"), reason: "the file is empty"))
    report.add(.progress(progress(at: 5000)))
    try report.end(ScanSummary(), index: FilePathBytes("catalog.json"), format: .text)
    let kinds = screen.written.map { $0 == "\r\u{1B}[K" ? "clear" : $0.hasPrefix("\r") ? "line" : "words" }
    #expect(kinds == ["line", "clear", "words", "line", "clear", "words", "words"])
  }

  @Test("no progress goes to a terminal that cannot clear a line")
  func dumb() {
    #expect(!Terminal.isCapable("dumb"))
    #expect(!Terminal.isCapable(nil))
    #expect(Terminal.isCapable("xterm-256color"))
  }
}
