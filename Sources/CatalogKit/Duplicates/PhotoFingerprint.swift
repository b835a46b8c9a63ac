/// By what one picture is recognised among many: a sum over the first kilobytes of what is drawn. Two with the same are compared byte for
/// byte before anybody calls them one.
public struct PhotoFingerprint: Hashable, Sendable {
  /// What the first bytes say.
  public let format: PhotoFormat
  /// The sum.
  public let sum: UInt32

  /// `nil` where the format keeps its picture in a way that is not known here, or the file is damaged.
  ///
  /// - Parameters:
  ///   - file: The photo; links are followed.
  ///   - format: What its first bytes say.
  /// - Throws: ``SystemError``.
  public init?(of file: FilePathBytes, _ format: PhotoFormat) throws(SystemError) {
    let contents = try OpenFile(file).contents
    guard let data = try PictureData(of: contents, by: ByteSource()) else { return nil }
    self.format = format
    sum = try data.headSum(in: contents)
  }

  /// What two files have in common.
  public enum Likeness: Hashable, Sendable {
    /// Equal bytes.
    case same
    /// Equal picture data; what is said about it differs.
    case picture
  }

  /// Compares two photos byte for byte. Cost: reading both.
  ///
  /// - Parameters:
  ///   - one: A photo.
  ///   - other: Another one.
  /// - Returns: `nil` where they are two pictures, or it is not known where their pictures lie.
  /// - Throws: ``SystemError`` where one of them cannot be read.
  public static func likeness(of one: FilePathBytes, and other: FilePathBytes) throws(SystemError)
    -> Likeness?
  {
    let (first, second) = (try OpenFile(one).contents, try OpenFile(other).contents)
    if first.size == second.size,
      try FileComparison.isEqual([0..<first.size], of: first, and: [0..<second.size], of: second)
    {
      return .same
    }
    let source = ByteSource()
    guard let mine = try PictureData(of: first, by: source)?.bounded(in: first),
      let theirs = try PictureData(of: second, by: source)?.bounded(in: second)
    else { return nil }
    return try FileComparison.isEqual(mine.ranges, of: first, and: theirs.ranges, of: second) ? .picture : nil
  }
}
