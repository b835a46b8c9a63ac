public import CatalogKit

/// Whom a page is made for, which decides how its pictures are made.
///
/// A picture's bytes are the same wherever it is made in the same way. So pages that tell different things make theirs differently: else
/// whoever has two of them could tell which photo of one is which of the other.
public enum PictureAudience: Hashable, Sendable {
  /// Those who may know all that the index knows.
  case exact
  /// Those who get what ``Blur`` leaves.
  case shared(Blur)

  /// The picture for marks and lists.
  public var small: PictureSize {
    switch self {
    case .exact: PictureSize(edge: Self.smallEdge)
    case .shared(let blur):
      PictureSize(edge: Self.smallEdge - 1 - Self.pick(blur, 0, 16), quality: Self.quality(blur))
    }
  }

  /// The picture for looking at the photo itself.
  public var large: PictureSize {
    switch self {
    case .exact: PictureSize(edge: Self.largeEdge)
    case .shared(let blur):
      PictureSize(edge: Self.largeEdge - 1 - Self.pick(blur, 1, 48), quality: Self.quality(blur))
    }
  }

  /// The one picture of an archive, for programs of any age: a JPEG.
  public var archived: PictureSize {
    switch self {
    case .exact: PictureSize(edge: Self.largeEdge, coding: .jpeg, quality: 75)
    case .shared(let blur):
      PictureSize(
        edge: Self.largeEdge - 1 - Self.pick(blur, 1, 48),
        coding: .jpeg,
        quality: 74 - Self.pick(blur, 2, 8)
      )
    }
  }

  /// Pixels of the longer side, as pages know the two kinds.
  public static let smallEdge = 96
  public static let largeEdge = 480

  private static func quality(_ blur: Blur) -> Int { 59 - pick(blur, 2, 8) }

  /// One of so many numbers, by all that makes one shared page tell something else than another.
  private static func pick(_ blur: Blur, _ use: UInt8, _ count: UInt64) -> Int {
    var hash = FNV1a()
    hash.add([use, blur.isAnonymous ? 1 : 0])
    hash.add("\(blur.cell.metres) \(blur.publicTags.joined(separator: "\n"))".utf8)
    // The highest bits are those that all bytes have changed.
    return Int((hash.number >> 32) % count)
  }
}
