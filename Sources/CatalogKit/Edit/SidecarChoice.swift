/// Which sidecar of a photo is written: the one that is there, and else a new one that is named after the photo.
struct SidecarChoice {
  /// Its name in the photo's folder.
  let name: FilePathBytes
  /// Whether it is there.
  let exists: Bool

  /// - Parameters:
  ///   - photo: The photo's name.
  ///   - names: The sidecars of the folder.
  ///   - others: All names of photos in the folder.
  ///   - boundTo: Which extension a sidecar says that it is for; `nil` where it does not say.
  init(
    of photo: FilePathBytes,
    among names: SidecarNames,
    others: [FilePathBytes],
    boundTo: (FilePathBytes) -> String?
  ) {
    for file in names.xmpFiles(of: photo) {
      let isOwn = FoldedName(FileNameParts(file.bytes).stem) == FoldedName(photo.bytes)
      if isOwn || Self.isShared(file, by: photo, others, boundTo(file)) {
        self.init(name: file, exists: true)
        return
      }
    }
    self.init(name: FilePathBytes(photo.bytes + Array(".xmp".utf8)), exists: false)
  }

  private init(name: FilePathBytes, exists: Bool) {
    self.name = name
    self.exists = exists
  }

  /// Whether `IMG.xmp` is this photo's: it says so, or no other photo has its stem.
  private static func isShared(
    _ sidecar: FilePathBytes,
    by photo: FilePathBytes,
    _ others: [FilePathBytes],
    _ only: String?
  ) -> Bool {
    if let only {
      return FoldedName(Array(".\(only)".utf8)) == FoldedName(FileNameParts(photo.bytes).suffix)
    }
    let stem = FoldedName(FileNameParts(sidecar.bytes).stem)
    return !others.contains { $0 != photo && FoldedName(FileNameParts($0.bytes).stem) == stem }
  }
}

extension PhotoFolder {
  /// Which sidecar of a photo is written.
  func choice(of photo: FilePathBytes) -> SidecarChoice {
    SidecarChoice(of: photo, among: sidecars, others: photos) { name in
      let folder = OpenFolder(directory: directory, followLinks: true)
      let metadata = try? folder.withFile(name) { contents in
        let source = ByteSource()
        source.open(contents)
        return try? XMPPacket.read(ByteReader(source), source: .sidecar)
      }
      return metadata?.sidecarExtension
    }
  }
}
