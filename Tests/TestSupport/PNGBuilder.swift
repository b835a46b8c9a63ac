import CZlib

/// Puts PNG files together.
struct PNGBuilder {
  /// Chunks behind the header, in order.
  var chunks: [(type: String, payload: [UInt8])] = []

  static let picture: (type: String, payload: [UInt8]) = ("IDAT", [1, 2, 3])

  /// The file: signature, IHDR of 640 × 480, the chunks, IEND.
  var bytes: [UInt8] {
    var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header: [UInt8] = [0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]
    for chunk in [("IHDR", header)] + chunks + [("IEND", [])] {
      out += Self.number(chunk.1.count) + Array(chunk.0.utf8) + chunk.1 + [0, 0, 0, 0]
    }
    return out
  }

  init(_ chunks: [(type: String, payload: [UInt8])]) {
    self.chunks = chunks
  }

  static func text(_ keyword: String, _ text: [UInt8]) -> (type: String, payload: [UInt8]) {
    ("tEXt", Array(keyword.utf8) + [0] + text)
  }

  static func packedText(_ keyword: String, _ text: [UInt8]) -> (type: String, payload: [UInt8]) {
    ("zTXt", Array(keyword.utf8) + [0, 0] + deflated(text))
  }

  static func internationalText(
    _ keyword: String,
    _ text: [UInt8],
    isPacked: Bool
  ) -> (type: String, payload: [UInt8]) {
    let flags: [UInt8] = [0, isPacked ? 1 : 0, 0] + Array("en".utf8) + [0] + Array("Titel".utf8) + [0]
    return ("iTXt", Array(keyword.utf8) + flags + (isPacked ? deflated(text) : text))
  }

  /// As ImageMagick writes a profile.
  static func rawProfile(_ name: String, _ bytes: [UInt8], length: Int? = nil) -> [UInt8] {
    var text = Array("\n\(name)\n      \(length ?? bytes.count)\n".utf8)
    for (index, byte) in bytes.enumerated() {
      let digits = String(byte, radix: 16)
      text += Array((digits.count == 1 ? "0" + digits : digits).utf8)
      if index % 36 == 35 { text.append(UInt8(ascii: "\n")) }
    }
    return text + [UInt8(ascii: "\n")]
  }

  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var out = [UInt8](repeating: 0, count: Int(length))
    compress2(&out, &length, bytes, uLong(bytes.count), 9)
    return Array(out.prefix(Int(length)))
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
}
