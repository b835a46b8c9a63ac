/// The JPEGs that lie in a file beside its picture: thumbnails of Exif, previews of raw files, stills of videos.
///
/// What is damaged, cut off or no JPEG that a program shows is left out.
struct EmbeddedJPEGs {
  private var found: [(range: Range<Int>, size: PixelSize)] = []
  private let file: ByteReader

  init(_ file: ByteReader, _ format: PhotoFormat) {
    self.file = file
    // What was found before the damage is whole.
    try? find(format)
  }

  /// The pictures, the smallest first.
  func sources(orientation: Int) -> [PictureSource] {
    found.sorted {
      ($0.size.width * $0.size.height, $0.range.lowerBound) < (
        $1.size.width * $1.size.height, $1.range.lowerBound
      )
    }
    .map { PictureSource(.jpeg, $0.range, orientation: orientation, pixelSize: $0.size) }
  }

  private mutating func find(_ format: PhotoFormat) throws(ContainerError) {
    switch format {
    case .jpeg, .png, .webp, .heic, .heif, .avif, .jpegXL: try findThumbnail(format)
    case .tiff, .bigTIFF, .dng, .nef, .arw, .cr2, .pef, .srw, .orf, .rw2: try findInDirectories()
    case .raf: add(try RAFFile.jpeg(in: file))
    case .x3f: try X3FFile.forEachJPEG(in: file) { add($0) }
    case .cr3: for picture in try CR3File.jpegs(in: file) { add(picture) }
    case .video: for picture in try VideoStills.jpegs(in: file) { add(picture) }
    // Its preview lies in the maker's note, which no standard describes.
    case .mrw: break
    }
  }

  /// Takes note of a picture that is whole and of a kind that is shown.
  private mutating func add(_ picture: ByteReader?) {
    guard let picture, let place = picture.place, !place.isEmpty,
      !found.contains(where: { $0.range == place }),
      let size = try? JPEGSegments.shownSize(of: picture)
    else { return }
    found.append((place, size))
  }

  // MARK: Exif

  /// The thumbnail of an Exif block: the second directory names it (CIPA DC-008-2019, 4.5.8).
  private mutating func findThumbnail(_ format: PhotoFormat) throws(ContainerError) {
    var blocks: [ByteReader] = []
    try MetadataLocator.visitBlocks(of: file, in: format) { block in
      if case .exif(let exif) = block { blocks.append(exif) }
      return .next
    }
    for block in blocks {
      let header = try TIFFHeader(block)
      let first = try TIFFDirectory(at: header.firstDirectory, in: block, header)
      if let thumbnail = try first.next() { try addPictures(of: thumbnail) }
    }
  }

  // MARK: TIFF

  private enum Tag {
    // TIFF 6.0, section 8 and 22; SubIFDs: TIFF Technical Note 1.
    static let compression: UInt16 = 0x0103
    static let stripOffsets: UInt16 = 0x0111
    static let stripByteCounts: UInt16 = 0x0117
    static let subdirectories: UInt16 = 0x014A
    static let jpegOffset: UInt16 = 0x0201
    static let jpegLength: UInt16 = 0x0202
    /// JpgFromRaw of Panasonic (ExifTool, `PanasonicRaw.pm`).
    static let panasonicJPEG: UInt16 = 0x002E
  }

  /// All directories of the chain, and those that they point at.
  private mutating func findInDirectories() throws(ContainerError) {
    let header = try TIFFHeader(file)
    var waiting = [try TIFFDirectory(at: header.firstDirectory, in: file, header)]
    var count = 0
    // The limit ends a chain that leads back into itself.
    while !waiting.isEmpty, count < TIFFLimits.directories {
      let directory = waiting.removeFirst()
      count += 1
      try addPictures(of: directory)
      let pointers = try directory.entries([Tag.subdirectories])[Tag.subdirectories]
      for start in try directory.numbers(of: pointers, limit: TIFFLimits.directories) {
        if let sub = try? TIFFDirectory(at: start, in: file, header) { waiting.append(sub) }
      }
      if let next = try? directory.next() { waiting.append(next) }
    }
  }

  private mutating func addPictures(of directory: TIFFDirectory) throws(ContainerError) {
    let entries = try directory.entries([
      Tag.compression, Tag.stripOffsets, Tag.stripByteCounts, Tag.jpegOffset, Tag.jpegLength,
      Tag.panasonicJPEG,
    ])
    let number = { (tag: UInt16) throws(ContainerError) in
      try directory.numbers(of: entries[tag], limit: 2)
    }
    if let start = try number(Tag.jpegOffset).first, let length = try number(Tag.jpegLength).first {
      add(start, length, in: directory.block)
    }
    // A JPEG as the one strip of a picture.
    let (starts, lengths) = (try number(Tag.stripOffsets), try number(Tag.stripByteCounts))
    if let kind = try number(Tag.compression).first, kind == 6 || kind == 7, starts.count == 1,
      lengths.count == 1
    {
      add(starts[0], lengths[0], in: directory.block)
    }
    if let jpeg = entries[Tag.panasonicJPEG],
      case .at(let range) = try directory.value(of: jpeg, componentSize: 1)
    {
      add(directory.block.slice(range))
    }
  }

  private mutating func add(_ start: Int, _ length: Int, in block: ByteReader) {
    guard length > 0, length <= block.count, start <= block.count - length else { return }
    add(block.slice(start..<(start + length)))
  }
}
