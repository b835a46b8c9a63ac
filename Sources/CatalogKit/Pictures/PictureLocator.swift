/// Finds the pictures in a file, by its first bytes and whatever its name. One locator serves one thread: its buffers are used again.
///
/// Nothing is decoded here: a few kilobytes of headers are read.
public final class PictureLocator {
  private let extractor = PhotoExtractor()
  private let source = ByteSource()

  /// A locator with its buffers, some 60 KB.
  public init() {}

  /// Finds the pictures of a photo.
  ///
  /// - Parameter contents: The file.
  /// - Returns: Where they lie; a file without any says why.
  public func pictures(of contents: FileContents) -> PhotoPictures {
    // Which way is up, its Exif and XMP say.
    let photo = extractor.read(contents, as: FilePathBytes("photo"))
    source.open(contents)
    let reader = ByteReader(source)
    do throws(ContainerError) {
      let format = try MetadataLocator.format(of: reader)
      source.allow(format)
      return try pictures(of: reader, format, photo)
    } catch {
      return PhotoPictures(main: nil, problem: error.description)
    }
  }

  private func pictures(
    of file: ByteReader,
    _ format: PhotoFormat,
    _ photo: Photo
  ) throws(ContainerError) -> PhotoPictures {
    let orientation = photo.orientation ?? 1
    let whole = { (format: PictureFormat, orientation: Int, hidden: [Int]) in
      PictureSource(
        format,
        0..<file.count,
        orientation: orientation,
        pixelSize: photo.pixelSize,
        hiddenTypes: hidden
      )
    }
    let jpegs = EmbeddedJPEGs(file, format).sources(orientation: orientation)
    switch format {
    case .jpeg: return PhotoPictures(main: whole(.jpeg, orientation, []), previews: jpegs)
    case .png: return PhotoPictures(main: whole(.png, orientation, []), previews: jpegs)
    case .webp: return PhotoPictures(main: whole(.webp, orientation, []), previews: jpegs)
    case .tiff, .bigTIFF: return PhotoPictures(main: whole(.tiff, orientation, []), previews: jpegs)
    // Their decoders turn the picture themselves, as its properties say; what Exif says was meant for others.
    case .heic, .heif, .avif:
      return PhotoPictures(
        main: whole(.heif, 1, try HEIFReferences.unknownToOldDecoders(in: file)),
        previews: jpegs
      )
    case .jpegXL: return PhotoPictures(main: whole(.jpegXL, 1, []), previews: jpegs)
    case .dng, .nef, .arw, .cr2, .pef, .srw, .orf:
      // Some keep a small picture that is no JPEG in the first directory.
      let first = try RawThumbnail.isShown(in: file) ? whole(.tiff, orientation, []) : nil
      return PhotoPictures(main: jpegs.last ?? first, previews: jpegs)
    case .rw2, .cr3, .raf, .mrw, .x3f: return PhotoPictures(main: jpegs.last, previews: jpegs)
    case .video:
      return PhotoPictures(
        main: jpegs.last,
        previews: jpegs,
        problem: "a video without a still picture in it"
      )
    }
  }
}
