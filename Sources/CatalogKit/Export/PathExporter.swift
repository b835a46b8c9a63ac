/// The paths alone, byte for byte, each followed by a line break or a NUL.
public struct PathExporter: RowExporter {
  public var rows = ExportedRows()
  private let terminator: UInt8

  /// - Parameter endsWithNUL: A NUL in place of a line break, which may be part of a name: for `xargs -0`.
  public init(endsWithNUL: Bool = false) {
    terminator = endsWithNUL ? 0 : UInt8(ascii: "\n")
  }

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    bytes += try photo.writtenPath().bytes
    bytes.append(terminator)
    return true
  }
}
