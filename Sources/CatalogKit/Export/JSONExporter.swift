/// The photos as one JSON array, one a line, with the members that they have in the index; what an answer says besides comes first.
public struct JSONExporter: RowExporter {
  public var rows = ExportedRows()

  /// The members of each photo, in their order; `nil` is all that it has.
  public let columns: [PhotoField]?

  /// - Parameter columns: The members that are wanted, in their order; `nil` is all that a photo has.
  public init(columns: [PhotoField]? = nil) {
    self.columns = columns
  }

  public var copiesLines: Bool { columns == nil }
  public var opening: [UInt8] { Array("[".utf8) }
  public var firstSeparator: [UInt8] { Array("\n".utf8) }
  public var separator: [UInt8] { Self.betweenRows }
  public func closing(isEmpty: Bool) -> [UInt8] { Array((isEmpty ? "]\n" : "\n]\n").utf8) }

  private static let betweenRows = Array(",\n".utf8)

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    if let columns { try photo.appendMembers(columns, to: &bytes) } else { try photo.appendLine(to: &bytes) }
    return true
  }
}
