import CatalogKit

/// A photo that somebody named, from the index or, where it is not in there, as its file is now.
struct NamedPhoto {
  let photo: Photo
  /// What was named, as it can be opened from where the command runs.
  let path: FilePathBytes
  let source: Source

  /// Where a photo is known from.
  enum Source {
    case index
    /// The file, which was read now.
    case file
    case standardInput
  }

  var isFromIndex: Bool { source == .index }

  /// Its path in the index; `nil` where it is not in there.
  var storedPath: FilePathBytes? { isFromIndex ? photo.path : nil }

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
    let known = { (photo: Photo) in
      NamedPhoto(photo: photo, path: mapping.openable(photo.path, from: folder), source: .index)
    }
    var results = zip(names, candidates).map { name, candidates in
      candidates.lazy.compactMap({ found[$0] }).first.map { .success(known($0)) } ?? read(name, folder)
    }
    // What is neither in the index nor a file may be the end of a path, or one that a Mac wrote decomposed.
    let missing = results.indices.filter {
      if case .failure(let error) = results[$0] { error.reason.isMissing } else { false }
    }
    let similar = try index.photos(endingWith: Set(missing.map { names[$0] }))
    for place in missing {
      guard let photos = similar[names[place]], let first = photos.first else { continue }
      results[place] =
        photos.count == 1
        ? .success(known(first))
        : .failure(NamedPhotoError(name: names[place], reason: .several(photos.map { known($0).path })))
    }
    return results
  }

  private static func read(_ name: FilePathBytes, _ folder: FilePathBytes?) -> Result<
    NamedPhoto, NamedPhotoError
  > {
    do throws(SystemError) {
      let photo = try Photo.read(folder?.appending(name) ?? name)
      return .success(NamedPhoto(photo: photo, path: name, source: .file))
    } catch {
      return .failure(NamedPhotoError(name: name, reason: .system(error)))
    }
  }
}

/// A photo that is neither in the index nor a file that can be read.
struct NamedPhotoError: Error, CustomStringConvertible {
  let name: FilePathBytes
  let reason: Reason

  enum Reason {
    case system(SystemError)
    /// It is the end of several photos' paths.
    case several([FilePathBytes])

    var isMissing: Bool { if case .system(let error) = self { error.isMissing } else { false } }
  }

  /// One sentence for people.
  var description: String {
    switch reason {
    case .system(let error): error.isMissing ? "\(name) is neither in the index nor a file" : "\(error)"
    case .several(let paths):
      "\(name) can be \(paths.map { "\($0)" }.joined(separator: " or ")). Name one of them"
    }
  }
}
