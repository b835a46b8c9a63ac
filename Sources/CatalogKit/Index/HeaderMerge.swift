/// Makes the beginning of one index of those of several, the same in whatever order they come.
public struct HeaderMerge {
  /// Their folders are absolute.
  private var headers: [IndexHeader] = []

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

  /// Puts what the indexes say into the header of another one: all their folders, and what somebody wrote into any of them by hand. Of a
  /// member that several have, the one written last counts; of equal ones that of the newer extractor; then the greater bytes.
  ///
  /// Where file systems were mounted is said only where all of them say it: the next scan takes what it does not find below such a place
  /// for away, not for gone.
  ///
  /// - Parameters:
  ///   - header: Of the new index.
  ///   - mapping: Says where that is.
  public func apply(to header: inout IndexHeader, in mapping: PathMapping) {
    func union(_ folders: (IndexHeader) -> [FilePathBytes]) -> [FilePathBytes] {
      Set(headers.flatMap(folders).map(mapping.stored)).sorted()
    }
    header.scanned = union(\.scanned)
    header.mounts =
      headers.allSatisfy { $0.mounts != nil } && !headers.isEmpty ? union { $0.mounts ?? [] } : nil
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
    let (members, others) = (header.unknownMembers, other.unknownMembers)
    return others.flatMap { $0.name + $0.value }.lexicographicallyPrecedes(
      members.flatMap { $0.name + $0.value }
    )
  }
}
