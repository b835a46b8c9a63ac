/// The photos as one JSON array, one a line, with the members that they have in the index; what an answer says besides comes first.
public struct JSONExporter: RowExporter {
  public var rows = ExportedRows()

  /// Nothing written yet.
  public init() {}

  public var copiesLines: Bool { true }
  public var opening: [UInt8] { Array("[".utf8) }
  public var firstSeparator: [UInt8] { Array("\n".utf8) }
  public var separator: [UInt8] { Self.betweenRows }
  public func closing(isEmpty: Bool) -> [UInt8] { Array((isEmpty ? "]\n" : "\n]\n").utf8) }

  private static let betweenRows = Array(",\n".utf8)

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    try photo.appendLine(to: &bytes)
    return true
  }
}
