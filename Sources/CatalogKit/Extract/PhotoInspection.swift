extension Photo {
  /// Reads one photo now, as a scan would: with the files beside it that say something about it. Links are followed.
  ///
  /// - Parameter path: The photo's file, whatever its name is.
  /// - Returns: What is known of it, under that path. A file that is no photo, or a damaged one, is a photo with a problem.
  /// - Throws: ``SystemError`` where there is no such file, or its folder is not to be listed.
  public static func read(_ path: FilePathBytes) throws(SystemError) -> Photo {
    let file = try SystemCalls.resolve(path)
    let folder = try PhotoFolder(file.parent)
    let name = file.lastComponent
    let beside = folder.sidecars.files(of: name)
    guard let photo = PhotoReader().read(name, in: folder.directory, as: path, beside: beside) else {
      throw .missing(path)
    }
    return photo
  }
}
