/// Something that a container holds about its photo.
enum MetadataBlock {
  /// A TIFF structure with Exif directories; offsets in it count from its first byte. It may be a whole file.
  case exif(ByteReader)
  /// The same block once more with the part that followed in the file.
  case continuedExif(ByteReader)
  /// TIFF structures that each hold one directory as their first (Canon CR3).
  case exifParts([(directory: ExifField.Directory, block: ByteReader)])
  /// An XMP packet: XML in UTF-8 or UTF-16.
  case xmp(ByteReader)
  /// The rest of an XMP packet that did not fit into one piece of the file; the packet that it belongs to names it.
  case extendedXMP(guid: [UInt8], ByteReader)
  /// An IPTC-IIM block: datasets, one after the other.
  case iptc(ByteReader)
  /// The size of the picture as it is coded, before any rotation.
  case pixelSize(PixelSize)
  /// When the picture of a PNG file was created, as text.
  case creationTime([UInt8])
  /// What a video says of itself outside of Exif and XMP.
  case video(VideoMetadata)
  /// Sony's XML about a video.
  case nonRealTimeMeta(ByteReader)
  /// Something that could hold a position and that cannot be read here; a reason for people.
  case unreadable(String)
}

/// What a visitor says to a piece.
enum VisitAction {
  /// It has all that it wants.
  case enough
  /// It wants the next piece.
  case next
  /// The Exif block ends too early: it wants the rest of it, where the container cut it.
  case incomplete
}
