/// Why a photo could not be read, or not as far as was needed.
enum ContainerError: Error, Hashable {
  /// Nothing is in the file.
  case empty
  /// The first bytes are those of no format that is known here.
  case unknownFormat
  /// The file, or the piece of it that was to be read, ends too early; `offset` is where in the file.
  case endOfFile(offset: Int)
  /// The bytes at an offset are not what the format demands there.
  case damaged(String, offset: Int)
  /// More would have to be read than is read of such a file or block; the number is what is read, in bytes.
  case tooMuch(limit: Int)
  /// More of something than any camera writes; the number is what is accepted.
  case tooMany(String, limit: Int)
  /// Something that is known and not read, in words of its own.
  case notRead(String)
  /// The system did not let us read.
  case system(SystemError)
}

extension ContainerError {
  /// Nothing else of the photo can be read either.
  var endsReading: Bool {
    switch self {
    case .tooMuch, .system: true
    case .empty, .unknownFormat, .endOfFile, .damaged, .tooMany, .notRead: false
    }
  }
}

extension ContainerError: CustomStringConvertible {
  /// The reason as the index keeps it in `problem`.
  var description: String {
    switch self {
    case .empty: "the file is empty"
    case .unknownFormat: "not a photo in a known format"
    case .endOfFile(let offset): "the file is cut off at byte \(offset)"
    case .damaged(let what, let offset): "damaged: \(what) at byte \(offset)"
    case .tooMuch(let limit): "more than \(limit >> 20) MB of metadata would have to be read"
    case .tooMany(let what, let limit): "more than \(limit) \(what)"
    case .notRead(let reason): reason
    case .system(let error): "cannot \(error.operation): \(error.reason)"
    }
  }
}
