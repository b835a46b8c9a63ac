/// Makes a ``Photo`` of what a file and its sidecars say: the same for a scan, an upload and a pipe.
///
/// It opens nothing itself and knows no folders. One extractor serves one thread: its buffers are used again for the next photo.
public final class PhotoExtractor {
  private let source = ByteSource()
  private let sidecars = SidecarReader()

  /// An extractor with its buffers, some 40 KB.
  public init() {}

  /// Reads what a photo says.
  ///
  /// - Parameters:
  ///   - contents: The photo. What it is its first bytes say, whatever its name.
  ///   - path: The name that it is to have; its last part decides which sidecars are its own.
  ///   - sidecars: Files that lie in the same folder, by their names there. Those that are not about this photo are not read.
  /// - Returns: The photo. A file that is damaged, or no photo, is one with a problem.
  public func read(
    _ contents: FileContents,
    as path: FilePathBytes,
    sidecars: [FilePathBytes: FileContents] = [:]
  ) -> Photo {
    let name = path.lastComponent
    let beside =
      sidecars.isEmpty ? SidecarFiles() : SidecarNames(Array(sidecars.keys) + [name]).files(of: name)
    return read(contents, as: path, beside: beside, in: GivenFiles(sidecars))
  }

  /// Reads what a photo says, without a sidecar.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: The name that it is to have.
  /// - Returns: The photo. A file that is damaged, or no photo, is one with a problem.
  public func read(_ bytes: [UInt8], as path: FilePathBytes) -> Photo {
    read(FileContents(bytes), as: path)
  }

  /// What the last photo cost to read, its sidecars apart.
  public var counts: ReadCounts { source.counts }

  /// Reads a photo with the sidecars that are known to be its own.
  func read(
    _ contents: FileContents,
    as path: FilePathBytes,
    beside: SidecarFiles,
    in folder: some SidecarSource
  ) -> Photo {
    sidecars.begin()
    source.open(contents)
    var photo = Photo(path: path, size: contents.size, modified: contents.modified)
    fill(
      &photo,
      sidecar: sidecars.xmp(beside, in: folder),
      takeout: { sidecars.takeout(beside, in: folder) }
    )
    // What is known of it counts, but the next scan is to try again.
    if let failure = sidecars.failure, !(photo.problem?.isUnreadable ?? false) {
      photo.problem = PhotoProblem(failure, isUnreadable: true)
    }
    photo.sidecars = folder.states(of: beside)
    return photo
  }

  private func fill(_ photo: inout Photo, sidecar: PhotoMetadata?, takeout: () -> PhotoMetadata?) {
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
    // Also where a sidecar gave the position, or what was read before did: the next scan is to try again.
    if let failure = source.failure { photo.problem = PhotoProblem(failure.description, isUnreadable: true) }
  }
}
