/// Where file systems are mounted: sticks, shares and bind mounts.
enum MountPoints {
  /// All of them, as far as the system says; none where it does not.
  static func all() -> Set<FilePathBytes> {
    // Each mount is a line; a machine with thousands of containers has a megabyte of them.
    guard let bytes = try? NameList.bytes(ofFile: FilePathBytes("/proc/self/mountinfo"), limit: 16 << 20)
    else { return [] }
    return Set(bytes.split(separator: UInt8(ascii: "\n")).compactMap { path(in: $0) })
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
