/// The value of one field as the file has it: a type, a count, and the bytes.
struct ExifValue {
  /// The types of TIFF 6.0, section 2, with their numbers there.
  enum Format: UInt16 {
    case byte = 1
    case ascii = 2
    case short = 3
    case long = 4
    case rational = 5
    case signedByte = 6
    case undefined = 7
    case signedShort = 8
    case signedLong = 9
    case signedRational = 10
    case float = 11
    case double = 12

    /// Bytes of one component.
    var size: Int {
      switch self {
      case .byte, .ascii, .signedByte, .undefined: 1
      case .short, .signedShort: 2
      case .long, .signedLong, .float: 4
      case .rational, .signedRational, .double: 8
      }
    }

    /// Whether the components are characters, or may be.
    var isText: Bool { self == .ascii || self == .undefined }
  }

  let format: Format
  let order: ByteOrder
  /// A slice, so that a value costs no copy where many stand one behind the other.
  let bytes: ArraySlice<UInt8>

  /// Whole components in the bytes.
  var count: Int { bytes.count / format.size }

  /// One component as a number; `nil` for text, and where there is no such component.
  func number(at index: Int) -> ExifNumber? {
    guard index >= 0, index < count else { return nil }
    let start = index * format.size
    switch format {
    case .ascii, .undefined: return nil
    case .byte: return .ratio(Int64(bytes[bytes.startIndex + start]), 1)
    case .signedByte: return .ratio(Int64(Int8(bitPattern: bytes[bytes.startIndex + start])), 1)
    case .short: return .ratio(Int64(unsigned(start, 2)), 1)
    case .signedShort: return .ratio(Int64(Int16(truncatingIfNeeded: unsigned(start, 2))), 1)
    case .long: return .ratio(Int64(unsigned(start, 4)), 1)
    case .signedLong: return .ratio(Int64(Int32(truncatingIfNeeded: unsigned(start, 4))), 1)
    case .rational: return .ratio(Int64(unsigned(start, 4)), Int64(unsigned(start + 4, 4)))
    case .signedRational:
      return .ratio(
        Int64(Int32(truncatingIfNeeded: unsigned(start, 4))),
        Int64(Int32(truncatingIfNeeded: unsigned(start + 4, 4)))
      )
    case .float: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: unsigned(start, 4)))))
    case .double: return .real(Double(bitPattern: unsigned(start, 8)))
    }
  }

  /// The bytes of text without NULs and blanks around it.
  var trimmedText: ArraySlice<UInt8> {
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, Self.isPadding(bytes[start]) { start += 1 }
    while start < end, Self.isPadding(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  private static func isPadding(_ byte: UInt8) -> Bool { byte == 0 || byte == UInt8(ascii: " ") }

  private func unsigned(_ start: Int, _ size: Int) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      switch size {
      case 2: UInt64(order.uint16(bytes, start))
      case 4: UInt64(order.uint32(bytes, start))
      default: order.uint64(bytes, start)
      }
    }
  }
}

/// A number of a field.
enum ExifNumber: Hashable {
  /// Numerator and denominator as they stand in the file; whole numbers have the denominator 1.
  case ratio(Int64, Int64)
  case real(Double)

  /// The finite value; `nil` for x/0, NaN and infinity.
  var value: Double? {
    switch self {
    case .ratio(_, 0): nil
    case .ratio(let numerator, let denominator): Double(numerator) / Double(denominator)
    case .real(let value): value.isFinite ? value : nil
    }
  }

  /// 0/0: how cameras write that they do not know.
  var isUnknown: Bool { self == .ratio(0, 0) }
}
