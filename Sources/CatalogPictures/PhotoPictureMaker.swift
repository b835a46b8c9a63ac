public import CatalogKit

/// Makes pictures of single photos as they are asked for. One maker serves one thread; any number of them share a cache.
public final class PhotoPictureMaker {
  private let mapping: PathMapping
  private let maker: PictureMaker
  private let hasDecoder: Bool

  /// - Parameters:
  ///   - folder: The folder of the index, absolute and without links.
  ///   - decoder: `catalog-preview`; `nil` where it is not installed.
  ///   - cache: Pictures that were made before.
  public init(indexFolder folder: FilePathBytes, decoder: FilePathBytes?, cache: PictureCache?) {
    mapping = PathMapping(indexFolder: folder)
    hasDecoder = decoder != nil
    maker = PictureMaker(
      PictureSettings(mapping: mapping, audience: .exact, decoder: decoder, cache: cache)
    )
  }

  /// A picture of a photo, upright and without metadata.
  ///
  /// - Parameters:
  ///   - photo: The photo, as the index has it.
  ///   - size: How large, and how it is coded.
  ///   - allowsOwn: Whether, without a decoder, a preview that the photo brings along may be given: it can show what was cropped.
  /// - Returns: The picture. One that the photo brings along need not be upright.
  /// - Throws: ``PictureProblem``.
  public func picture(of photo: Photo, _ size: PictureSize, allowsOwn: Bool) throws(PictureProblem)
    -> SmallPicture
  {
    let file = IndexedFile(photo)
    if hasDecoder { return try maker.picture(of: file, size) }
    guard allowsOwn else { throw .noPreview }
    let own = maker.pictures(of: file, withLarge: true)
    let wanted = size.edge > PictureAudience.largeEdge ? own.large ?? own.small : own.small ?? own.large
    guard let wanted else { throw own.problem ?? .noPreview }
    return wanted
  }
}
