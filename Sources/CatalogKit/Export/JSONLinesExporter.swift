/// Every photo as a JSON object on a line of its own, with the members that ``JSONExporter`` writes: for programs that read a line
/// at a time.
public struct JSONLinesExporter: RowExporter {
  public var rows = ExportedRows()

  /// Nothing written yet.
  public init() {}

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    try photo.appendLine(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return true
  }
}
