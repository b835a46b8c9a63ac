/// Puts JPEG files together as raw formats hold them, and files of Fujifilm.
enum RawBuilder {
  /// A JPEG with an Exif block, a frame of 1024 × 768, and a start of scan.
  static func jpeg(_ exif: [UInt8]) -> [UInt8] {
    let block = Array("Exif\0\0".utf8) + exif
    let length = block.count + 2
    return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + block
      + [0xFF, 0xC0, 0, 11, 8, 3, 0, 4, 0, 1, 1, 0x11, 0]
      + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9]
  }

  /// Minolta's: a block of camera settings, then one with a TIFF structure.
  static func mrw(_ tiff: [UInt8], behind padding: Int = 0) -> [UInt8] {
    func block(_ name: String, _ payload: [UInt8]) -> [UInt8] {
      [0] + Array(name.utf8) + bigEndian(payload.count) + payload
    }
    let blocks = block("PRD", [UInt8](repeating: 7, count: 24 + padding)) + block("TTW", tiff)
    return [0] + Array("MRM".utf8) + bigEndian(blocks.count) + blocks + [1, 2, 3, 4]
  }

  /// Sigma's: a header, a section with a JPEG, and at the end the directory and where it lies.
  static func x3f(_ jpeg: [UInt8], behind padding: Int = 0) -> [UInt8] {
    var file = Array("FOVb".utf8) + [UInt8](repeating: 0, count: 60 + padding)
    let section = file.count
    file += Array("SECi".utf8) + [UInt8](repeating: 0, count: 24) + jpeg
    let length = file.count - section
    let directory = file.count
    file += Array("SECd".utf8) + littleEndian(0) + littleEndian(1)
    file += littleEndian(section) + littleEndian(length) + Array("IMA2".utf8)
    return file + littleEndian(directory)
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func littleEndian(_ value: Int) -> [UInt8] { bigEndian(value).reversed() }

  /// A raw file of Fujifilm with the JPEG at an offset.
  static func raf(_ jpeg: [UInt8], at offset: Int = 148) -> [UInt8] {
    var out = Array("FUJIFILMCCD-RAW 0201FF393101".utf8)
    out += [UInt8](repeating: 0, count: 84 - out.count)
    for value in [offset, jpeg.count] {
      out += (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }
    return out + [UInt8](repeating: 0, count: max(0, offset - out.count)) + jpeg + [0, 0, 0, 0]
  }
}
