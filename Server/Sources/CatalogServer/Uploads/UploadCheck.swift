import CatalogKit
import HTTPTypes

/// Finds out what was sent, before anything else sees it: by its first bytes and the kit's own readers, never by its name.
enum UploadCheck {
  /// A photo that is taken.
  struct Accepted: Sendable {
    let format: PhotoFormat
    /// What it says of itself.
    let photo: Photo
  }

  /// More pixels than any camera or stitched picture has: 1,000 megapixels. A few kilobytes can claim more, and whoever decodes them pays.
  static let pixelLimit = 1_000_000_000

  /// - Parameter file: What was sent.
  /// - Returns: What it is.
  /// - Throws: ``Problem``: 415 for what is no photo, 400 for one that is not whole; ``SystemError``.
  static func look(at file: FilePathBytes) throws -> Accepted {
    let reader = try FileReader(path: file)
    let size = reader.status.size
    guard size > 0 else { throw Problem.badRequest("The file is empty.") }
    let head = try reader.read(at: 0, count: 1024)
    let descriptor = try UploadDescriptor(file)
    let contents = try FileContents(descriptor: descriptor.number, name: FilePathBytes("upload"))
    defer { withExtendedLifetime(descriptor) {} }
    let photo = PhotoExtractor().read(contents, as: FilePathBytes("upload"))
    guard let format = photo.format else { throw refusal(whatItIs(head)) }
    if let problem = photo.problem, problem.isUnreadable {
      throw Problem.badRequest("The photo is damaged, so that it cannot be kept: \(problem.reason).")
    }
    // One file that two programs take for two things is no photo that somebody took.
    if let other = hiddenFormat(head, in: reader) {
      throw refusal("The file is a photo and \(other) at once")
    }
    if let pixels = photo.pixelSize,
      pixels.width.multipliedReportingOverflow(by: pixels.height).overflow
        || pixels.width * pixels.height > pixelLimit
    {
      throw refusal(
        "The picture claims \(pixels.width) × \(pixels.height) pixels, which is more than is shown here"
      )
    }
    guard try WholePicture.isThere(in: contents, format) else {
      throw Problem.badRequest("The photo is not whole: its end is missing. Send it again.")
    }
    return Accepted(format: format, photo: photo)
  }

  private static func refusal(_ reason: String) -> Problem {
    Problem(
      status: .unsupportedMediaType,
      detail:
        "\(reason). Photos and videos of cameras and phones are taken: JPEG, HEIC, PNG, WebP, raw files, MP4."
    )
  }

  private static func whatItIs(_ head: [UInt8]) -> String {
    let text = String(decoding: head.prefix(512), as: UTF8.self).lowercased()
    if head.starts(with: Array("PK".utf8)) {
      return "The file is a ZIP archive: unpack it, and send the photos"
    }
    if head.starts(with: Array("%PDF".utf8)) { return "The file is a PDF document" }
    if head.starts(with: Array("GIF8".utf8)) {
      return "The file is a GIF, which says nothing of when and where"
    }
    if text.contains("<svg") { return "The file is a drawing (SVG)" }
    if text.contains("<html") || text.contains("<!doctype") { return "The file is a web page" }
    return "The file is no photo that is known here"
  }

  /// What else a photo's file is, where it is made to be taken for that; `nil` where it is a photo alone.
  private static func hiddenFormat(_ head: [UInt8], in file: FileReader) -> String? {
    let text = String(decoding: head, as: UTF8.self).lowercased()
    if text.contains("%pdf-") { return "a PDF document" }
    if text.contains("<html") || text.contains("<script") || text.contains("<!doctype") {
      return "a web page"
    }
    // The directory of a ZIP archive stands at the file's end, behind at most 65,535 bytes of comment (APPNOTE 4.3.16).
    let size = file.status.size
    let start = max(0, size - 65_557)
    guard let tail = try? file.read(at: start, count: size - start), tail.count >= 22 else { return nil }
    let signature = Array("PK".utf8) + [5, 6]
    for place in stride(from: tail.count - 22, through: 0, by: -1) where tail[place] == signature[0] {
      guard Array(tail[place..<place + 4]) == signature else { continue }
      let comment = Int(tail[place + 20]) | Int(tail[place + 21]) << 8
      if place + 22 + comment == tail.count { return "a ZIP archive" }
    }
    return nil
  }
}

extension PhotoFormat {
  /// What files of the format are called.
  ///
  /// - Parameter given: The name that somebody gave it: of a video it decides between the names that players know.
  /// - Returns: An extension in small letters, without its dot.
  func fileExtension(given: String) -> String {
    switch self {
    case .jpeg: "jpg"
    case .tiff, .bigTIFF: "tif"
    case .jpegXL: "jxl"
    case .video: given.lowercased().hasSuffix(".mov") ? "mov" : "mp4"
    default: rawValue
    }
  }
}
