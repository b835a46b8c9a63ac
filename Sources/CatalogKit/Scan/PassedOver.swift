/// Why a scan passes over a name, though it might hold photos.
public enum PassedOverReason: String, CaseIterable, Hashable, Sendable {
  /// Its name begins with a dot.
  case hidden
  /// A system or a program keeps it for itself: trash, thumbnails, snapshots.
  case system
  /// A pattern of `--exclude` matches it.
  case exclude
  /// A pattern of a `.catalogignore` matches it.
  case catalogignore
  /// It is the small copy of a video that lies beside it.
  case besideVideo
}

/// How many names a scan passed over. What lies in a folder that is passed over is not counted: nobody looked.
public struct PassedOverCounts: Hashable, Sendable {
  /// Files with a photo's name.
  public var files = 0
  /// Folders.
  public var folders = 0

  /// None.
  public init() {}

  mutating func add(isFolder: Bool) {
    if isFolder { folders += 1 } else { files += 1 }
  }
}

/// What systems and programs keep for themselves, by the names of their folders.
enum SystemFolders {
  /// Compared in any case: the file systems that most of them come from do not tell case.
  private static let names = Set(
    [
      // Thumbnails, trash and snapshots of network drives (Synology, QNAP)
      "@eadir", "#recycle", "#snapshot",
      // Trash, restore points and indexes of Windows; what fsck found; what a Mac puts into archives
      "$recycle.bin", "system volume information", "lost+found", "__macosx",
    ].map { Array($0.utf8) }
  )

  private static let previews = Array(".lrdata".utf8)
  private static let library = Array(".photoslibrary".utf8)
  private static let originals = Set(["originals", "masters"].map { Array($0.utf8) })

  /// Whether a folder of this name is none of a person's: also where Lightroom keeps its previews.
  static func contains(_ name: FilePathBytes) -> Bool {
    names.contains(ASCIICase.lowercased(name.bytes)) || ends(name, with: previews)
  }

  /// Whether a folder is none of a person's where it lies.
  static func contains(_ name: FilePathBytes, in parent: FilePathBytes) -> Bool {
    contains(name) || (isLibrary(parent.lastComponent) && !isOriginals(name))
  }

  /// Whether a folder is a library of Apple's Photos: only its folders of originals hold photos, the rest are renderings, thumbnails
  /// and faces of them.
  static func isLibrary(_ name: FilePathBytes) -> Bool { ends(name, with: library) }

  /// Whether a folder of such a library holds its originals.
  static func isOriginals(_ name: FilePathBytes) -> Bool {
    originals.contains(ASCIICase.lowercased(name.bytes))
  }

  private static func ends(_ name: FilePathBytes, with end: [UInt8]) -> Bool {
    name.bytes.count >= end.count && ASCIICase.lowercased(name.bytes.suffix(end.count)) == end
  }
}
