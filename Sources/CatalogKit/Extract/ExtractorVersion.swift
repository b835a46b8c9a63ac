/// What a version of the program knows about reading photos.
public enum ExtractorVersion {
  /// Raised with every change after which a photo may say something else. A scan reads anew what an older one has read;
  /// an index says which one that was in its member `reader`.
  public static let current = 4
}
