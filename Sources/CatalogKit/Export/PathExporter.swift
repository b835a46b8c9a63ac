/// The paths alone, byte for byte, each followed by a line break or a NUL.
public struct PathExporter: RowExporter {
  public var rows = ExportedRows()
  private let terminator: UInt8

  /// - Parameter endsWithNUL: A NUL in place of a line break, which may be part of a name: for `xargs -0`.
  public init(endsWithNUL: Bool = false) {
    terminator = endsWithNUL ? 0 : UInt8(ascii: "\n")
  }

  /// Of photos in another order than the index's only the paths are kept until all are there.
  public mutating func add(_ index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws {
    guard !selection.isInIndexOrder, selection.blur == nil else {
      return try addRows(of: index, selection, to: sink)
    }
    var bytes: [UInt8] = []
    try selection.forEachPath(of: index) { path in
      rows.add()
      bytes.append(contentsOf: path)
      bytes.append(terminator)
      if bytes.count >= Self.writeSize {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
  }

  private static let writeSize = 1 << 16

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    bytes += try photo.writtenPath().bytes
    bytes.append(terminator)
    return true
  }
}
