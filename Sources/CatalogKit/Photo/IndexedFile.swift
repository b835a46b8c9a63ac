/// The file of a photo as it was when the index took note of it.
public struct IndexedFile: Hashable, Sendable {
  /// Where it lies, as the index keeps it.
  public let path: FilePathBytes
  /// Bytes.
  public let size: Int
  /// When it was last changed.
  public let modified: Timestamp

  package init(_ photo: Photo) {
    (path, size, modified) = (photo.path, photo.size, photo.modified)
  }

  init(path: FilePathBytes, size: Int, modified: Timestamp) {
    (self.path, self.size, self.modified) = (path, size, modified)
  }
}
