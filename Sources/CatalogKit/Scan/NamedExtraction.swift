/// Reads photos by their names, one after another, whatever their folders: for pipes. One serves one thread.
public final class NamedExtraction {
  private let mapping: PathMapping
  private let reader = PhotoReader(followLinks: true)
  /// The folder of the last photo; nearly always that of the next one too.
  private var last: (path: FilePathBytes, folder: PhotoFolder, stored: FilePathBytes)?

  /// - Parameter base: Where relative names count from, absolute and resolved.
  public init(base: FilePathBytes) {
    mapping = PathMapping(indexFolder: base)
  }

  /// Reads a photo.
  ///
  /// - Parameters:
  ///   - name: Its file.
  ///   - line: Takes the photo's line of an index, with a line break. What cannot be read is a photo with a problem.
  public func append(_ name: FilePathBytes, to line: inout [UInt8]) {
    PhotoLine.append(photo(name), to: &line)
    line.append(UInt8(ascii: "\n"))
  }

  private func photo(_ name: FilePathBytes) -> Photo {
    let absolute = mapping.absolute(name)
    do throws(SystemError) {
      let place = try folder(absolute.parent)
      let file = absolute.lastComponent
      let path = place.stored.appending(file)
      let beside = place.open.sidecars.files(of: file)
      guard let photo = reader.read(file, in: place.open.directory, as: path, beside: beside) else {
        throw .missing(name)
      }
      return photo
    } catch {
      var photo = Photo(
        path: mapping.stored(absolute),
        size: 0,
        modified: Timestamp(seconds: 0, nanoseconds: 0)
      )
      photo.problem = PhotoProblem(ContainerError.system(error).description, isUnreadable: true)
      return photo
    }
  }

  private func folder(_ path: FilePathBytes) throws(SystemError) -> (open: PhotoFolder, stored: FilePathBytes)
  {
    if let last, last.path == path { return (last.folder, last.stored) }
    let resolved = try SystemCalls.resolve(path)
    let folder = try PhotoFolder(resolved)
    last = (path, folder, mapping.stored(resolved))
    return (folder, mapping.stored(resolved))
  }
}
