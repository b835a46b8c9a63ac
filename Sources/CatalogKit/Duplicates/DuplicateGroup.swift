/// Photos of an index that are one, or belong to one.
public struct DuplicateGroup: Hashable, Sendable {
  /// What they have in common.
  public let kind: Kind
  /// Two or more, in the order of their paths.
  public let photos: [Member]

  /// A photo of a group.
  public struct Member: Hashable, Sendable {
    /// Its path, as the selection has it written.
    public let path: FilePathBytes
    /// Bytes of the file.
    public let size: Int
  }

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Equal bytes.
    case same
    /// Equal picture data; what is said about it differs.
    case picture
    /// One moment in several files: a raw file and its JPEG, a Live Photo's picture and its video, a photo and its edited copy.
    case together
  }
}
