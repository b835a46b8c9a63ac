/// A text chunk of a PNG file whose keyword says that it holds Exif, XMP, or the time of the picture's creation (PNG third edition,
/// 11.3.3).
///
/// ImageMagick and others write a raw profile as text: a newline, the profile's name, its length in bytes, and its bytes in hexadecimal digits.
struct PNGText {
  /// Bytes that one text may have, packed, unpacked, or as the profile that it spells.
  static let limit = MetadataBlock.blockLimit

  let holds: Content
  private let kind: Kind
  /// What follows the keyword and its NUL.
  private let text: Range<Int>

  enum Content {
    /// An Exif block, or an XMP packet under the name of APP1, in hexadecimal digits.
    case exifProfile
    case xmpProfile
    case xmp
    case creationTime
  }

  private enum Kind: String {
    case plain = "tEXt"
    case packed = "zTXt"
    case international = "iTXt"
  }

  /// Looks at the keyword; `nil` for any other chunk.
  init?(type: String, payload: Range<Int>, in reader: ByteReader) throws(ContainerError) {
    guard let kind = Kind(rawValue: type) else { return nil }
    // A keyword has at most 79 bytes and ends with a NUL.
    let start = try reader.lonelyBytes(at: payload.lowerBound, count: min(payload.count, 80))
    guard let end = start.firstIndex(of: 0) else { return nil }
    switch String(decoding: start[..<end], as: UTF8.self) {
    case "Raw profile type exif", "Raw profile type APP1": holds = .exifProfile
    case "Raw profile type xmp": holds = .xmpProfile
    case "XML:com.adobe.xmp": holds = .xmp
    case "Creation Time": holds = .creationTime
    default: return nil
    }
    self.kind = kind
    text = (payload.lowerBound + end + 1)..<payload.upperBound
  }

  /// Reads, unpacks and decodes.
  ///
  /// - Throws: ``ContainerError``, also where the text goes beyond ``limit``.
  func piece(in reader: ByteReader) throws(ContainerError) -> MetadataBlock {
    guard text.count <= Self.limit else { throw tooLarge }
    let text = try text(in: reader)
    if holds == .xmp { return .xmp(text) }
    // A date has some thirty characters; what is much longer is none.
    if holds == .creationTime { return .creationTime(try text.bytes(at: 0, count: min(text.count, 256))) }
    let profile = try RawProfile(try text.bytes(at: 0, count: text.count), offset: self.text.lowerBound)
    let isPacket = holds == .xmpProfile || profile.bytes.starts(with: Self.packetName)
    let start = isPacket && profile.bytes.starts(with: Self.packetName) ? Self.packetName.count : 0
    let bytes = ByteReader(ByteSource(Array(profile.bytes[start...])))
    guard !isPacket else { return .xmp(bytes) }
    let block = bytes.withoutExifPrefix
    guard TIFFHeader.stands(in: block) else {
      throw .damaged("raw profile without a TIFF header", offset: self.text.lowerBound)
    }
    return .exif(block)
  }

  /// What comes in front of an XMP packet in APP1 (XMP specification part 3, 1.1.3).
  private static let packetName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

  private var tooLarge: ContainerError { .tooMany("bytes in one PNG text", limit: Self.limit) }

  /// The text itself: plain, behind the method of compression, or behind that and two names.
  private func text(in reader: ByteReader) throws(ContainerError) -> ByteReader {
    switch kind {
    case .plain: return reader.slice(text)
    case .packed:
      let method = try reader.byte(at: text.lowerBound)
      return try unpacked(text.dropFirst(1), method: method, in: reader)
    case .international:
      let isPacked = try reader.byte(at: text.lowerBound) != 0
      let method = try reader.byte(at: text.lowerBound + 1)
      // The language, and the keyword translated into it. Whoever writes these keywords leaves both empty.
      let names = try reader.bytes(at: text.lowerBound + 2, count: min(text.count - 2, 256))
      guard let language = names.firstIndex(of: 0),
        let keyword = names[(language + 1)...].firstIndex(of: 0)
      else { throw .damaged("PNG text", offset: text.lowerBound) }
      let rest = (text.lowerBound + 2 + keyword + 1)..<text.upperBound
      return isPacked ? try unpacked(rest, method: method, in: reader) : reader.slice(rest)
    }
  }

  private func unpacked(
    _ range: Range<Int>,
    method: UInt8,
    in reader: ByteReader
  ) throws(ContainerError) -> ByteReader {
    guard method == 0 else { throw .damaged("PNG text", offset: text.lowerBound) }
    let packed = try reader.bytes(at: range.lowerBound, count: range.count)
    do throws(InflateError) {
      return ByteReader(ByteSource(try Inflate.bytes(packed, limit: Self.limit)))
    } catch .tooLarge {
      throw tooLarge
    } catch {
      throw .damaged("compressed PNG text", offset: range.lowerBound)
    }
  }
}

/// A profile as text: any blanks, its name, its length, its bytes as hexadecimal digits with blanks anywhere.
private struct RawProfile {
  let bytes: [UInt8]

  init(_ text: [UInt8], offset: Int) throws(ContainerError) {
    var rest = text[...].drop(while: Self.isBlank)
    // The name ends with its line.
    rest = rest.drop { $0 != UInt8(ascii: "\n") }.drop(while: Self.isBlank)
    var length = 0
    while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit),
      length <= PNGText.limit
    {
      length = length * 10 + Int(digit - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    guard length > 0, length <= PNGText.limit, rest.first.map(Self.isBlank) == true else {
      throw .damaged("raw profile", offset: offset)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(length, rest.count / 2))
    var high: UInt8?
    for character in rest where !Self.isBlank(character) {
      // A text that is longer than it says has something else behind its profile.
      if bytes.count == length { break }
      guard let digit = Self.digit(character) else { throw .damaged("raw profile", offset: offset) }
      if let first = high { bytes.append(first << 4 | digit) }
      high = high == nil ? digit : nil
    }
    self.bytes = bytes
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
