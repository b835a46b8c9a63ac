/// The files beside a photo that may say something about it, in the order in which they are asked.
struct SidecarFiles {
  /// The photo.
  var photo = FilePathBytes("")
  var xmp: [FilePathBytes] = []
  var takeout: [TakeoutCandidate] = []
}

extension SidecarNames {
  /// The files beside a photo that may say something about it.
  func files(of photo: FilePathBytes) -> SidecarFiles {
    SidecarFiles(photo: photo, xmp: xmpFiles(of: photo), takeout: takeoutFiles(of: photo))
  }
}

/// Reads the files beside a photo. One reader serves one thread.
final class SidecarReader {
  private let source = ByteSource()
  /// The first of the present photo that the system did not let us read, and why.
  private(set) var failure: String?

  /// Turns to the sidecars of another photo.
  func begin() { failure = nil }

  /// What the XMP files beside a photo say: the first that has a position or says that there is none, or else the first of all. The words
  /// of the others complete it.
  func xmp(_ files: SidecarFiles, in folder: some SidecarSource) -> PhotoMetadata? {
    var found: [PhotoMetadata] = []
    for name in files.xmp {
      let metadata = read(name, in: folder) { (reader) throws(ContainerError) in
        let metadata = try XMPPacket.read(reader, source: .sidecar)
        return Self.isBound(name, elsewhere: metadata.sidecarExtension, than: files.photo) ? nil : metadata
      }
      if let metadata { found.append(metadata) }
    }
    guard var chosen = found.first(where: { $0.hasPosition || $0.deniesPosition }) ?? found.first else {
      return nil
    }
    if found.count > 1 { chosen.words = PhotoWords(joining: found.map(\.words)) }
    return chosen
  }

  /// Whether a sidecar that several photos might share, `IMG.xmp`, says that it is another one's. `IMG.jpg.xmp` names its photo itself.
  private static func isBound(_ sidecar: FilePathBytes, elsewhere only: String?, than photo: FilePathBytes)
    -> Bool
  {
    guard let only else { return false }
    let isNamedAfterPhoto =
      FoldedName(FileNameParts(sidecar.bytes).stem) == FoldedName(photo.bytes)
    return !isNamedAfterPhoto
      && FoldedName(Array(".\(only)".utf8)) != FoldedName(FileNameParts(photo.bytes).suffix)
  }

  /// What Google Takeout's JSON beside a photo says.
  func takeout(_ files: SidecarFiles, in folder: some SidecarSource) -> PhotoMetadata? {
    for candidate in files.takeout {
      let metadata = read(candidate.file, in: folder) { (reader) throws(ContainerError) in
        guard let takeout = try TakeoutJSON.read(reader), candidate.accepts(takeout) else { return nil }
        return takeout.metadata
      }
      if let metadata { return metadata }
    }
    return nil
  }

  /// Reads a file; what cannot be read is metadata whose position fails for that reason.
  private func read(
    _ name: FilePathBytes,
    in folder: some SidecarSource,
    _ parse: (ByteReader) throws(ContainerError) -> PhotoMetadata?
  ) -> PhotoMetadata? {
    do throws(SystemError) {
      return try folder.withFile(name) { contents in
        source.open(contents)
        defer { if let reason = source.failure { note(name, reason) } }
        do throws(ContainerError) {
          return try parse(ByteReader(source))
        } catch {
          return problem(name, error.description)
        }
      }
    } catch {
      if error.isMissing || error.isLink { return nil }
      if error.isNoFile { return problem(name, "not a regular file") }
      note(name, .system(error))
      return problem(name, ContainerError.system(error).description)
    }
  }

  private func note(_ name: FilePathBytes, _ reason: ContainerError) {
    failure = failure ?? "\(name): \(reason)"
  }

  private func problem(_ name: FilePathBytes, _ reason: String) -> PhotoMetadata {
    var metadata = PhotoMetadata()
    metadata.position = .failure(.unreadableSidecar("\(name)", reason))
    return metadata
  }
}
