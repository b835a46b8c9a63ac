/// The paths alone, byte for byte, each with a line break or a NUL behind it.
public struct PathExporter: PhotoExporter {
  private let terminator: UInt8

  /// - Parameter endsWithNUL: A NUL in place of a line break, which may be part of a name: for `xargs -0`.
  public init(endsWithNUL: Bool = false) {
    terminator = endsWithNUL ? 0 : UInt8(ascii: "\n")
  }

  public mutating func begin(_ sink: some ByteSink) throws {}

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    try sink.write(photo.photo.path.bytes + [terminator])
  }

  public mutating func end(_ sink: some ByteSink) throws {}
}
