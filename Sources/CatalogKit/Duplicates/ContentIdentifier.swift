/// The name that Apple's cameras give to the picture and to the video of one Live Photo.
enum ContentIdentifier {
  /// Reads it from a picture's MakerNote or a video's keys.
  ///
  /// - Parameters:
  ///   - contents: The file.
  ///   - source: Reads it; its buffers are used again.
  /// - Returns: `nil` where the file says none, or is damaged before that.
  /// - Throws: ``SystemError``.
  static func read(_ contents: FileContents, by source: ByteSource) throws(SystemError) -> String? {
    source.open(contents)
    let reader = ByteReader(source)
    var found: String?
    do throws(ContainerError) {
      let format = try MetadataLocator.format(of: reader)
      source.allow(format)
      try MetadataLocator.visitBlocks(of: reader, in: format) { block in
        switch block {
        case .exif(let exif): found = try? AppleMakerNote.contentIdentifier(in: exif)
        case .video(let video): found = video.contentIdentifier
        default: return .next
        }
        return .enough
      }
    } catch {
      if let failure = source.failure, case .system(let error) = failure { throw error }
    }
    return found
  }
}
