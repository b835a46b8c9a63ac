/// The names of one folder, sorted into what they may be.
struct FolderListing {
  /// Files that may be photos.
  private(set) var photos: [FilePathBytes] = []
  /// Those among them that are pipes, devices or sockets.
  private(set) var specials: Set<FilePathBytes> = []
  /// Folders to visit.
  private(set) var folders: [FilePathBytes] = []
  /// What is neither, though its name says that it could be.
  private(set) var passedOver: [(name: FilePathBytes, isFolder: Bool, reason: PassedOverReason)] = []
  /// Whether the folder has patterns of its own.
  private(set) var hasPatterns = false

  /// The numbers of the photos' inodes, until photos are put into their order.
  private var inodes: [UInt64] = []
  private var sidecars: [FilePathBytes] = []
  /// Videos that are not read, such as AVI.
  private var otherVideos: [FilePathBytes] = []
  private var hasCopies = false
  private let isLibrary: Bool

  /// - Parameter path: The folder.
  init(_ path: FilePathBytes) {
    isLibrary = SystemFolders.isLibrary(path.lastComponent)
  }

  /// Whether a name is hidden from people.
  static func isHidden(_ name: FilePathBytes) -> Bool { name.bytes.first == UInt8(ascii: ".") }

  /// Adds a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - kind: What it is, if that is known.
  ///   - inode: The number of its inode.
  mutating func add(_ name: FilePathBytes, _ kind: FileStatus.Kind?, inode: UInt64) {
    if Self.isHidden(name) { return addHidden(name, isFolder: kind == .folder) }
    if kind == .folder {
      if SystemFolders.contains(name) || (isLibrary && !SystemFolders.isOriginals(name)) {
        passedOver.append((name, true, .system))
      } else {
        folders.append(name)
      }
      // One in a sidecar's place is told of when the photo is read.
      if PhotoExtensions.isSidecar(name) { sidecars.append(name) }
      return
    }
    if PhotoExtensions.isSidecar(name) {
      if kind != .link, kind != .other { sidecars.append(name) }
    } else if PhotoExtensions.matches(name) {
      if kind == .file || kind == .other { addPhoto(name, inode, isSpecial: kind == .other) }
    } else if PhotoExtensions.isVideo(name) {
      otherVideos.append(name)
    }
  }

  private mutating func addHidden(_ name: FilePathBytes, isFolder: Bool) {
    if name == IgnoreFile.name {
      hasPatterns = true
    } else if isFolder || PhotoExtensions.matches(name) {
      passedOver.append((name, isFolder, .hidden))
    }
  }

  private mutating func addPhoto(_ name: FilePathBytes, _ inode: UInt64, isSpecial: Bool) {
    if isLibrary { return passedOver.append((name, false, .system)) }
    photos.append(name)
    inodes.append(inode)
    if isSpecial { specials.insert(name) }
    hasCopies = hasCopies || PhotoExtensions.isCopyOfVideo(name)
  }

  /// Puts photos into the order in which they are read: that of their inodes. It is the order in which they
  /// were made, and mostly that in which they lie, so that the arm of a spinning disk need not go back and
  /// forth. Asked once, after the last name.
  mutating func orderByPlace() {
    let order = inodes.indices.sorted { inodes[$0] < inodes[$1] }
    photos = order.map { photos[$0] }
    inodes = []
  }

  /// Takes out what patterns match, and small copies of videos. Asked once, after the last name.
  mutating func passOver(_ rules: IgnoreRules) {
    if hasCopies {
      let videos = (photos + otherVideos).filter { PhotoExtensions.isVideo($0) }
      let stems = Set(videos.map { Self.stem($0) })
      remove(from: \.photos, isFolder: false) { name in
        PhotoExtensions.isCopyOfVideo(name) && stems.contains(Self.stem(name)) ? .besideVideo : nil
      }
    }
    if !rules.isEmpty {
      remove(from: \.photos, isFolder: false) {
        rules.source(of: $0, isFolder: false).map(PassedOverReason.init)
      }
      remove(from: \.folders, isFolder: true) {
        rules.source(of: $0, isFolder: true).map(PassedOverReason.init)
      }
    }
  }

  private mutating func remove(
    from names: WritableKeyPath<FolderListing, [FilePathBytes]>,
    isFolder: Bool,
    _ reason: (FilePathBytes) -> PassedOverReason?
  ) {
    var stay: [FilePathBytes] = []
    for name in self[keyPath: names] {
      if let reason = reason(name) {
        passedOver.append((name, isFolder, reason))
      } else {
        stay.append(name)
      }
    }
    self[keyPath: names] = stay
  }

  /// Cameras write both names in capitals or both in small letters; people mix them.
  private static func stem(_ name: FilePathBytes) -> [UInt8] {
    ASCIICase.lowercased(FileNameParts(name.bytes).stem)
  }

  /// Which files speak about which photo.
  var sidecarNames: SidecarNames { sidecars.isEmpty ? SidecarNames([]) : SidecarNames(photos + sidecars) }
}

extension PassedOverReason {
  /// What a pattern says of itself.
  init(_ source: IgnoreRules.Source) {
    self =
      switch source {
      case .commandLine: .exclude
      case .file: .catalogignore
      }
  }
}
