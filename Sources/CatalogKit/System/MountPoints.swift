/// Where file systems are mounted: sticks, shares and bind mounts.
enum MountPoints {
  /// All of them, as far as the system says; none where it does not.
  static func all() -> Set<FilePathBytes> {
    Set(lines().compactMap { path(in: $0) })
  }

  private static func lines() -> [ArraySlice<UInt8>] {
    // Each mount is a line; a machine with thousands of containers has a megabyte of them.
    let bytes = try? NameList.bytes(ofFile: FilePathBytes("/proc/self/mountinfo"), limit: 16 << 20)
    return bytes?.split(separator: UInt8(ascii: "\n")) ?? []
  }

  /// The kind of file system that a path lies on, where other machines may write to it: `nfs4`, `cifs`, `fuse.sshfs`; `nil` on a drive of
  /// this machine's own.
  static func sharedKind(of path: FilePathBytes) -> String? {
    var found: (mount: FilePathBytes, kind: String)?
    for line in lines() {
      guard let mount = Self.path(in: line), path == mount || path.isBelow(mount), let kind = kind(in: line)
      else { continue }
      // Of two at the same place the later one hides the other.
      if found.map({ mount.bytes.count >= $0.mount.bytes.count }) ?? true { found = (mount, kind) }
    }
    guard let kind = found?.kind, isShared(kind) else { return nil }
    return kind
  }

  /// Whether a kind of file system shows what other machines write, or programs that need not say so.
  static func isShared(_ kind: String) -> Bool {
    sharedKinds.contains(kind) || kind == "fuse" || kind.hasPrefix("fuse.")
  }

  private static let sharedKinds: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "gfs2", "ocfs2",
    "virtiofs",
    "vboxsf", "prl_fs", "vmhgfs", "ncpfs", "coda", "beegfs", "gpfs", "orangefs",
  ]

  /// The word after a lone hyphen (proc(5)).
  static func kind(in line: ArraySlice<UInt8>) -> String? {
    let words = line.split(separator: UInt8(ascii: " "))
    guard let hyphen = words.firstIndex(of: [UInt8(ascii: "-")]), hyphen + 1 < words.count else { return nil }
    return String(decoding: words[hyphen + 1], as: UTF8.self)
  }

  /// The fifth word of a line (proc(5)), in which blanks and the like are written `\040`.
  static func path(in line: ArraySlice<UInt8>) -> FilePathBytes? {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
    guard words.count > 4 else { return nil }
    var path: [UInt8] = []
    var rest = words[4]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        path.append(code)
        rest = rest.dropFirst(3)
      } else {
        path.append(byte)
      }
    }
    return path.isEmpty ? nil : FilePathBytes(path)
  }
}
