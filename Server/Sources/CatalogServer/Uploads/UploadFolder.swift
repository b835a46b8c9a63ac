import CatalogKit
import Foundation

/// Where photos that are sent lie: `uploads/YYYY/MM/` beside the index, by the month of the upload in UTC, for their owner only.
///
/// A photo's name is drawn by the server. It says nothing of who sent it and when, and no two photos share what stands before the dot, so that
/// a sidecar is never two photos'.
struct UploadFolder: Sendable {
  /// `uploads` beside the index, resolved.
  let path: FilePathBytes

  private static let partSuffix = ".part"

  /// - Parameter index: The index, resolved.
  init(beside index: FilePathBytes) {
    path = index.parent.appending(FilePathBytes("uploads"))
  }

  /// The folder of a month, made where it is missing.
  ///
  /// - Parameter now: The present moment.
  /// - Returns: The folder.
  /// - Throws: ``SystemError``.
  func month(of now: Timestamp) throws(SystemError) -> FilePathBytes {
    let text = now.description
    var folder = path
    try DurableFile.makeFolder(folder)
    for step in [text.prefix(4), text.dropFirst(5).prefix(2)] {
      folder = folder.appending(FilePathBytes(String(step)))
      try DurableFile.makeFolder(folder)
    }
    return folder
  }

  /// Begins a file for bytes that come.
  ///
  /// - Parameter now: The present moment.
  /// - Returns: The file.
  /// - Throws: ``SystemError``.
  func begin(_ now: Timestamp) throws(SystemError) -> ArrivingFile {
    let folder = try month(of: now)
    return try ArrivingFile(folder.appending(FilePathBytes(".\(Self.randomName())\(Self.partSuffix)")))
  }

  /// A name for a photo: twelve letters and digits that are not mistaken for each other, 59 random bits.
  static func randomName() -> String {
    let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
    var generator = SystemRandomNumberGenerator()
    return String((0..<12).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
  }

  /// Removes what was on its way when the server ended.
  ///
  /// - Returns: How many files there were.
  func removeLeftovers() -> Int {
    var count = 0
    for file in files() where Self.isLeftover(file.lastComponent) {
      if (try? DurableFile.remove(file)) != nil { count += 1 }
    }
    return count
  }

  /// All photos, absolute.
  func photos() -> [FilePathBytes] {
    files().filter { file in
      let name = file.lastComponent.lossyText
      return !name.hasPrefix(".") && !name.hasSuffix(".xmp")
    }
  }

  private static func isLeftover(_ name: FilePathBytes) -> Bool {
    let text = name.lossyText
    return text.hasPrefix(".") && text.hasSuffix(partSuffix)
  }

  private func files() -> [FilePathBytes] {
    var files: [FilePathBytes] = []
    for year in Self.names(in: path) where year.utf8.count == 4 {
      let folder = path.appending(FilePathBytes(year))
      for month in Self.names(in: folder) where month.utf8.count == 2 {
        let inner = folder.appending(FilePathBytes(month))
        files += Self.names(in: inner).map { inner.appending(FilePathBytes($0)) }
      }
    }
    return files
  }

  /// The server's own names are text; others are none of its files.
  private static func names(in folder: FilePathBytes) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.lossyText))?.sorted() ?? []
  }
}
