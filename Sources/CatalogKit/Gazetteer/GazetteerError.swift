/// Why a gazetteer could not be used. Each description says what failed, where, and what to do.
public enum GazetteerError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing(FilePathBytes)
  /// A part of the file is not what it should be.
  case damaged(FilePathBytes, String)
  /// Something else than a gazetteer.
  case notAGazetteer(FilePathBytes)
  /// Written for another version of the program.
  case otherVersion(FilePathBytes, version: Int)
  /// The system did not let us.
  case system(SystemError)
}

extension GazetteerError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .missing(let path):
      """
      names of places are not known: their file, \(path), is not there. Install catalog anew, set CATALOG_PLACES to the \
      file, or write latitude and longitude
      """
    case .damaged(let path, let what):
      "the file of places' names, \(path), is damaged: \(what). Install catalog anew"
    case .notAGazetteer(let path):
      "\(path) is not a file of places' names of catalog. Install catalog anew, or set CATALOG_PLACES to the file"
    case .otherVersion(let path, let version):
      """
      the file of places' names, \(path), belongs to another catalog (its version is \(version); this one reads \
      \(GazetteerFile.version)). Install catalog and its file together
      """
    case .system(let error): "\(error)"
    }
  }
}
