/// Photos that somebody has hidden from visitors: `.catalog/hidden.jsonl` beside the index, which the server writes and exports below the
/// exact level read.
///
/// A photo is known by its path, or by its size and its first bytes where it has moved since. The last line counts the others and sums them
/// up, so that a file that was cut off or changed is not taken for one that hides less.
public struct HiddenPhotos: Hashable, Sendable {
  /// A photo that is hidden.
  public struct Entry: Hashable, Sendable {
    /// Where it lies, as the index keeps it.
    public let path: FilePathBytes
    /// Bytes.
    public let size: Int
    /// When it was last changed.
    public let modified: Timestamp
    /// ``HiddenPhotos/head(of:)``; `nil` where it could not be read.
    public let head: UInt64?

    /// - Parameters:
    ///   - path: Where it lies, as the index keeps it.
    ///   - size: Bytes.
    ///   - modified: When it was last changed.
    ///   - head: ``HiddenPhotos/head(of:)``; `nil` where it could not be read.
    public init(path: FilePathBytes, size: Int, modified: Timestamp, head: UInt64?) {
      (self.path, self.size, self.modified, self.head) = (path, size, modified, head)
    }
  }

  /// Absolute paths.
  private var paths: Set<FilePathBytes> = []
  private var bySize: [Int: [Entry]] = [:]

  /// Reads what is hidden of one or more indexes.
  ///
  /// - Parameter indexes: The indexes, resolved. One beside which no server keeps anything hides nothing.
  /// - Throws: ``HiddenPhotosError``.
  init(beside indexes: [FilePathBytes]) throws(HiddenPhotosError) {
    for index in indexes {
      let mapping = PathMapping(indexFolder: index.parent)
      for entry in try Self.read(beside: index) {
        paths.insert(mapping.absolute(entry.path))
        bySize[entry.size, default: []].append(entry)
      }
    }
  }

  /// Whether nothing is hidden.
  var isEmpty: Bool { paths.isEmpty }

  /// Whether a photo is hidden. Where that cannot be known, it is.
  ///
  /// - Parameters:
  ///   - photo: A photo of the index.
  ///   - file: Where it lies: absolute.
  /// - Returns: Whether it must not be handed on below the exact level. A file is opened only where one of its size is hidden.
  func contains(_ photo: Photo, at file: FilePathBytes) -> Bool {
    if paths.contains(file) { return true }
    guard let entries = bySize[photo.size] else { return false }
    guard let head = Self.head(of: file) else { return true }
    return entries.contains { $0.head == nil ? $0.modified == photo.modified : $0.head == head }
  }

  /// A number for a file's first 16 KB; `nil` where they cannot be read.
  ///
  /// - Parameter file: The file; links are followed.
  /// - Returns: The number.
  public static func head(of file: FilePathBytes) -> UInt64? {
    guard let reader = try? FileReader(path: file), let bytes = try? reader.read(at: 0, count: 16 << 10)
    else { return nil }
    var hash = FNV1a()
    hash.add(bytes)
    return hash.number
  }
}

/// Why it is not known what is hidden.
public enum HiddenPhotosError: Error, Hashable, Sendable {
  /// The list is not as it was written.
  case damaged(FilePathBytes)
  /// A server has kept this index, and its list is gone.
  case gone(FilePathBytes)
  case system(SystemError)
}

extension HiddenPhotosError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .damaged(let path):
      "\(path) is damaged, so that nobody knows which photos are hidden. Start catalog serve once, which writes it anew"
    case .gone(let path):
      "\(path) is gone, so that nobody knows which photos are hidden. Start catalog serve once, which writes it anew"
    case .system(let error): "it cannot be found out which photos are hidden: \(error)"
    }
  }
}
