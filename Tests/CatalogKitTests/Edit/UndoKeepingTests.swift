import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Changes that are kept apart")
struct UndoKeepingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SamplePhoto.at(37.5, 127, padding: 30), to: "photos/a.jpg")
    _ = try Scanner(generator: "catalog test").run(folders: [folder("photos")], index: folder("catalog.json"))
    try folder.makeFolder("state")
  }

  private func editor(at seconds: Int) throws -> PhotoEditor {
    try PhotoEditor(
      index: folder("catalog.json"),
      generator: "catalog test",
      clock: SystemClock { Timestamp(seconds: seconds, nanoseconds: 0) },
      keeping: .days(30, in: folder("state/undo"))
    )
  }

  private func title(_ text: String) -> (Photo) -> XMPChanges {
    { _ in
      var changes = XMPChanges()
      changes.title = text
      return changes
    }
  }

  @Test("each run is taken back by its name, and catalog undo knows nothing of it")
  func runs() throws {
    let editor = try editor(at: 1_000_000_000)
    editor.edit(folder("photos/a.jpg"), title("one"))
    let first = try #require(try editor.endRun())
    let between = try folder.read("photos/a.jpg.xmp")
    editor.edit(folder("photos/a.jpg"), title("two"))
    let second = try #require(try editor.endRun())
    #expect(first != second)
    #expect(try editor.endRun() == nil)
    try editor.takeBack(first)
    #expect(editor.result.failures.count == 1)
    try editor.takeBack(second)
    #expect(try folder.read("photos/a.jpg.xmp") == between)
    #expect(throws: EditError.self) { try editor.takeBack(second) }
    let plain = UndoStore(beside: folder("catalog.json"))
    #expect(try plain.last() == nil)
  }

  @Test("runs go after 30 days, and not before")
  func days() throws {
    let day = 86400
    for age in [0, 1, 29, 30] {
      let editor = try editor(at: 1_000_000_000 + age * day)
      editor.edit(folder("photos/a.jpg"), title("\(age)"))
      try editor.endRun()
    }
    let store = UndoStore(.days(30, in: folder("state/undo")), beside: folder("catalog.json"))
    #expect(try store.run("001000000000") != nil)
    let editor = try editor(at: 1_000_000_001 + 30 * day)
    editor.edit(folder("photos/a.jpg"), title("new"))
    try editor.endRun()
    #expect(try store.run("001000000000") == nil)
    #expect(try store.run("001000086400") != nil)
  }

  @Test(
    "a photo that comes gets its record and its folder is scanned from then on; one that goes leaves no other's"
  )
  func comeAndGo() throws {
    try folder.write(SamplePhoto.at(37.6, 127, padding: 31), to: "uploads/b.jpg")
    let editor = try editor(at: 1_000_000_000)
    editor.add(folder("uploads/b.jpg"), below: folder("uploads"))
    try editor.saveIndex()
    var index = try IndexFile(path: folder("catalog.json"))
    #expect(try index.header().scanned.map(\.lossyText) == ["photos", "uploads"])
    #expect(try index.photos(at: [FilePathBytes("uploads/b.jpg")]).count == 1)
    editor.remove(folder("photos/a.jpg"))
    try editor.saveIndex()
    #expect(editor.left.map(\.path.lossyText) == ["photos/a.jpg"])
    index = try IndexFile(path: folder("catalog.json"))
    var paths: [String] = []
    try index.forEachPhoto { paths.append($0.path.lossyText) }
    #expect(paths == ["uploads/b.jpg"])
    #expect(try index.verify().findingCount == 0)
  }

  @Test("sidecars that are about one photo alone go with it; one that two photos share stays")
  func sidecars() throws {
    let packet = Array(XMPSample.packet(children: XMPSample.list("dc:subject", ["x"])).utf8)
    try folder.write(SamplePhoto.at(37.6, 127, padding: 31), to: "photos/c.jpg")
    try folder.write(SamplePhoto.at(37.6, 127, padding: 32), to: "photos/c.png")
    for name in ["a.jpg.xmp", "a.xmp", "c.xmp", "c.jpg.xmp"] {
      try folder.write(packet, to: "photos/\(name)")
    }
    let own = try PhotoEditor.sidecars(of: folder("photos/a.jpg")).map(\.lossyText)
    #expect(own == ["a.jpg.xmp", "a.xmp"])
    #expect(try PhotoEditor.sidecars(of: folder("photos/c.jpg")).map(\.lossyText) == ["c.jpg.xmp"])
  }
}
