import CatalogKit
import Foundation
import GRDB

/// `catalog serve --backup DIR`: all that a server and its people have made, as files that can be put back where they were.
///
/// The folder is that of the index, less the photos that scans found: index, settings, state, what was sent, and the sidecars. The database is
/// copied while others write (SQLite's online backup); a file that is the same already is not copied again.
struct Backup {
  /// What was copied.
  struct Summary: Hashable, Sendable {
    var copied = 0
    var unchanged = 0
    var bytes = 0
    /// Sidecars of photos that lie elsewhere than below the index's folder.
    var leftOut = 0
  }

  private let settings: ServerSettings
  private let file: FilePathBytes?
  private let index: FilePathBytes
  private let target: FilePathBytes
  private(set) var summary = Summary()

  /// What tells that a folder is a backup, and may be brought up to date.
  private static let mark = FilePathBytes(".catalog-backup")
  /// What is kept of the state folder besides the database.
  private static let stateFiles = ["secret", "shared", "hidden.jsonl"]
  private static let stateFolders = ["trash", "undo", "undo-server"]

  /// - Parameters:
  ///   - settings: The server's.
  ///   - file: What they were read from; `nil` where there is none.
  ///   - target: The folder, which is made where it is missing.
  /// - Throws: ``BackupError``.
  init(_ settings: ServerSettings, _ file: FilePathBytes?, to target: FilePathBytes) throws {
    self.settings = settings
    self.file = file
    self.target = target
    index = IndexFile.resolved(settings.index)
    let text = target.lossyText
    if !DurableFile.exists(target) {
      try DurableFile.makeFolder(target)
    } else {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: text) else {
        throw BackupError.noFolder(target)
      }
      guard names.isEmpty || names.contains(Self.mark.lossyText) else { throw BackupError.notEmpty(target) }
      // Who may read the folder may read where everybody lives.
      guard chmod(text, 0o700) == 0 else {
        throw SystemError(code: errno, operation: "set the permissions of", path: target)
      }
    }
    try ReplacedFile.write([], to: target.appending(Self.mark))
  }

  /// Copies all.
  ///
  /// - Throws: ``BackupError``, ``SystemError``, and what the database throws.
  mutating func run() throws {
    let state = target.appending(FilePathBytes(".catalog"))
    try DurableFile.makeFolder(state)
    // The database first: a photo that comes meanwhile is in the backup without its owner, rather than an owner without a photo.
    try copyDatabase(to: state)
    for name in Self.stateFiles { try copy(settings.state.appending(FilePathBytes(name)), to: state) }
    for name in Self.stateFolders { try mirror(settings.state.appending(FilePathBytes(name)), in: state) }
    let undo = index.parent.appending(FilePathBytes(".catalog/undo"))
    if settings.state != undo.parent { try mirror(undo, in: state) }
    try mirror(UploadFolder(beside: index).path, in: target)
    try copySidecars()
    try copy(index, to: target)
    try copy(file, to: target)
    sync()
  }

  private func copyDatabase(to state: FilePathBytes) throws {
    let name = FilePathBytes(PeopleDatabase.fileName)
    let source = settings.state.appending(name)
    guard DurableFile.exists(source) else { throw BackupError.noState(settings.state) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    let part = state.appending(FilePathBytes(".people.part"))
    try DurableFile.remove(part)
    // Made by us, so that nobody else can read it while it is written.
    withExtendedLifetime(try UploadDescriptor(new: part)) {}
    let copy = try DatabaseQueue(path: part.lossyText)
    try DatabaseQueue(path: source.lossyText, configuration: configuration).backup(to: copy)
    // One file, whatever way the other one is written in.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    try DurableFile.replace(state.appending(name), by: part)
  }

  // MARK: Files

  /// Copies a file into a folder, where it is there and not the same already.
  private mutating func copy(_ file: FilePathBytes?, to folder: FilePathBytes) throws {
    guard let file, DurableFile.exists(file) else { return }
    let reader = try FileReader(path: file)
    let place = folder.appending(file.lastComponent)
    if let old = try? FileReader(path: place), old.status.size == reader.status.size,
      old.status.modified == reader.status.modified
    {
      summary.unchanged += 1
      return
    }
    let copy = try ArrivingFile(folder.appending(FilePathBytes(".\(UploadFolder.randomName()).part")))
    while copy.count < reader.status.size {
      let bytes = try reader.read(at: copy.count, count: 1 << 20)
      guard !bytes.isEmpty else { break }
      try copy.append(bytes)
    }
    try copy.setTime(reader.status.modified)
    try copy.replace(place)
    summary.copied += 1
    summary.bytes += copy.count
  }

  /// Makes a folder's copy the same as the folder: what is gone there goes here.
  private mutating func mirror(_ source: FilePathBytes, in folder: FilePathBytes) throws {
    let place = folder.appending(source.lastComponent)
    guard DurableFile.exists(source) else {
      // A drive that is away is no reason to let go of the last copy.
      if DurableFile.exists(place) { throw BackupError.gone(source) }
      return
    }
    try DurableFile.makeFolder(place)
    let listing = try FolderNames(source)
    let copies = try FolderNames(place)
    if listing.isEmpty, !copies.isEmpty, source == UploadFolder(beside: index).path {
      throw BackupError.gone(source)
    }
    for name in listing.files where !name.lossyText.hasSuffix(".part") {
      try copy(source.appending(name), to: place)
    }
    for name in listing.folders { try mirror(source.appending(name), in: place) }
    let kept = Set(listing.files + listing.folders)
    for name in copies.files + copies.folders where !kept.contains(name) {
      try? FileManager.default.removeItem(atPath: place.appending(name).lossyText)
    }
  }

  /// Copies the sidecars of all photos, and the folders that they lie in.
  private mutating func copySidecars() throws {
    let folder = index.parent
    var sidecars: [FilePathBytes] = []
    try IndexFile(path: index).forEachPhoto { photo in
      sidecars += photo.sidecars.map { photo.path.parent.appending($0.name) }
    }
    for sidecar in Set(sidecars).sorted() {
      guard !sidecar.isAbsolute else {
        summary.leftOut += 1
        continue
      }
      try makeFolders(of: sidecar)
      try copy(folder.appending(sidecar), to: target.appending(sidecar).parent)
    }
  }

  private func makeFolders(of path: FilePathBytes) throws(SystemError) {
    var folder = target
    for step in path.bytes.split(separator: UInt8(ascii: "/")).dropLast() {
      folder = folder.appending(FilePathBytes(step))
      try DurableFile.makeFolder(folder)
    }
  }
}

