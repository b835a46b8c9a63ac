/// The first bytes of a TIFF structure (TIFF 6.0, section 2): byte order, a number that names the kind, and the offset
/// of the first directory.
struct TIFFHeader {
  let order: ByteOrder
  let kind: Kind
  /// Where the first directory lies, counted from the header's first byte; perhaps behind the end.
  let firstDirectory: Int

  /// What the number behind the byte order says.
  enum Kind {
    /// 42.
    case classic
    /// 43: every count and offset has eight bytes ("The BigTIFF File Format", AWare Systems).
    case bigTIFF
    /// 0x55: Panasonic and Leica.
    case rw2
    /// `RO`, `RS` and `OR`: Olympus.
    case orf
  }

  /// Bytes of a classic header.
  static let length = 8

  /// - Throws: ``ContainerError`` where no header is at the first byte. In a piece of a file BigTIFF does not count: it is
  ///   always a file. The numbers of raw formats are found in the blocks of some editors.
  init(_ block: ByteReader) throws(ContainerError) {
    guard let order = Self.order(try block.uint16(at: 0, .big)) else {
      throw .damaged("no TIFF header in the Exif block", offset: 0)
    }
    guard let kind = Self.kind(try block.uint16(at: 2, order), order), kind != .bigTIFF || block.isWhole
    else {
      throw .damaged("no TIFF header in the Exif block", offset: 2)
    }
    self.order = order
    self.kind = kind
    guard kind == .bigTIFF else {
      firstDirectory = Int(try block.uint32(at: 4, order))
      return
    }
    guard try block.uint16(at: 4, order) == 8, try block.uint16(at: 6, order) == 0 else {
      throw .damaged("a BigTIFF header with offsets that are not eight bytes", offset: 4)
    }
    firstDirectory = Self.number(try block.bytes(at: 8, count: 8), order)
  }

  /// A classic header that does not come in front of its directory.
  init(order: ByteOrder) {
    self.order = order
    kind = .classic
    firstDirectory = 0
  }

  /// Whether a block begins with a classic header.
  static func stands(in block: ByteReader) -> Bool {
    (try? TIFFHeader(block))?.kind == .classic
  }

  /// What the first four bytes say, whatever comes behind them.
  static func kind(of block: ByteReader) -> Kind? {
    guard let mark = try? block.uint16(at: 0, .big), let order = order(mark),
      let number = try? block.uint16(at: 2, order)
    else { return nil }
    return kind(number, order)
  }

  /// `II` and `MM`.
  private static func order(_ mark: UInt16) -> ByteOrder? {
    switch mark {
    case 0x4949: .little
    case 0x4D4D: .big
    default: nil
    }
  }

  private static func kind(_ number: UInt16, _ order: ByteOrder) -> Kind? {
    switch (number, order) {
    case (42, _): .classic
    case (43, _): .bigTIFF
    case (0x55, _): .rw2
    // `IIRO`, `IIRS`, `MMOR`, and the last for an editor's `MMSR`.
    case (0x4F52, _), (0x5352, _): .orf
    default: nil
    }
  }
}

/// The sizes in which BigTIFF differs.
extension TIFFHeader {
  /// Bytes of the number of entries in front of a directory.
  var entryCountSize: Int { kind == .bigTIFF ? 8 : 2 }
  /// Bytes of one entry.
  var entrySize: Int { kind == .bigTIFF ? 20 : 12 }
  /// Bytes of an offset, of a count, and of a value that is in its entry.
  var offsetSize: Int { kind == .bigTIFF ? 8 : 4 }

  /// An unsigned number of 1, 2, 4 or 8 bytes; one that no file can hold becomes `Int.max`.
  func number(at place: Int, size: Int, in block: ByteReader) throws(ContainerError) -> Int {
    switch size {
    case 2: Int(try block.uint16(at: place, order))
    case 4: Int(try block.uint32(at: place, order))
    default: Self.number(try block.bytes(at: place, count: size), order)
    }
  }

  private static func number(_ bytes: [UInt8], _ order: ByteOrder) -> Int {
    let value = (order == .big ? bytes : bytes.reversed()).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }
}
