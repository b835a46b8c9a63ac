/// The boxes of a file in the ISO base media file format (ISO/IEC 14496-12, 4.2), one level at a time.
///
/// Headers are read alone, not with what lies around them: boxes may be far from each other, and a video's largest one
/// holds the pictures.
struct ISOBoxes {
  private let reader: ByteReader
  private var position = 0
  private var count = 0

  /// One box.
  struct Box {
    /// For `uuid` see ``uuid``.
    let type: FourCC
    /// The sixteen bytes of an extended type.
    let uuid: [UInt8]?
    /// What comes after the header; cut off where the box claims to be larger than what it lies in.
    let payload: ByteReader
    /// The box is larger than what it lies in.
    let isCutOff: Bool
    /// Where its type is in what it lies in.
    let typeOffset: Int
  }

  /// Cameras write a few dozen boxes a level, editors some more; fragmented videos have two for each of their
  /// fragments, and what is asked for comes before these.
  static let boxLimit = 2048

  init(_ reader: ByteReader) {
    self.reader = reader
  }

  /// The next box; `nil` at the end.
  mutating func next() throws(ContainerError) -> Box? {
    // Fewer than eight bytes at the end are no box: some writers leave a few zeros.
    guard reader.count - position >= 8 else { return nil }
    count += 1
    guard count <= Self.boxLimit else { throw .tooMany("boxes", limit: Self.boxLimit) }
    let header = try reader.unbufferedUInt64(at: position, .big)
    let type = FourCC(UInt32(truncatingIfNeeded: header))
    var headerLength = 8
    var size = Int(header >> 32)
    switch size {
    case 0: size = reader.count - position
    case 1:
      guard let large = Int(exactly: try reader.unbufferedUInt64(at: position + 8, .big)) else {
        throw .damaged("a box that is too large", offset: position)
      }
      size = large
      headerLength = 16
    default: break
    }
    var uuid: [UInt8]?
    if type == "uuid" {
      uuid = try reader.lonelyBytes(at: position + headerLength, count: 16)
      headerLength += 16
    }
    guard size >= headerLength else { throw .damaged("a box without a size", offset: position) }
    let start = position + headerLength
    let isCutOff = size > reader.count - position
    let end = isCutOff ? reader.count : position + size
    let typeOffset = position + 4
    position = end
    return Box(
      type: type,
      uuid: uuid,
      payload: reader.slice(start..<max(start, end)),
      isCutOff: isCutOff,
      typeOffset: typeOffset
    )
  }

  /// The first box of a type on this level.
  static func first(_ type: FourCC, in reader: ByteReader) throws(ContainerError) -> Box? {
    var boxes = ISOBoxes(reader)
    while let box = try boxes.next() {
      if box.type == type { return box }
    }
    return nil
  }
}

extension ISOBoxes.Box {
  /// The payload of a full box: behind one byte of version and three of flags.
  func fullPayload() throws(ContainerError) -> (version: UInt8, flags: Int, payload: ByteReader) {
    let word = Int(try payload.uint32(at: 0, .big))
    return (UInt8(word >> 24), word & 0xFF_FFFF, payload.slice(4..<max(4, payload.count)))
  }
}
