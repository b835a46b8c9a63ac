import Testing

@testable import CatalogKit

@Suite("What becomes of a record whose photo was not found")
struct RetentionPolicyTests {
  private let now = Timestamp(seconds: 1_800_000_000, nanoseconds: 0)
  private let photo = FilePathBytes("photos/sub/a.jpg")

  private func policy(
    prunes: Bool = false,
    isInterrupted: Bool = false,
    known: [String]? = [],
    shared: [String] = []
  ) -> RetentionPolicy {
    let mapping = PathMapping(indexFolder: FilePathBytes("/home"))
    return RetentionPolicy(
      roots: [FilePathBytes("/home/photos")],
      mapping: mapping,
      prunes: prunes,
      isInterrupted: isInterrupted,
      passedOver: PassedOverPaths(excludes: [], mapping: mapping),
      knownMounts: known.map { Set($0.map { FilePathBytes($0) }) },
      sharedMounts: Set(shared.map { FilePathBytes($0) }),
      now: now
    )
  }

  private func lookedAt(
    listed: [String] = ["photos", "photos/sub"],
    found: [String] = ["photos"],
    _ change: (inout LookedAt) -> Void = { _ in }
  ) -> LookedAt {
    var lookedAt = LookedAt()
    for folder in listed { lookedAt.addListed(FilePathBytes(folder)) }
    for folder in found { lookedAt.addRecord(in: FilePathBytes(folder)) }
    change(&lookedAt)
    return lookedAt
  }

  private func fate(
    _ policy: RetentionPolicy,
    _ lookedAt: LookedAt,
    missing: Int? = nil,
    isHandWritten: Bool = false
  ) -> RetentionPolicy.Fate {
    policy.ofUnseen(
      photo,
      missing: missing.map { Timestamp(seconds: now.seconds - $0, nanoseconds: 0) },
      isHandWritten: isHandWritten,
      lookedAt
    )
  }

  @Test(
    "it is missing where its folder was listed, and where the folder itself was not among the names of a listed one"
  )
  func missing() {
    #expect(fate(policy(), lookedAt()) == .missing)
    #expect(fate(policy(), lookedAt(listed: ["photos"])) == .missing)
  }

  @Test("it stays where nothing above was listed, or only to a half")
  func notListed() {
    let root = FilePathBytes("photos")
    #expect(fate(policy(), lookedAt(listed: [])) == .kept(root, .folderMissing))
    let half = lookedAt(listed: ["photos"]) { $0.addUnreadable(FilePathBytes("photos/sub")) }
    #expect(fate(policy(), half) == .kept(FilePathBytes("photos/sub"), .folderUnreadable))
    let above = lookedAt { $0.addUnreadable(root) }
    #expect(fate(policy(), above) == .kept(root, .folderUnreadable))
  }

  @Test("it stays where its folder went away while it was listed")
  func vanished() {
    let lookedAt = lookedAt(listed: ["photos"]) { $0.addVanished(FilePathBytes("photos/sub")) }
    #expect(fate(policy(), lookedAt) == .kept(FilePathBytes("photos/sub"), .folderMissing))
  }

  @Test("it stays where its name is that of a link that leads nowhere, or that is not followed")
  func link() {
    let broken = lookedAt { $0.addVanished(photo) }
    #expect(fate(policy(), broken) == .kept(photo, .folderMissing))
    let other = lookedAt { $0.addOutOfSight(photo) }
    #expect(fate(policy(), other) == .kept(photo, .notFollowed))
    let above = lookedAt { $0.addOutOfSight(FilePathBytes("photos/sub")) }
    #expect(fate(policy(), above) == .kept(FilePathBytes("photos/sub"), .notFollowed))
  }

  @Test("it stays below a scanned folder or a mount point in which no recorded photo was found")
  func places() {
    #expect(fate(policy(), lookedAt(found: [])) == .kept(FilePathBytes("photos"), .photosMissing))
    let mount = FilePathBytes("photos/sub")
    #expect(fate(policy(known: ["photos/sub"]), lookedAt()) == .kept(mount, .photosMissing))
    #expect(fate(policy(known: ["photos/sub"]), lookedAt(listed: ["photos"])) == .kept(mount, .folderMissing))
    #expect(fate(policy(known: ["photos/sub"]), lookedAt(found: ["photos/sub"])) == .missing)
  }

  @Test("it stays where several drives are mounted in turn, whatever was found there")
  func shared() {
    let policy = policy(known: ["photos/sub"], shared: ["photos/sub"])
    let found = lookedAt(found: ["photos", "photos/sub"])
    #expect(fate(policy, found) == .kept(FilePathBytes("photos/sub"), .otherDrive))
    #expect(fate(policy, lookedAt()) == .kept(FilePathBytes("photos/sub"), .photosMissing))
  }

  @Test("where nobody knows what was mounted it stays in a folder without any recorded photo")
  func unknownMounts() {
    #expect(fate(policy(known: nil), lookedAt()) == .kept(FilePathBytes("photos/sub"), .photosMissing))
    #expect(fate(policy(known: nil), lookedAt(found: ["photos", "photos/sub"])) == .missing)
  }

  @Test(
    "it leaves with a scan 30 days after it was missed, unless somebody wrote into it",
    arguments: [(0, false), (30 * 86400 - 1, false), (30 * 86400, true), (-86400, false)]
  )
  func thirtyDays(_ seconds: Int, _ leaves: Bool) {
    #expect(fate(policy(), lookedAt(), missing: seconds) == (leaves ? .gone : .missing))
    #expect(fate(policy(), lookedAt(), missing: seconds, isHandWritten: true) == .missing)
    // On a drive that is away no time passes.
    #expect(
      fate(policy(known: ["photos/sub"]), lookedAt(), missing: seconds)
        == .kept(FilePathBytes("photos/sub"), .photosMissing)
    )
  }

  @Test("pruning drops it wherever it was, and an interrupted scan never does")
  func prune() {
    #expect(fate(policy(prunes: true), lookedAt(listed: [], found: [])) == .gone)
    #expect(fate(policy(prunes: true, isInterrupted: true), lookedAt()) == .elsewhere)
  }

  @Test("pruning drops nothing below a folder that could not be read")
  func pruneUnreadable() {
    let folder = FilePathBytes("photos/sub")
    let lookedAt = lookedAt(listed: ["photos"]) { $0.addUnreadable(folder) }
    #expect(fate(policy(prunes: true), lookedAt) == .kept(folder, .folderUnreadable))
  }
}
