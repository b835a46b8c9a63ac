import CatalogKit

/// A photo that somebody named, from the index or, where it is not in there, as its file is now.
struct NamedPhoto {
  let photo: Photo
  /// What was named, as it can be opened from where the command runs.
  let path: FilePathBytes
  let isFromIndex: Bool

  /// Finds photos; the index is gone through once, whatever their number.
  ///
  /// - Parameters:
  ///   - names: Files, seen from where the command runs or from the folder of the index.
  ///   - index: `nil` where there is none.
  ///   - context: Knows where the command runs.
  /// - Returns: One result for each name.
  /// - Throws: `IndexError` where the index is damaged.
  static func find(_ names: [FilePathBytes], in index: IndexFile?, _ context: CommandContext) throws
    -> [Result<NamedPhoto, NamedPhotoError>]
  {
    let folder = context.workingFolder
    guard let index else { return names.map { read($0, folder) } }
    let mapping = PathMapping(indexFolder: index.folder)
    let candidates = names.map { mapping.candidates(for: $0, from: folder) }
    let found = try index.photos(at: Set(candidates.joined()))
    return zip(names, candidates).map { name, candidates in
      guard let photo = candidates.lazy.compactMap({ found[$0] }).first else { return read(name, folder) }
      let path = mapping.openable(photo.path, from: folder)
      return .success(NamedPhoto(photo: photo, path: path, isFromIndex: true))
    }
  }

  private static func read(_ name: FilePathBytes, _ folder: FilePathBytes?) -> Result<
    NamedPhoto, NamedPhotoError
  > {
    do throws(SystemError) {
      let photo = try Photo.read(folder?.appending(name) ?? name)
      return .success(NamedPhoto(photo: photo, path: name, isFromIndex: false))
    } catch {
      return .failure(NamedPhotoError(name: name, reason: error))
    }
  }
}

/// A photo that is neither in the index nor a file that can be read.
struct NamedPhotoError: Error, CustomStringConvertible {
  let name: FilePathBytes
  let reason: SystemError

  /// One sentence for people.
  var description: String {
    reason.isMissing ? "\(name) is neither in the index nor a file" : "\(reason)"
  }
}
