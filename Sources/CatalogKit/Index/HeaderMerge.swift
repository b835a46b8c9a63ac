/// Makes the beginning of one index of those of several and of parts, the same in whatever order they come.
public struct HeaderMerge {
  /// Their folders are absolute.
  private var headers: [IndexHeader] = []
  private var hasParts = false

  public init() {}

  /// Takes the beginning of an index.
  ///
  /// - Throws: ``IndexError`` where it is damaged.
  public mutating func add(_ index: IndexFile) throws {
    let mapping = PathMapping(indexFolder: index.folder)
    var header = try index.header()
    header.scanned = header.scanned.map(mapping.absolute)
    header.mounts = header.mounts?.map(mapping.absolute)
    header.sharedMounts = header.sharedMounts.map(mapping.absolute)
    header.absent = header.absent.map(mapping.absolute)
    headers.append(header)
  }

  /// Takes note of a part, which says nothing of folders.
  public mutating func addPart() { hasParts = true }

  /// Puts what the indexes say into the header of another one: all their folders, and what somebody wrote into any of them by
  /// hand. Of a member that several have, that of the index that was written last counts; of equal ones that of the newer
  /// extractor; then that of the index whose members have the greater bytes.
  ///
  /// Where file systems were mounted is said only where it is known of all photos: what the next scan does not find below
  /// such a place it takes for away, not for gone.
  ///
  /// - Parameters:
  ///   - header: Of the new index.
  ///   - mapping: Says where that is.
  ///   - folders: The folders that were scanned, as the new index names them; whoever names them says that nothing is mounted
  ///     where only parts are from. `nil` takes those of the indexes.
  public func apply(to header: inout IndexHeader, in mapping: PathMapping, folders: [FilePathBytes]? = nil) {
    func union(_ folders: (IndexHeader) -> [FilePathBytes]) -> [FilePathBytes] {
      Set(headers.flatMap(folders).map(mapping.stored)).sorted()
    }
    header.scanned = folders.map { Set($0).sorted() } ?? union(\.scanned)
    let isKnown = headers.allSatisfy { $0.mounts != nil } && (!hasParts || folders != nil)
    header.mounts = isKnown ? union { $0.mounts ?? [] } : nil
    header.sharedMounts = union(\.sharedMounts)
    header.absent = union(\.absent)
    header.unknownMembers = []
    for members in headers.sorted(by: Self.isBetter).map(\.unknownMembers) {
      for member in members where !header.unknownMembers.contains(where: { $0.name == member.name }) {
        header.unknownMembers.append(member)
      }
    }
  }

  private static func isBetter(_ header: IndexHeader, than other: IndexHeader) -> Bool {
    if header.written != other.written { return header.written > other.written }
    if header.reader != other.reader { return header.reader > other.reader }
    return bytes(of: other).lexicographicallyPrecedes(bytes(of: header))
  }

  private static func bytes(of header: IndexHeader) -> [UInt8] {
    var bytes: [UInt8] = []
    for member in header.unknownMembers {
      JSONText.append(member.name, to: &bytes)
      bytes += member.value
    }
    return bytes
  }
}
