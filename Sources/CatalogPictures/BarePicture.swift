/// Builds a picture's file anew of nothing but what draws it: the decoder's answer is not trusted, and what a photo brings along
/// may hold anything.
enum BarePicture {
  /// - Returns: The file; `nil` where the bytes are no picture of that coding and size.
  static func rebuild(_ bytes: [UInt8], _ coding: PictureSize.Coding, width: Int, height: Int) -> [UInt8]? {
    switch coding {
    case .webp: webp(bytes, width: width, height: height)
    case .jpeg: jpeg(bytes, width: width, height: height)
    }
  }

  // MARK: WebP

  /// Of a RIFF file the one chunk that is a picture (RFC 9649, 2.3): no `VP8X`, which announces others, no `EXIF`, no `XMP `.
  private static func webp(_ bytes: [UInt8], width: Int, height: Int) -> [UInt8]? {
    guard bytes.count >= 20, tag(bytes, 0) == "RIFF", tag(bytes, 8) == "WEBP" else { return nil }
    var position = 12
    while position <= bytes.count - 8 {
      let length = little(bytes, position + 4, 4)
      let end = position + 8 + length
      guard end <= bytes.count else { return nil }
      let name = tag(bytes, position)
      if name == "VP8 " || name == "VP8L" {
        let payload = bytes[(position + 8)..<end]
        guard let size = name == "VP8 " ? lossySize(payload) : losslessSize(payload), size == (width, height)
        else {
          return nil
        }
        let padding: [UInt8] = length % 2 == 0 ? [] : [0]
        let chunk = Array(name.utf8) + number(length) + payload + padding
        return Array("RIFF".utf8) + number(4 + chunk.count) + Array("WEBP".utf8) + chunk
      }
      position = end + length % 2
    }
    return nil
  }

  /// A key frame of VP8 (RFC 6386, 9.1).
  private static func lossySize(_ frame: ArraySlice<UInt8>) -> (Int, Int)? {
    let frame = Array(frame.prefix(10))
    guard frame.count == 10, Array(frame[3..<6]) == [0x9D, 0x01, 0x2A] else { return nil }
    return (little(frame, 6, 2) & 0x3FFF, little(frame, 8, 2) & 0x3FFF)
  }

  /// A lossless bitstream (RFC 9649, 3.4).
  private static func losslessSize(_ frame: ArraySlice<UInt8>) -> (Int, Int)? {
    let frame = Array(frame.prefix(5))
    guard frame.count == 5, frame[0] == 0x2F else { return nil }
    let bits = little(frame, 1, 4)
    return (1 + bits & 0x3FFF, 1 + (bits >> 14) & 0x3FFF)
  }

  private static func tag(_ bytes: [UInt8], _ offset: Int) -> String {
    String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self)
  }

  private static func little(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  // MARK: JPEG

  /// Of a JPEG the segments that its frame needs (ITU-T T.81, annex B): no application data, no comments, nothing behind its end.
  private static func jpeg(_ bytes: [UInt8], width: Int, height: Int) -> [UInt8]? {
    guard let (file, size) = bareJPEG(bytes), size == (width, height) else { return nil }
    return file
  }

  /// The same whatever its size is.
  static func bareJPEG(_ bytes: [UInt8]) -> (bytes: [UInt8], size: (width: Int, height: Int))? {
    guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
    var out: [UInt8] = [0xFF, 0xD8]
    var size: (Int, Int)?
    var position = 2
    while position < bytes.count - 1 {
      guard bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      switch marker {
      case 0xFF: position += 1
      case 0xD9: return size.map { (out + [0xFF, 0xD9], $0) }
      default:
        guard let end = segmentEnd(bytes, position) else { return nil }
        if let frame = frameSize(marker, bytes[position..<end]) { size = frame }
        if draws(marker) || isColourTransform(marker, bytes[position..<end]) { out += bytes[position..<end] }
        position = end
        if marker == 0xDA {
          position = scanEnd(bytes, end)
          out += bytes[end..<position]
        }
      }
    }
    return nil
  }

  private static func segmentEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 4 <= bytes.count else { return nil }
    let length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
    let end = start + 2 + length
    return length >= 2 && end <= bytes.count ? end : nil
  }

  /// Where the coded values of a scan end: before the next marker that is no restart.
  private static func scanEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var position = start
    while position < bytes.count - 1 {
      if bytes[position] == 0xFF, bytes[position + 1] != 0, !(0xD0...0xD7).contains(bytes[position + 1]) {
        break
      }
      position += 1
    }
    return position
  }

  /// Frames of baseline, extended and progressive coding, tables, restart intervals and scans.
  private static func draws(_ marker: UInt8) -> Bool {
    switch marker {
    case 0xC0...0xC2, 0xC4, 0xDA, 0xDB, 0xDD: true
    default: false
    }
  }

  /// Adobe's segment says how colours are coded, and nothing else where it has its usual length.
  private static func isColourTransform(_ marker: UInt8, _ segment: ArraySlice<UInt8>) -> Bool {
    marker == 0xEE && segment.count == 16 && segment.dropFirst(4).starts(with: Array("Adobe".utf8))
  }

  private static func frameSize(_ marker: UInt8, _ segment: ArraySlice<UInt8>) -> (Int, Int)? {
    guard (0xC0...0xC2).contains(marker), segment.count >= 9 else { return nil }
    let frame = Array(segment)
    return (Int(frame[7]) << 8 | Int(frame[8]), Int(frame[5]) << 8 | Int(frame[6]))
  }
}
