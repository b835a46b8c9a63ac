/// Reads one photo after another. One reader serves one thread: its buffers are used again for the next photo.
final class PhotoReader {
  private let source = ByteSource()
  private let sidecars: SidecarReader
  private let followLinks: Bool

  init(followLinks: Bool = false) {
    self.followLinks = followLinks
    sidecars = SidecarReader(followLinks: followLinks)
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
    sidecars.begin()
    guard var photo = readFile(name, in: directory, as: path, beside: beside, isSpecial: isSpecial) else {
      return nil
    }
    // What is known of it counts, but the next scan is to try again.
    if let failure = sidecars.failure, !(photo.problem?.isUnreadable ?? false) {
      photo.problem = PhotoProblem(failure, isUnreadable: true)
    }
    photo.sidecars = sidecars.states(of: beside, in: directory)
    return photo
  }

  private func readFile(
    _ name: FilePathBytes,
    in directory: Directory,
    as path: FilePathBytes,
    beside: SidecarFiles,
    isSpecial: Bool
  ) -> Photo? {
    do throws(SystemError) {
      if isSpecial { throw OpenRegularFile.noFile(name) }
      return try OpenRegularFile.withOpen(name, in: directory, followLinks: followLinks) {
        status,
        descriptor in
        source.open(size: status.size) { (offset, buffer) throws(SystemError) in
          try SystemCalls.read(descriptor, at: offset, into: buffer, name)
        }
        return photo(
          Photo(path: path, size: status.size, modified: status.modified),
          sidecar: sidecars.xmp(beside, in: directory),
          takeout: { sidecars.takeout(beside, in: directory) }
        )
      }
    } catch {
      if error.isMissing || error.isLink { return nil }
      // What the folder says of the file can be read without the right to read the file.
      let status = try? SystemCalls.status(of: name, in: directory.descriptor, followLinks: followLinks)
      var photo = Photo(
        path: path,
        size: status?.size ?? 0,
        modified: status?.modified ?? Timestamp(seconds: 0, nanoseconds: 0)
      )
      let reason =
        status.map { $0.kind == .file } ?? true
        ? ContainerError.system(error).description : "not a regular file"
      photo.problem = PhotoProblem(reason, isUnreadable: true)
      return photo
    }
  }

  /// Reads a photo from bytes in memory.
  func read(_ bytes: [UInt8], as path: FilePathBytes) -> Photo {
    source.open(bytes)
    let file = Photo(path: path, size: bytes.count, modified: Timestamp(seconds: 0, nanoseconds: 0))
    return photo(file, sidecar: nil, takeout: { nil })
  }

  /// What the last photo cost to read.
  var counts: ReadCounts { source.counts }

  private func photo(_ file: Photo, sidecar: PhotoMetadata?, takeout: () -> PhotoMetadata?) -> Photo {
    var photo = file
    var findings = PhotoFindings()
    let reader = ByteReader(source)
    do throws(ContainerError) {
      let format = try MetadataLocator.format(of: reader)
      photo.format = format
      source.allow(format)
      try MetadataLocator.visitBlocks(of: reader, in: format) { findings.add($0) }
    } catch {
      // A position that was read before the damage is a position.
      if findings.position == nil { photo.problem = PhotoProblem(error.description, isUnreadable: true) }
    }
    findings.fill(&photo, sidecar: sidecar, takeout: takeout)
    // Also where a sidecar told the position, or what was read before: the next scan is to try again.
    if let failure = source.failure { photo.problem = PhotoProblem(failure.description, isUnreadable: true) }
    return photo
  }
}
