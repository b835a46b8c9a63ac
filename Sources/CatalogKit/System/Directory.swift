#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open folder whose entries can be listed and whose files can be opened by name. Closed when the last
/// reference goes.
///
/// One thread lists it; any thread may use its descriptor meanwhile, since that part never changes.
final class Directory: @unchecked Sendable {
  /// For openat(2) and its kin.
  let descriptor: Int32
  /// Names the folder, whatever path led to it.
  let identity: FileIdentity

  #if canImport(Darwin)
    private let stream: UnsafeMutablePointer<DIR>
  #else
    private let stream: OpaquePointer
  #endif
  private let path: FilePathBytes

  /// Opens a folder by its path; links are followed.
  convenience init(path: FilePathBytes) throws(SystemError) {
    try self.init(adopting: SystemCalls.open(path, O_RDONLY | O_DIRECTORY), path: path)
  }

  /// Opens a folder inside another. The name may have several components and be longer than `PATH_MAX`. Where links are not
  /// followed, that holds for the last component, and for all of them where each is a step.
  convenience init(
    _ name: FilePathBytes,
    in folder: Int32,
    path: FilePathBytes,
    followLinks: Bool,
    isStepwise: Bool = false
  ) throws(SystemError) {
    let flags = O_RDONLY | O_DIRECTORY | (followLinks ? 0 : O_NOFOLLOW)
    var parent = folder
    defer { if parent != folder { close(parent) } }
    var rest = name.bytes[...]
    // PATH_MAX is 4096 on Linux and 1024 on Darwin. A component has at most 255 bytes, so each turn takes some.
    while isStepwise || rest.count > 1000 {
      let slash =
        isStepwise
        ? rest.firstIndex(of: FilePathBytes.slash) : rest.prefix(1000).lastIndex(of: FilePathBytes.slash)
      guard let cut = slash else { break }
      let step = try SystemCalls.open(FilePathBytes(rest[..<cut]), in: parent, flags)
      if parent != folder { close(parent) }
      parent = step
      rest = rest[(cut + 1)...]
    }
    do throws(SystemError) {
      try self.init(adopting: SystemCalls.open(FilePathBytes(rest), in: parent, flags), path: path)
    } catch {
      throw SystemError(code: error.code, operation: error.operation, path: path)
    }
  }

  private init(adopting descriptor: Int32, path: FilePathBytes) throws(SystemError) {
    self.path = path
    do throws(SystemError) {
      identity = try SystemCalls.status(of: descriptor, path).identity
    } catch {
      close(descriptor)
      throw error
    }
    guard let stream = SystemCalls.retrying({ fdopendir(descriptor) }) else {
      let error = SystemError.last("list", path)
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// The folder that this one lies in.
  func parentIdentity() throws(SystemError) -> FileIdentity {
    let parent = FilePathBytes([Self.dot, Self.dot])
    return try SystemCalls.status(of: parent, in: descriptor, followLinks: true).identity
  }

  /// The next entry in the system's order, `.` and `..` left out; `nil` at the end.
  func next() throws(SystemError) -> Entry? {
    while true {
      guard let entry = SystemCalls.retrying({ readdir(stream) }) else {
        if errno != 0 { throw .last("list", path) }
        return nil
      }
      // In place: the record may be shorter than the type says, and the name ends at its NUL.
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { FilePathBytes($0) }
      if name.bytes == [Self.dot] || name.bytes == [Self.dot, Self.dot] { continue }
      return Entry(
        name: name,
        kind: Self.kind(entry.pointee.d_type),
        inode: UInt64(entry.pointee.d_ino)
      )
    }
  }

  /// One name of a folder.
  struct Entry {
    let name: FilePathBytes
    /// `nil` where the file system does not say.
    let kind: FileStatus.Kind?
    /// The number of its inode, which says where on a drive it is likely to lie.
    let inode: UInt64
  }

  private static let dot = UInt8(ascii: ".")

  private static func kind(_ type: UInt8) -> FileStatus.Kind? {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }
}
