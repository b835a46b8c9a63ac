/// Whether a file holds its picture to the end, as far as its format says where that is: for whoever takes photos in, since a file that was
/// cut off on its way would be kept for the photo.
public enum WholePicture {
  /// - Parameters:
  ///   - contents: The file.
  ///   - format: What its first bytes say.
  /// - Returns: `false` where the picture ends before it should. Of raw files and TIFF, whose parts may lie anywhere, nothing is known, and the
  ///   answer is `true`.
  /// - Throws: ``SystemError``.
  public static func isThere(in contents: FileContents, _ format: PhotoFormat) throws(SystemError) -> Bool {
    switch format {
    case .jpeg:
      guard let data = try PictureData(of: contents, by: ByteSource())?.bounded(in: contents),
        let end = data.ranges.last?.upperBound
      else { return false }
      // The end of the file where no marker ends the picture.
      return try contents.bytes(max(0, end - 2)..<end) == [0xFF, 0xD9]
    case .webp:
      return try walk(contents) { (reader) throws(ContainerError) in
        Int(try reader.uint32(at: 4, .little)) + 8 <= reader.count
      }
    case .heic, .heif, .avif:
      let types = try boxes(of: contents)
      if types.isEmpty || types.contains("mdat") { return !types.isEmpty }
      // Pictures that lie in other boxes are found by their items.
      return try PictureData(of: contents, by: ByteSource()) != nil
    case .png: return try walk(contents, hasLastChunk)
    case .video, .cr3:
      return try walk(contents) { (reader) throws(ContainerError) in
        let types = try Self.wholeBoxes(reader)
        return types.contains("moov") && types.contains("mdat")
      }
    case .jpegXL:
      return try walk(contents) { (reader) throws(ContainerError) in
        // A bare codestream has no boxes, and says nowhere how long it is.
        if try reader.uint16(at: 0, .big) == 0xFF0A { return true }
        let types = try Self.wholeBoxes(reader)
        return types.contains("jxlc") || types.contains("jxlp")
      }
    default: return true
    }
  }

  private static func boxes(of contents: FileContents) throws(SystemError) -> Set<FourCC> {
    var types: Set<FourCC> = []
    _ = try walk(contents) { (reader) throws(ContainerError) in
      types = try wholeBoxes(reader)
      return true
    }
    return types
  }

  private static func walk(
    _ contents: FileContents,
    _ body: (ByteReader) throws(ContainerError) -> Bool
  ) throws(SystemError) -> Bool {
    let source = ByteSource()
    source.open(contents)
    let reader = ByteReader(source)
    do throws(ContainerError) {
      source.allow(try MetadataLocator.format(of: reader))
      return try body(reader)
    } catch {
      if let failure = source.failure, case .system(let error) = failure { throw error }
      return false
    }
  }

  private static func hasLastChunk(_ reader: ByteReader) throws(ContainerError) -> Bool {
    var position = 8
    while position + 12 <= reader.count {
      let header = try reader.unbufferedUInt64(at: position, .big)
      position += 12 + Int(header >> 32)
      if FourCC(UInt32(truncatingIfNeeded: header)) == "IEND" { return position <= reader.count }
    }
    return false
  }

  /// What boxes there are; none where one is cut off.
  private static func wholeBoxes(_ reader: ByteReader) throws(ContainerError) -> Set<FourCC> {
    var boxes = ISOBoxes(reader)
    var types: Set<FourCC> = []
    while let box = try boxes.next() {
      if box.isCutOff { return [] }
      types.insert(box.type)
    }
    return types
  }
}
