/// Puts WebP files together.
struct WebPBuilder {
  var chunks: [(type: String, payload: [UInt8])]
  /// What the file says of its length more than there is.
  var missing = 0

  init(_ chunks: [(type: String, payload: [UInt8])]) {
    self.chunks = chunks
  }

  /// A canvas of 300 × 70000.
  static let canvas: (type: String, payload: [UInt8]) = (
    "VP8X", [0x0C, 0, 0, 0, 0x2B, 0x01, 0x00, 0x6F, 0x11, 0x01]
  )
  /// A key frame of 320 × 200, with scaling bits set.
  static let lossy: (type: String, payload: [UInt8]) = (
    "VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x41, 0xC8, 0x80]
  )
  /// A lossless picture of 100 × 50, an odd number of bytes.
  static let lossless: (type: String, payload: [UInt8]) = ("VP8L", [0x2F, 0x63, 0x40, 0x0C, 0x00])

  var bytes: [UInt8] {
    var body = Array("WEBP".utf8)
    for chunk in chunks {
      body += Array(chunk.type.utf8) + Self.number(chunk.payload.count) + chunk.payload
      if chunk.payload.count % 2 == 1 { body.append(0) }
    }
    return Array("RIFF".utf8) + Self.number(body.count + missing) + body
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
