/// Every photo as a JSON object on a line of its own, with the members that ``JSONExporter`` writes: for programs that read a line
/// at a time.
public struct JSONLinesExporter: RowExporter {
  public var rows = ExportedRows()

  public var copiesLines: Bool { columns == nil }
  public var terminator: [UInt8] { [UInt8(ascii: "\n")] }

  /// The members of each photo, in their order; `nil` is all that it has.
  public let columns: [PhotoField]?

  /// - Parameter columns: The members that are wanted, in their order; `nil` is all that a photo has.
  public init(columns: [PhotoField]? = nil) {
    self.columns = columns
  }

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    if let columns { try photo.appendMembers(columns, to: &bytes) } else { try photo.appendLine(to: &bytes) }
    return true
  }
}
