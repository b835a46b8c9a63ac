/// Reads the photos of folders, one after another. One reader serves one thread.
final class PhotoReader {
  private let extractor = PhotoExtractor()
  private let followLinks: Bool

  init(followLinks: Bool = false) {
    self.followLinks = followLinks
  }

  /// Reads a photo of a folder. A photo that cannot be read is a photo with a problem.
  ///
  /// - Parameters:
  ///   - name: The file's name in the folder.
  ///   - directory: The open folder.
  ///   - path: The name that the photo is to have in the index.
  ///   - beside: The files beside it that may say something about it.
  ///   - isSpecial: Whether it is known to be no regular file; it is not opened then.
  /// - Returns: The photo; `nil` where no such file is there any more, or a link that is not to be followed.
  func read(
    _ name: FilePathBytes,
    in directory: Directory,
    as path: FilePathBytes,
    beside: SidecarFiles = SidecarFiles(),
    isSpecial: Bool = false
  ) -> Photo? {
    let folder = OpenFolder(directory: directory, followLinks: followLinks)
    do throws(SystemError) {
      if isSpecial { throw OpenRegularFile.noFile(name) }
      return try folder.withFile(name) { extractor.read($0, as: path, beside: beside, in: folder) }
    } catch {
      if error.isMissing || error.isLink { return nil }
      var photo = unreadable(name, in: directory, as: path, error)
      photo.sidecars = folder.states(of: beside)
      return photo
    }
  }

  /// What the last photo cost to read.
  var counts: ReadCounts { extractor.counts }

  /// What the folder says of a file can be read without the right to read the file.
  private func unreadable(
    _ name: FilePathBytes,
    in directory: Directory,
    as path: FilePathBytes,
    _ error: SystemError
  ) -> Photo {
    let status = try? SystemCalls.status(of: name, in: directory.descriptor, followLinks: followLinks)
    var photo = Photo(
      path: path,
      size: status?.size ?? 0,
      modified: status?.modified ?? Timestamp(seconds: 0, nanoseconds: 0)
    )
    let isFile = status.map { $0.kind == .file } ?? true
    photo.problem = PhotoProblem(
      isFile ? ContainerError.system(error).description : "not a regular file",
      isUnreadable: true
    )
    return photo
  }
}
