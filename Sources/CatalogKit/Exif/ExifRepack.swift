/// Takes the few wanted fields out of a photo's Exif block and writes them as a fresh one of a few hundred bytes.
///
/// libexif never sees a block from a file: it cuts blocks at 64 KB, it can be kept busy for minutes by a hostile one,
/// and its weaknesses lie in MakerNotes, which are not handed over. The walk here is bounded: no directory is read
/// twice, and there are limits to directories and entries.
struct ExifRepack {
  /// The fresh block, `Exif\0\0` in front.
  let bytes: [UInt8]
  /// Something wanted lay behind the end of the block: it may have been cut.
  let isIncomplete: Bool

  /// No camera comes near: a raw file has about ten.
  static let directoryLimit = 64
  /// No camera comes near: the directories of raw files have about a hundred.
  static let entryLimit = 4096
  /// Text fields are cut here. Makes, models and dates are far shorter.
  static let valueLimit = 1024

  /// - Throws: ``ContainerError`` where the block is none, or goes beyond a limit.
  init(_ block: ByteReader) throws(ContainerError) {
    var walk = try DirectoryWalk(block: block)
    try walk.run()
    bytes = Self.emit(walk.found, walk.header.order)
    isIncomplete = walk.isIncomplete
  }

  /// Takes the fields out of several blocks, each of which holds one directory as its first, as Canon's CR3 has them
  /// in its boxes CMT1, CMT2 and CMT4.
  ///
  /// - Throws: ``ContainerError`` where none of the blocks can be read. A damaged one does not hide the others.
  init(parts: [(directory: ExifField.Directory, block: ByteReader)]) throws(ContainerError) {
    var found: [[Entry]] = [[], [], []]
    var order: ByteOrder?
    var isIncomplete = false
    var damage: ContainerError?
    for part in parts {
      do throws(ContainerError) {
        var walk = try DirectoryWalk(block: part.block)
        try walk.runFirst(as: part.directory)
        let target = order ?? walk.header.order
        order = target
        for entry in walk.found[part.directory.rawValue]
        where !found[part.directory.rawValue].contains(where: { $0.tag == entry.tag }) {
          found[part.directory.rawValue].append(walk.header.order == target ? entry : entry.inOtherOrder)
        }
        isIncomplete = isIncomplete || walk.isIncomplete
      } catch {
        damage = damage ?? error
      }
    }
    guard let order else { throw damage ?? .damaged("no Exif block", offset: 0) }
    bytes = Self.emit(found, order)
    self.isIncomplete = isIncomplete
  }

  /// A wanted field with its value, as it will be written.
  struct Entry {
    let tag: UInt16
    let format: ExifValue.Format
    let value: [UInt8]

    /// The same value with the bytes of its numbers the other way round.
    var inOtherOrder: Entry {
      let size = format == .rational || format == .signedRational ? 4 : format.size
      let numbers = stride(from: 0, to: value.count, by: size)
      return Entry(tag: tag, format: format, value: numbers.flatMap { value[$0...].prefix(size).reversed() })
    }
  }

  /// Lays the directories out one behind the other, each followed by its values: image, Exif, GPS.
  private static func emit(_ found: [[Entry]], _ order: ByteOrder) -> [UInt8] {
    var out = BlockWriter(order: order)
    let image = found[ExifField.Directory.image.rawValue]
    let exif = found[ExifField.Directory.exif.rawValue]
    let gps = found[ExifField.Directory.gps.rawValue]
    let pointers = (exif.isEmpty ? 0 : 1) + (gps.isEmpty ? 0 : 1)
    let exifStart = TIFFHeader.length + BlockWriter.length(image, pointers: pointers)
    let gpsStart = exifStart + BlockWriter.length(exif, pointers: 0)
    var links: [(ExifField, Int)] = []
    if !exif.isEmpty { links.append((.exifPointer, exifStart)) }
    if !gps.isEmpty { links.append((.gpsPointer, gpsStart)) }
    out.directory(image, links: links)
    // An empty directory is left out, and nothing points at it.
    if !exif.isEmpty || !gps.isEmpty { out.directory(exif, links: []) }
    if !gps.isEmpty { out.directory(gps, links: []) }
    return out.bytes
  }
}

/// Writes TIFF directories into a block that begins with `Exif\0\0`.
private struct BlockWriter {
  let order: ByteOrder
  var bytes: [UInt8]

  /// Bytes in front of the TIFF header, from which offsets count.
  static let prefix = Array("Exif\0\0".utf8)

  init(order: ByteOrder) {
    self.order = order
    bytes = Self.prefix + (order == .little ? Array("II".utf8) : Array("MM".utf8))
    bytes.reserveCapacity(1024)
    append(42, size: 2)
    append(TIFFHeader.length, size: 4)
  }

  /// Bytes that ``directory(_:links:)`` writes.
  static func length(_ entries: [ExifRepack.Entry], pointers: Int) -> Int {
    let values = entries.reduce(0) { $0 + ($1.value.count > 4 ? $1.value.count + $1.value.count % 2 : 0) }
    return 2 + 12 * (entries.count + pointers) + 4 + values
  }

  mutating func directory(_ entries: [ExifRepack.Entry], links: [(field: ExifField, offset: Int)]) {
    append(entries.count + links.count, size: 2)
    var valueStart = bytes.count - Self.prefix.count + 12 * (entries.count + links.count) + 4
    for entry in entries {
      append(Int(entry.tag), size: 2)
      append(Int(entry.format.rawValue), size: 2)
      append(entry.value.count / entry.format.size, size: 4)
      if entry.value.count <= 4 {
        bytes += entry.value
        for _ in entry.value.count..<4 { bytes.append(0) }
      } else {
        append(valueStart, size: 4)
        valueStart += entry.value.count + entry.value.count % 2
      }
    }
    for link in links {
      append(Int(link.field.tag), size: 2)
      append(Int(ExifValue.Format.long.rawValue), size: 2)
      append(1, size: 4)
      append(link.offset, size: 4)
    }
    append(0, size: 4)
    for entry in entries where entry.value.count > 4 {
      bytes += entry.value
      if entry.value.count % 2 == 1 { bytes.append(0) }
    }
  }

  private mutating func append(_ value: Int, size: Int) {
    for index in 0..<size {
      let shift = order == .little ? 8 * index : 8 * (size - 1 - index)
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