/// The names in a folder, byte for byte. Links are none of them.
private struct FolderNames {
  var isEmpty: Bool { files.isEmpty && folders.isEmpty }
  var files: [FilePathBytes] = []
  var folders: [FilePathBytes] = []

  init(_ path: FilePathBytes) throws(SystemError) {
    guard let directory = path.withBytesPointer({ opendir($0) }) else {
      throw SystemError(code: errno, operation: "list", path: path)
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { FilePathBytes($0) }
      if name.bytes == [46] || name.bytes == [46, 46] { continue }
      var status = stat()
      guard path.appending(name).withBytesPointer({ lstat($0, &status) }) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.append(name)
      case S_IFREG: files.append(name)
      default: break
      }
    }
    files.sort()
    folders.sort()
  }
}

/// Why there is no backup.
enum BackupError: Error, Hashable, Sendable {
  case noFolder(FilePathBytes)
  case notEmpty(FilePathBytes)
  case noState(FilePathBytes)
  case gone(FilePathBytes)
}

extension BackupError: CustomStringConvertible {
  /// What is wrong and what would be right.
  var description: String {
    switch self {
    case .noFolder(let path): "\(path) is no folder that can be listed. Name a new one"
    case .notEmpty(let path):
      "\(path) holds something else than a backup, which would be in the way. Name a new folder"
    case .gone(let path):
      "\(path) is not there or empty, and the backup has photos of it: is a drive away? Remove its copy to go on without it"
    case .noState(let path): "there is no \(PeopleDatabase.fileName) in \(path): no server has run here yet"
    }
  }
}
