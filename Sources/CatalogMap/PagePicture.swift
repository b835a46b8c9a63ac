/// A small picture of a photo that is carried in the page.
public struct PagePicture: Sendable {
  /// The photo's number in the page: 0 is the first that was added.
  public var row: Int
  /// The longest side that it was made for, in pixels: 96 for marks and lists, 480 for the photo itself.
  public var size: Int
  /// `image/webp` or `image/jpeg`.
  public var mediaType: String
  /// Pixels, before turning.
  public var width: Int
  /// Pixels, before turning.
  public var height: Int
  /// Degrees clockwise by which the page turns it: 0, 90, 180 or 270.
  public var turn: Int
  /// The file.
  public var bytes: [UInt8]

  /// - Parameters:
  ///   - row: The photo's number in the page.
  ///   - size: The longest side that it was made for.
  ///   - mediaType: `image/webp` or `image/jpeg`.
  ///   - width: Pixels, before turning.
  ///   - height: Pixels, before turning.
  ///   - turn: Degrees clockwise by which the page turns it.
  ///   - bytes: The file.
  public init(
    row: Int,
    size: Int,
    mediaType: String,
    width: Int,
    height: Int,
    turn: Int = 0,
    bytes: [UInt8]
  ) {
    self.row = row
    self.size = size
    self.mediaType = mediaType
    self.width = width
    self.height = height
    self.turn = turn
    self.bytes = bytes
  }

  /// Whether it is one for marks and lists. Those come before the page's script, so that they are seen first.
  var isSmall: Bool { size <= Self.largestSmall }

  private static let largestSmall = 160
}
