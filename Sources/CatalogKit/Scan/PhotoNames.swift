/// The names of photos that a scan would read, for engines that spread them over many machines.
public struct PhotoNames: Sendable {
  private let base: FilePathBytes
  private let walk: ScanWalk

  /// - Parameters:
  ///   - folders: Where photos are, absolute and resolved.
  ///   - base: What names are relative to where they lie below it, and what patterns count from, absolute and resolved.
  ///   - excludes: Patterns of what is passed over.
  ///   - followsLinks: Whether symbolic links are followed.
  public init(
    in folders: [FilePathBytes],
    base: FilePathBytes,
    excludes: [PathPattern] = [],
    followsLinks: Bool = false
  ) {
    self.base = base
    let mapping = PathMapping(indexFolder: base)
    walk = ScanWalk(
      roots: folders,
      settings: ScanSettings(excludes: excludes, followsLinks: followsLinks, mapping: mapping)
    )
  }

  /// Writes each name as a line of JSON with `path`, and `pathBytes` where it is no UTF-8.
  ///
  /// - Parameter sink: Where the lines go.
  /// - Throws: What the sink throws, and ``SystemError`` where a folder could not be listed to its end: names would be missing.
  public func write(to sink: some ByteSink) throws {
    let mapping = PathMapping(indexFolder: base)
    var failure: (any Error)?
    walk.run(isCancelled: { failure != nil }) { batch in
      let folder = mapping.stored(batch.folder)
      var lines: [UInt8] = []
      for name in batch.names {
        lines += Self.beginning
        JSONPath.append(folder.appending(name), bytesKey: "pathBytes", to: &lines)
        lines += Self.end
      }
      do { try sink.write(lines) } catch { failure = error }
      return failure == nil
    } unreadable: { _, error in
      failure = failure ?? error
    } noticed: { _ in
    }
    if let failure { throw failure }
  }

  private static let beginning = Array("{\"path\":".utf8)
  private static let end = Array("}\n".utf8)
}
