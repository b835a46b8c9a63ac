/// An open folder with the names in it that matter: photos, and the files that may say something about them.
final class PhotoFolder {
  let directory: Directory
  /// Names that a photo might have.
  let photos: [FilePathBytes]
  /// Which files are about which photo; nothing where there is no sidecar, which costs nothing then.
  private(set) var sidecars: SidecarNames
  /// All names of sidecars.
  private var sidecarNames: Set<FilePathBytes>

  /// - Parameter path: The folder; links are followed.
  /// - Throws: ``SystemError`` where it cannot be listed.
  init(_ path: FilePathBytes) throws(SystemError) {
    directory = try Directory(path: path)
    var (photos, sidecarNames): ([FilePathBytes], Set<FilePathBytes>) = ([], [])
    while let entry = try directory.next() {
      if PhotoExtensions.isSidecar(entry.name) {
        sidecarNames.insert(entry.name)
      } else if PhotoExtensions.matches(entry.name) {
        photos.append(entry.name)
      }
    }
    (self.photos, self.sidecarNames) = (photos, sidecarNames)
    sidecars = Self.names(photos, sidecarNames)
  }

  /// Takes note of a sidecar that is new, or gone.
  func add(sidecar name: FilePathBytes) {
    if sidecarNames.insert(name).inserted { sidecars = Self.names(photos, sidecarNames) }
  }

  private static func names(_ photos: [FilePathBytes], _ sidecars: Set<FilePathBytes>) -> SidecarNames {
    SidecarNames(sidecars.isEmpty ? [] : photos + sidecars)
  }

  /// The photos that a sidecar may say something about.
  func photos(of sidecar: FilePathBytes) -> [FilePathBytes] {
    photos.filter { sidecars.xmpFiles(of: $0).contains(sidecar) }
  }
}
