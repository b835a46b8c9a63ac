import Testing

@testable import CatalogKit

@Suite("What an index keeps of folders")
struct FolderNotesTests {
  private let usb = FilePathBytes("photos/usb")
  private var findings = FolderNotes.Findings()

  private func header(mounts: [String]?, shared: [String] = [], absent: [String] = []) -> IndexHeader {
    var header = IndexHeader(
      generator: "catalog test",
      written: Timestamp(seconds: 0, nanoseconds: 0),
      scanned: [FilePathBytes("photos")]
    )
    header.mounts = mounts?.map { FilePathBytes($0) }
    header.sharedMounts = shared.map { FilePathBytes($0) }
    header.absent = absent.map { FilePathBytes($0) }
    return header
  }

  private func notes(
    _ before: IndexHeader?,
    _ findings: FolderNotes.Findings,
    roots: [String] = ["/home/photos"],
    scanned: [String] = ["photos"]
  ) -> FolderNotes {
    let mapping = PathMapping(indexFolder: FilePathBytes("/home"))
    let policy = RetentionPolicy(
      roots: roots.map { FilePathBytes($0) },
      mapping: mapping,
      prunes: false,
      isInterrupted: false,
      passedOver: PassedOverPaths(excludes: [], mapping: mapping),
      knownMounts: before?.mounts.map { Set($0) },
      now: Timestamp(seconds: 0, nanoseconds: 0)
    )
    return FolderNotes(before: before, findings, policy: policy, scanned: scanned.map { FilePathBytes($0) })
  }

  private func waiting(at place: FilePathBytes, newPhotos: Bool, mounted: Bool) -> FolderNotes.Findings {
    var findings = FolderNotes.Findings()
    findings.kept[place] = KeptRecords(reason: .photosMissing)
    if newPhotos { findings.lookedAt.addPhoto(in: place) }
    if mounted { findings.mountPoints = [FilePathBytes("/"), FilePathBytes("/home").appending(place)] }
    return findings
  }

  @Test("mount points are those of now, and those below which records wait")
  func mounts() {
    var findings = findings
    findings.lookedAt.addMount(FilePathBytes("photos/nas"))
    #expect(notes(nil, findings).mounts == [FilePathBytes("photos/nas")])
    let before = header(mounts: ["photos/usb"])
    #expect(notes(before, findings).mounts == [FilePathBytes("photos/nas")])
    let away = waiting(at: usb, newPhotos: false, mounted: false)
    #expect(notes(before, away).mounts == [usb])
    #expect(notes(before, away).sharedMounts == [])
  }

  @Test("an index of before that keeps records keeps them at the next scan too")
  func upgrade() {
    #expect(notes(header(mounts: nil), waiting(at: usb, newPhotos: false, mounted: false)).mounts == [usb])
    // Of several folders one was scanned: nobody has seen the others.
    let partial = notes(header(mounts: nil), findings, scanned: ["other", "photos"])
    #expect(partial.mounts == nil)
  }

  @Test(
    "a place where new photos lie while records wait is that of several drives, if it was or is a mount point",
    arguments: [
      (["photos/usb"], true, false, true), ([], true, true, true), ([], true, false, false),
      (["photos/usb"], false, true, false),
    ]
  )
  func shared(_ mounts: [String], _ newPhotos: Bool, _ mounted: Bool, _ isShared: Bool) {
    let found = notes(header(mounts: mounts), waiting(at: usb, newPhotos: newPhotos, mounted: mounted))
    #expect(found.sharedMounts == (isShared ? [usb] : []))
  }

  @Test("it stays one until no record waits there, also where it was not walked")
  func stillShared() {
    let before = header(mounts: ["photos/usb"], shared: ["photos/usb"])
    #expect(notes(before, waiting(at: usb, newPhotos: false, mounted: false)).sharedMounts == [usb])
    #expect(notes(before, findings).sharedMounts == [])
    #expect(notes(before, findings, roots: ["/home/other"]).sharedMounts == [usb])
  }

  @Test("a scanned folder on the index's own drive, all photos of which were exchanged, is none")
  func exchanged() {
    var findings = waiting(at: FilePathBytes("photos"), newPhotos: true, mounted: false)
    findings.mountPoints = [FilePathBytes("/"), FilePathBytes("/home")]
    #expect(notes(header(mounts: []), findings).sharedMounts == [])
  }

  @Test("what is absent is new once; what was said of folders that were not walked stays")
  func absent() {
    var findings = findings
    findings.absent = [usb]
    #expect(notes(header(mounts: []), findings).isNew)
    let said = notes(header(mounts: [], absent: ["photos/usb", "/media/nas", "photos/old"]), findings)
    #expect(!said.isNew)
    #expect(said.absent == [FilePathBytes("/media/nas"), usb])
  }
}
