/// Reads photos by their names, one after another, whatever their folders: for pipes. One serves one thread.
final class NamedExtraction {
  private let mapping: PathMapping
  private let folders: SharedFolders
  private let reader = PhotoReader(followLinks: true)
  /// The folder of the last photo; nearly always that of the next one too.
  private var last: (path: FilePathBytes, folder: SharedFolders.Folder)?

  /// - Parameters:
  ///   - mapping: Where relative names count from.
  ///   - folders: What others read from.
  init(_ mapping: PathMapping, _ folders: SharedFolders) {
    self.mapping = mapping
    self.folders = folders
  }

  /// Opens the folder of a photo that is read next. Others may be listing it, and then this one waits for
  /// them.
  ///
  /// - Parameter name: The photo's file.
  /// - Returns: Whether it was another folder than that of the photo before.
  func openFolder(of name: FilePathBytes) -> Bool {
    let path = mapping.absolute(name).parent
    guard last?.path != path else { return false }
    // What is wrong with it is said of each of its photos.
    _ = try? folder(path)
    return true
  }

  /// Reads a photo.
  ///
  /// - Parameters:
  ///   - name: Its file.
  ///   - line: Takes the photo's line of an index, with a line break. What cannot be read is a photo with a problem.
  func append(_ name: FilePathBytes, to line: inout [UInt8]) {
    PhotoLine.append(photo(name), to: &line)
    line.append(UInt8(ascii: "\n"))
  }

  private func photo(_ name: FilePathBytes) -> Photo {
    let absolute = mapping.absolute(name)
    do throws(SystemError) {
      let place = try folder(absolute.parent)
      let file = absolute.lastComponent
      let path = place.stored.appending(file)
      let beside = place.sidecars.files(of: file)
      guard let photo = reader.read(file, in: place.directory, as: path, beside: beside) else {
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

  private func folder(_ path: FilePathBytes) throws(SystemError) -> SharedFolders.Folder {
    if let last, last.path == path { return last.folder }
    let folder = try folders.folder(path)
    last = (path, folder)
    return folder
  }
}
