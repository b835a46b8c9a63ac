/// An index that is open for reading. What it reads is one whole index, whatever a scan does meanwhile: saving puts a new
/// file in its place.
public final class IndexFile: Sendable {
  /// The index, resolved: absolute, without links.
  public let path: FilePathBytes
  /// The indexes that it was made of, where several are asked together; otherwise the index itself.
  public let sources: [FilePathBytes]
  /// What messages call it: its path, or those of all that it was made of.
  public var name: String { sources.map { "\($0)" }.joined(separator: ", ") }
  /// The folder that relative paths in it start from.
  public var folder: FilePathBytes { path.parent }
  /// How its bytes are laid out.
  public let layout: Layout
  /// Bytes of the file.
  public var size: Int { file.status.size }
  /// How much was read so far.
  public var counts: ReadCounts { file.counts }

  let file: FileReader

  /// How the bytes of an index are laid out.
  public enum Layout: Hashable, Sendable {
    /// As a scan wrote it: photo lines in byte order in that range, each but the last with a comma behind it.
    case sorted(IndexHeader, IndexFooter, photoLines: Range<Int>)
    /// Someone changed it: JSON of any layout.
    case foreign(ForeignReason)
  }

  /// What tells that an index is not as a scan wrote it.
  public enum ForeignReason: Hashable, Sendable {
    /// Its first or last lines are not as a scan writes them, or its size is another.
    case layout
    /// Its bytes are not those that the checksum was made of.
    case checksum
    /// A line is in the wrong place or contradicts itself.
    case line
  }

  /// An index up to this size is always read and checked as a whole.
  static let smallSize = 256 << 10

  /// Opens an index and finds out how it is laid out.
  ///
  /// - Parameter path: The index; links are followed.
  /// - Throws: ``IndexError``: missing, newer than this version, or the system's reason.
  public convenience init(path: FilePathBytes) throws(IndexError) {
    try self.init(path: path, madeOf: nil)
  }

  /// - Parameters:
  ///   - path: The index; links are followed.
  ///   - sources: The indexes that it was made of; `nil` where it is one itself.
  /// - Throws: ``IndexError``, as above.
  convenience init(path: FilePathBytes, madeOf sources: [FilePathBytes]?) throws(IndexError) {
    do throws(SystemError) {
      let resolved = try SystemCalls.resolve(path)
      try self.init(file: FileReader(path: resolved), madeOf: sources)
    } catch {
      if error.isMissing { throw .missing(path) }
      throw error.isNoFile ? .notAnIndex(path) : .system(error)
    }
    if case .sorted(let header, _, _) = layout, header.version > IndexHeader.currentVersion {
      throw .newer(self.path, version: header.version)
    }
  }

  init(file: FileReader, madeOf sources: [FilePathBytes]? = nil) throws(SystemError) {
    self.file = file
    path = file.path
    self.sources = sources ?? [file.path]
    layout = try Self.layout(of: file)
  }

  private static func layout(of file: FileReader) throws(SystemError) -> Layout {
    guard let frame = try IndexEnvelope(of: file) else { return .foreign(.layout) }
    // The writer gives the file the time that it writes into it, so another time means another writer.
    if file.status.size <= smallSize || file.status.modified != frame.header.written {
      guard try frame.hasRightChecksum(file) else { return .foreign(.checksum) }
    }
    return .sorted(frame.header, frame.summary, photoLines: frame.photoLines)
  }
}

extension IndexFile.ForeignReason: CustomStringConvertible {
  /// What is reported when an index has to be read as a whole.
  public var description: String {
    switch self {
    case .layout: "it was not written by a scan"
    case .checksum: "it was changed since the scan"
    case .line: "its lines are not in order"
    }
  }
}
