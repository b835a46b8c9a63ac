/// Every photo as a JSON object on a line of its own, with the members that ``JSONExporter`` writes: for programs that read a line
/// at a time.
public struct JSONLinesExporter: RowExporter {
  public var rows = ExportedRows()

  public var copiesLines: Bool { true }
  public var terminator: [UInt8] { [UInt8(ascii: "\n")] }

  /// Nothing written yet.
  public init() {}

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    try photo.appendLine(to: &bytes)
    return true
  }
}
