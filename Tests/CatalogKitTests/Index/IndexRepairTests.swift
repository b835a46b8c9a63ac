import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Repairing an index")
struct IndexRepairTests {
  let folder: TemporaryFolder
  let index: FilePathBytes
  let good: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    good = try folder.read("catalog.json")
  }

  private func repair(_ bytes: [UInt8]) throws -> IndexRepair {
    try folder.write(bytes, to: "catalog.json")
    return try repair()
  }

  private func repair() throws -> IndexRepair {
    try IndexRepair(
      path: index,
      generator: "catalog test",
      clock: SystemClock(now: { SyntheticIndex.written })
    )
  }

  private func photos() throws -> [Photo] {
    var photos: [Photo] = []
    try IndexFile(path: index).forEachPhoto { photos.append($0) }
    return photos
  }

  private func header() throws -> IndexHeader { try IndexFile(path: index).header() }

  private func removeCopies() throws {
    for name in try folder.names() where name.lossyText.contains(".damaged") {
      try folder.remove(name.lossyText)
    }
  }

  @Test("an index that is whole stays as it is")
  func whole() throws {
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    let before = try folder.status("catalog.json")
    let repair = try repair()
    #expect(repair.summary == nil)
    #expect(repair.damagedCopy == nil)
    #expect(try folder.status("catalog.json") == before)
  }

  @Test("a record that is there twice under a right checksum is there once after a repair")
  func twice() throws {
    try SyntheticIndex.write(try SyntheticIndex.small() + [try SyntheticIndex.small()[0]], to: index)
    let repair = try repair()
    #expect(repair.summary?.photos == 5)
    #expect(try Set(photos().map(\.path)).count == 5)
  }

  @Test("the damaged copy has the damaged file's time, and what a killed scan left goes")
  func copyAndLeftovers() throws {
    try folder.write([1], to: ".catalog.json.x1.tmp")
    try folder.write(Array(good.dropLast(300)), to: "catalog.json")
    let time = Timestamp(seconds: 1_600_000_000, nanoseconds: 7)
    try folder.setModified(time, of: "catalog.json")
    #expect(try repair().damagedCopy == folder("catalog.json.damaged"))
    #expect(try folder.status("catalog.json.damaged").modified == time)
    let names = [".catalog.json.lock", "catalog.json", "catalog.json.damaged"]
    #expect(try folder.names().map(\.lossyText) == names)
  }

  @Test("what another time has is written anew as it was, with no copy kept")
  func otherTime() throws {
    try folder.setModified(Timestamp(seconds: 5, nanoseconds: 0), of: "catalog.json")
    let repair = try repair()
    #expect(repair.summary?.photos == 5)
    #expect(repair.damagedCopy == nil)
    #expect(try folder.read("catalog.json") == good)
    #expect(try folder.status("catalog.json").modified == SyntheticIndex.written)
  }

  @Test("every record that no damage touched comes back as it was, wherever the file was cut")
  func prefixes() throws {
    let before = try photos()
    for count in stride(from: 0, to: good.count, by: 7) {
      let bytes = Array(good.prefix(count))
      let repair: IndexRepair
      do {
        repair = try self.repair(bytes)
      } catch IndexError.notAnIndex {
        #expect(count < SyntheticIndex.header.encoded().count, "cut at byte \(count)")
        continue
      }
      let after = try photos()
      #expect(after == Array(before.prefix(after.count)), "cut at byte \(count)")
      #expect(after.count == repair.verification.counts.photos)
      #expect(try IndexFile(path: index).verify().findingCount == 0)
      #expect(try header().reader == 0)
      let copy = try #require(repair.damagedCopy)
      #expect(try TemporaryFolder.read(copy) == bytes)
      try removeCopies()
    }
  }

  @Test("with a flipped bit all records but its own come back", arguments: [0x01, 0x40] as [UInt8])
  func flippedBits(_ bit: UInt8) throws {
    let before = try photos()
    for offset in stride(from: 0, to: good.count, by: 5) {
      var bytes = good
      bytes[offset] ^= bit
      do {
        _ = try repair(bytes)
      } catch IndexError.newer {
        continue
      }
      let after = try photos()
      #expect(before.count { !after.contains($0) } <= 1, "byte \(offset)")
      #expect(after.count <= before.count, "byte \(offset)")
      #expect(try header().reader == 0, "byte \(offset)")
      #expect(try IndexFile(path: index).verify().findingCount == 0, "byte \(offset)")
      try removeCopies()
    }
  }

  @Test("what another program wrote anew is in order again, with edits and fields of others kept")
  func rewritten() throws {
    let text = String(decoding: good, as: UTF8.self)
      .replacing("\n", with: "\r\n  ").replacing("37.5671", with: "37.57, \"name\": \"Nabi\"")
    let repair = try repair(Array(text.utf8))
    #expect(repair.summary?.photos == 5)
    #expect(repair.knowsFolders)
    let nabi = try #require(try photos().first { $0.path == FilePathBytes("photos/nabi.jpg") })
    #expect(nabi.position?.coordinate.latitude == 37.57)
    #expect(String(decoding: nabi.unknownFields, as: UTF8.self) == ",\"name\":\"Nabi\"")
    #expect(try header().scanned == [FilePathBytes("photos")])
    #expect(try IndexFile(path: index).verify().findingCount == 0)
  }

  @Test("of two records of a photo the first stays")
  func duplicate() throws {
    let text = String(decoding: good, as: UTF8.self).replacing("photos/nabi.jpg", with: "photos/miso.jpg")
    let repair = try repair(Array(text.utf8))
    #expect(repair.verification.findings.map(\.kind).contains(.duplicate))
    #expect(repair.summary?.photos == 4)
    #expect(try photos().count { $0.path == FilePathBytes("photos/miso.jpg") } == 1)
  }

  @Test("a record that contradicts itself is mended also where the checksum is right")
  func contradiction() throws {
    let text = String(decoding: good, as: UTF8.self).replacing("37.5671", with: "36.5671")
    let bytes = Array(text.utf8.dropLast(IndexFooter.checksumLength))
    var checksum = CRC32()
    checksum.add(bytes)
    let repair = try repair(bytes + IndexFooter.encoded(checksum))
    #expect(repair.verification.hasRightChecksum)
    #expect(repair.verification.findings.map(\.kind).contains(.contradiction))
    #expect(repair.summary?.photos == 5)
    #expect(try IndexFile(path: index).verify().findingCount == 0)
    #expect(try header().reader == 0)
  }

  @Test("folders that cannot be read are not made up")
  func noFolders() throws {
    let text = String(decoding: good, as: UTF8.self).replacing("\"scanned\":", with: "\"scXnned\":")
    let repair = try repair(Array(text.utf8))
    #expect(!repair.knowsFolders)
    #expect(repair.summary?.photos == 5)
    #expect(try header().scanned == [])
  }

  @Test("earlier copies of damaged indexes stay")
  func copies() throws {
    let names = ["catalog.json.damaged", "catalog.json.damaged-2", "catalog.json.damaged-3"]
    for (number, name) in names.enumerated() {
      let bytes = Array(good.dropLast(number + 1))
      #expect(try repair(bytes).damagedCopy == folder(name))
      #expect(try folder.read(name) == bytes)
    }
  }

  @Test("the copy and the new index have the permissions of the damaged one")
  func permissions() throws {
    try folder.write(Array(good.dropLast()), to: "catalog.json")
    try folder.setMode(0o640, of: "catalog.json")
    _ = try repair()
    #expect(try folder.status("catalog.json").mode == 0o640)
    #expect(try folder.status("catalog.json.damaged").mode == 0o640)
  }

  @Test(
    "another file, and one with nothing of an index in it, stay as they are",
    arguments: ["{}", "cats", "", "[1,2]"]
  )
  func notAnIndex(_ text: String) throws {
    #expect(throws: IndexError.notAnIndex(index)) { try repair(Array(text.utf8)) }
    #expect(try folder.read("catalog.json") == Array(text.utf8))
    #expect(try folder.names().map(\.lossyText) == [".catalog.json.lock", "catalog.json"])
  }

  @Test("a newer index stays as it is")
  func newer() throws {
    let text = String(decoding: good, as: UTF8.self).replacing("\"version\":1", with: "\"version\":2")
    #expect(throws: IndexError.newer(index, version: 2)) { try repair(Array(text.utf8.dropLast(9))) }
  }

  @Test("while a scan holds the index nothing is repaired")
  func locked() throws {
    let lock = try FileLock(protecting: index, since: SyntheticIndex.written)
    defer { withExtendedLifetime(lock) {} }
    let error = #expect(throws: IndexError.self) { try repair(Array(good.dropLast())) }
    guard case .locked = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a scan after a repair reads every photo anew, and finds the lost ones")
  func scanAfterwards() throws {
    try folder.write(SamplePhoto.at(37.5665, 126.978), to: "photos/miso.jpg")
    try folder.write(SamplePhoto.at(37.5671, 126.9785), to: "photos/nabi.jpg")
    try folder.remove("catalog.json")
    let scanner = Scanner(generator: "catalog test", jobs: 1)
    _ = try scanner.run(folders: [folder("photos")], index: index)
    let whole = try photos()
    let bytes = try folder.read("catalog.json")
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    lines[4] = lines[4].dropLast(9)
    let repair = try repair(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
    #expect(repair.verification.lost == 1)
    #expect(try photos().count == 1)
    let summary = try scanner.run(folders: [], index: index)
    #expect(summary.unchanged == 0)
    #expect(try photos() == whole)
  }
}
