/// Why an index could not be used. Each description says what failed, where, and what to do.
public enum IndexError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing(FilePathBytes)
  /// The file is not JSON, or a part of it that is needed is not what it should be.
  case damaged(FilePathBytes, String)
  /// A part of an index that is not all there, or not readable.
  case damagedPart(FilePathBytes, String)
  /// JSON of another kind.
  case notAnIndex(FilePathBytes)
  /// Written by a later version.
  case newer(FilePathBytes, version: Int)
  /// Another scan is writing it.
  case locked(FilePathBytes, by: String)
  /// The system did not let us.
  case system(SystemError)
}

extension IndexError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no index at \(path). Make one with: catalog scan FOLDER"
    case .damaged(let path, let what):
      """
      \(path) is damaged: \(what). It was left as it is. catalog verify tells what can still be read, and \
      catalog verify --repair saves that
      """
    case .damagedPart(let path, let what):
      "\(path) is no whole part: \(what). No index was written. Run catalog extract for its photos again"
    case .notAnIndex(let path):
      "\(path) is not an index of catalog. It was left as it is. Name another file with --index FILE"
    case .newer(let path, let version):
      """
      \(path) was written by a newer catalog (index version \(version); this one reads up to \
      \(IndexHeader.currentVersion)). Upgrade catalog, or scan into another index with --index FILE
      """
    case .locked(let path, let holder):
      "another scan is writing \(path): \(holder). Wait until it is done, then try again"
    case .system(let error):
      "\(error)"
    }
  }
}
