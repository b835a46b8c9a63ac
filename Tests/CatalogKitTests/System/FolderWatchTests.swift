import Testing

@testable import CatalogKit
@testable import TestSupport

#if os(Linux)
  import Glibc

  @Suite("Watching folders")
  struct FolderWatchTests {
    let folder: TemporaryFolder
    private let watch = FolderWatch { _, name, _ in name != FilePathBytes("unwanted") }

    init() throws {
      folder = try TemporaryFolder()
      try folder.makeFolder("photos")
      watch.beginRound()
      try add("photos")
    }

    private func add(_ name: String) throws {
      watch.add(folder(name), on: try folder.status(name).identity.device)
    }

    private func isNoticed(_ change: () throws -> Void) rethrows -> Bool {
      // Nothing is left of what happened before.
      while watch.wait(atMost: .zero) {}
      try change()
      return watch.wait(atMost: .zero)
    }

    @Test("names that come, go and change are noticed")
    func changes() throws {
      #expect(try isNoticed { try folder.write([1], to: "photos/a.jpg") })
      #expect(try isNoticed { try folder.write([1, 2], to: "photos/a.jpg") })
      #expect(
        try isNoticed { try folder.setModified(Timestamp(seconds: 5, nanoseconds: 0), of: "photos/a.jpg") }
      )
      #expect(try isNoticed { try folder.setMode(0o600, of: "photos/a.jpg") })
      #expect(try isNoticed { try folder.move("photos/a.jpg", to: "photos/b.jpg") })
      #expect(try isNoticed { try folder.move("photos/b.jpg", to: "b.jpg") })
      #expect(try isNoticed { try folder.makeFolder("photos/sub") })
      #expect(try isNoticed { try folder.remove("photos/sub") })
    }

    @Test("reading is not noticed, nor what nobody wants to know of")
    func nothing() throws {
      try folder.write([1], to: "photos/a.jpg")
      #expect(try !isNoticed { _ = try folder.read("photos/a.jpg") })
      #expect(try !isNoticed { try folder.write([1], to: "photos/unwanted") })
      #expect(try !isNoticed { _ = try Directory(path: folder("photos")).next() })
      #expect(try !isNoticed { try folder.write([1], to: "beside.jpg") })
      #expect(watch.gaps.isEmpty)
    }

    @Test("a folder is watched for itself only, until it is added")
    func nested() throws {
      try folder.makeFolder("photos/sub")
      #expect(try !isNoticed { try folder.write([1], to: "photos/sub/a.jpg") })
      try add("photos/sub")
      #expect(try isNoticed { try folder.write([1], to: "photos/sub/b.jpg") })
      #expect(watch.count == 2)
    }

    @Test("a folder that is moved or removed is noticed")
    func folderGoes() throws {
      #expect(try isNoticed { try folder.move("photos", to: "elsewhere") })
      #expect(try isNoticed { try folder.remove("elsewhere") })
      #expect(watch.count == 0)
    }

    @Test("what is not added again is forgotten")
    func rounds() throws {
      try folder.makeFolder("other")
      watch.beginRound()
      try add("other")
      watch.endRound()
      #expect(try !isNoticed { try folder.write([1], to: "photos/a.jpg") })
      #expect(try isNoticed { try folder.write([1], to: "other/a.jpg") })
      #expect(watch.count == 1)
    }

    @Test("more changes than the system keeps are noticed, though none of those that it kept is wanted")
    func overflow() throws {
      let limit = Int(
        String(
          decoding: try NameList.bytes(
            ofFile: FilePathBytes("/proc/sys/fs/inotify/max_queued_events"),
            limit: 100
          ).dropLast(),
          as: UTF8.self
        )
      )
      let other = FolderWatch { _, _, _ in false }
      other.beginRound()
      other.add(folder("photos"), on: 0)
      // Each file is two events.
      for number in 0..<(try #require(limit) / 2 - 10) { try folder.write([], to: "photos/\(number)") }
      #expect(!other.wait(atMost: .zero))
      for number in 0..<(try #require(limit) / 2 + 10) { try folder.write([], to: "photos/new\(number)") }
      #expect(other.wait(atMost: .zero))
    }

    @Test("a folder that is not there is no gap: the one above it tells of it")
    func missing() throws {
      watch.add(folder("nowhere"), on: 0)
      #expect(watch.gaps.isEmpty)
      #expect(watch.count == 1)
    }

    @Test(
      "drives that other machines write to are known by their kind",
      arguments: [
        ("36 35 0:50 / /mnt rw,noatime - nfs4 nas:/photos rw,vers=4.2", true),
        ("36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw", false),
        ("36 35 0:50 / /mnt rw shared:7 master:2 - fuse.sshfs host:/ rw", true),
        ("36 35 0:50 / /mnt rw shared:7 - fuseblk /dev/sdb1 rw", false),
        ("36 35 0:50 / /mnt rw - cifs //nas/photos rw", true),
      ]
    )
    func kinds(_ line: String, isShared: Bool) throws {
      let kind = try #require(MountPoints.kind(in: Array(line.utf8)[...]))
      #expect(MountPoints.isShared(kind) == isShared)
    }
  }
#endif
